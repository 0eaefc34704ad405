#include "cluster/mixture_fit.hpp"

#include "core/check.hpp"
#include "core/elementary.hpp"
#include "core/parallel_fill.hpp"
#include "core/stop_check.hpp"
#include "linalg/row_norm.hpp"
#include "linalg/vector_math.hpp"
#include "tema/linalg/kernels.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t rows_per_chunk = 64;
constexpr std::size_t columns_per_chunk = 1024;

/// How often components without rows are filled. They get less smoothing each time, and almost none at last.
constexpr int max_rounds = 12;
constexpr int rounds_that_iterate = 3;
constexpr double relief = 0.25;
/// Such a component starts from one in this many of the rows that had its label.
constexpr std::size_t rows_per_seed = 10;

/// The values of rows, scaled to a sum.
std::vector<float> scaled_values(const RowsView& x, double row_sum, std::vector<std::uint8_t>& is_empty,
                                 Workers& workers) {
  if (!x.sparse()) throw std::invalid_argument("x is dense, but must be sparse");
  std::vector<float> values(static_cast<std::size_t>(x.offsets[x.rows]));
  is_empty.assign(x.rows, 0);
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i)
      is_empty[i] = scale_row(x.row(i), i, row_sum, values.data() + x.offsets[i]) ? 0 : 1;
  });
  return values;
}

/// The sums of the parts, in their order.
std::vector<double> sum_of(const std::vector<std::vector<double>>& parts, std::size_t size) {
  std::vector<double> sums(size, 0.0);
  for (const std::vector<double>& part : parts) {
    for (std::size_t c = 0; c < size; ++c) sums[c] += part[c];
  }
  return sums;
}

}  // namespace

bool scale_row(const RowsView::Row& row, std::size_t number, double row_sum, float* out) {
  checked_norm(row, number);
  double sum = 0.0;
  for (std::size_t j = 0; j < row.size; ++j) {
    if (row.values[j] < 0.0F) {
      throw_invalid("a value of row " + std::to_string(number), text_of(static_cast<double>(row.values[j])),
                    "0 or more");
    }
    sum += static_cast<double>(row.values[j]);
  }
  const double factor = sum > 0.0 ? row_sum / sum : 0.0;
  for (std::size_t j = 0; j < row.size; ++j)
    out[j] = static_cast<float>(static_cast<double>(row.values[j]) * factor);
  return sum > 0.0;
}

MixtureRows::MixtureRows(const RowsView& x, double row_sum, Workers& workers)
    : places_(x),
      values_(scaled_values(x, row_sum, is_empty_, workers)),
      by_column_(transpose(view(), workers)) {}

MixtureFit::MixtureFit(const MixtureRows& rows, const MixtureOptions& options, Workers& workers)
    : rows_(rows),
      options_(options),
      workers_(workers),
      smoothing_(options.components, options.smoothing),
      log_likelihoods_(rows.size(), 0.0) {
  mixture_.columns_ = rows.columns();
  mixture_.padded_components_ = padded(options.components);
  mixture_.row_sum_ = options.row_sum;
  mixture_.mixing_weights_.resize(options.components);
  mixture_.log_priors_.assign(width(), no_log_prior);
  mixture_.table_.resize(rows.columns() * width());
  mixture_.assignments_.resize(rows.size());
  posteriors_ = filled<FloatTable>(rows.size() * width(), 0.0F, workers);
}

MultinomialMixture MixtureFit::run(std::span<const std::int32_t> labels) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] >= 0 && !rows_.is_empty(i))
      posteriors_[i * width() + static_cast<std::size_t>(labels[i])] = 1.0F;
  }
  climb(options_.max_iterations);
  const std::vector<double> objectives = mixture_.objectives_;
  for (int round = 0; options_.fill && round < max_rounds && refill(labels); ++round) {
    // Iterations may make two components alike, so that one of them loses its rows again. At last there are
    // none left to fill.
    climb(round < rounds_that_iterate ? options_.max_iterations : 0);
  }
  mixture_.objectives_ = objectives;
  return std::move(mixture_);
}

void MixtureFit::climb(std::size_t max_iterations) {
  maximise();
  mixture_.objectives_.assign(1, expect());
  mixture_.converged_ = false;
  while (!mixture_.converged_ && mixture_.objectives_.size() <= max_iterations) improve();
}

bool MixtureFit::refill(std::span<const std::int32_t> labels) {
  std::vector<std::vector<std::size_t>> given(options_.components);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] >= 0 && !rows_.is_empty(i)) given[static_cast<std::size_t>(labels[i])].push_back(i);
  }
  for (const Assignment& assignment : mixture_.assignments_) {
    if (assignment.cluster >= 0) given[static_cast<std::size_t>(assignment.cluster)].clear();
  }
  bool any = false;
  for (std::size_t c = 0; c < options_.components; ++c) {
    if (given[c].empty()) continue;
    any = true;
    smoothing_[c] = std::max(smoothing_[c] * relief, least_smoothing);
    std::stable_sort(given[c].begin(), given[c].end(),
                     [&](std::size_t a, std::size_t b) { return log_likelihoods_[a] < log_likelihoods_[b]; });
    given[c].resize(1 + (given[c].size() - 1) / rows_per_seed);
    for (const std::size_t i : given[c]) {
      std::fill_n(&posteriors_[i * width()], width(), 0.0F);
      posteriors_[i * width() + c] = 1.0F;
    }
  }
  return any;
}

void MixtureFit::improve() {
  previous_.table.resize(mixture_.table_.size());
  exchange_with_previous();
  maximise();
  const double objective = expect();
  const double before = mixture_.objectives_.back();
  mixture_.converged_ = objective - before <= options_.tolerance * std::abs(before);
  if (objective < before) {
    exchange_with_previous();
  } else {
    mixture_.objectives_.push_back(objective);
  }
}

void MixtureFit::exchange_with_previous() {
  previous_.table.swap(mixture_.table_);
  previous_.assignments.resize(mixture_.assignments_.size());
  previous_.assignments.swap(mixture_.assignments_);
  previous_.mixing_weights.resize(mixture_.mixing_weights_.size());
  previous_.mixing_weights.swap(mixture_.mixing_weights_);
  previous_.log_priors.resize(mixture_.log_priors_.size(), no_log_prior);
  previous_.log_priors.swap(mixture_.log_priors_);
}

double MixtureFit::expect() {
  constexpr std::size_t rows_at_a_time = 8;
  std::vector<double> sums(chunk_count(rows_.size(), rows_per_chunk), 0.0);
  workers_.for_chunks(rows_.size(), rows_per_chunk, [&](const Chunk& chunk) {
    StopCheck check_stop(workers_.run());
    for (std::size_t i = chunk.begin; i < chunk.end; i += rows_at_a_time) {
      const std::size_t end = std::min(i + rows_at_a_time, chunk.end);
      check_stop((end - i) * width());
      rows_times_table(rows_.view(), i, end, mixture_.table_.data(), width(), &posteriors_[i * width()]);
      for (std::size_t row = i; row < end; ++row) sums[chunk.index] += infer(row);
    }
  });
  double objective = log_prior_;
  for (const double sum : sums) objective += sum;
  return objective;
}

double MixtureFit::infer(std::size_t row) {
  if (rows_.is_empty(row)) return 0.0;
  float* const posteriors = &posteriors_[row * width()];
  log_likelihoods_[row] = mixture_.posteriors_of(posteriors);
  mixture_.assignments_[row] = mixture_.best_of(posteriors);
  return log_likelihoods_[row];
}

void MixtureFit::maximise() {
  multiply(rows_.by_column().view(), posteriors_.data(), width(), mixture_.table_.data(), workers_);
  const std::vector<double> totals = smooth();
  std::vector<float> log_totals(width(), 0.0F);
  for (std::size_t c = 0; c < options_.components; ++c) log_totals[c] = static_cast<float>(log(totals[c]));
  // For each chunk, the sums of the logarithms of each component.
  std::vector<std::vector<double>> logs(chunk_count(mixture_.columns_, columns_per_chunk));
  workers_.for_chunks(mixture_.columns_, columns_per_chunk, [&](const Chunk& chunk) {
    logs[chunk.index].assign(width(), 0.0);
    StopCheck check_stop(workers_.run());
    for (std::size_t j = chunk.begin; j < chunk.end; ++j) {
      check_stop(width());
      const std::span<float> row = std::span(mixture_.table_).subspan(j * width(), width());
      log_all(row);
      for (std::size_t c = 0; c < width(); ++c) row[c] -= log_totals[c];
      accumulate(row, logs[chunk.index]);
      std::fill(row.begin() + static_cast<std::ptrdiff_t>(options_.components), row.end(), 0.0F);
    }
  });
  log_prior_ = 0.0;
  const std::vector<double> all_logs = sum_of(logs, width());
  for (std::size_t c = 0; c < options_.components; ++c) log_prior_ += smoothing_[c] * all_logs[c];
  set_priors();
}

std::vector<double> MixtureFit::smooth() {
  std::vector<float> smoothing(width(), 1.0F);  // padding is not used, but must have a logarithm
  for (std::size_t c = 0; c < options_.components; ++c) smoothing[c] = static_cast<float>(smoothing_[c]);
  std::vector<std::vector<double>> of_chunk(chunk_count(mixture_.columns_, columns_per_chunk));
  workers_.for_chunks(mixture_.columns_, columns_per_chunk, [&](const Chunk& chunk) {
    std::vector<double>& sums = of_chunk[chunk.index];
    sums.assign(width(), 0.0);
    StopCheck check_stop(workers_.run());
    for (std::size_t j = chunk.begin; j < chunk.end; ++j) {
      check_stop(width());
      const std::span<float> row = std::span(mixture_.table_).subspan(j * width(), width());
      for (std::size_t c = 0; c < width(); ++c) row[c] += smoothing[c];
      accumulate(row, sums);
    }
  });
  return sum_of(of_chunk, width());
}

void MixtureFit::set_priors() {
  std::vector<std::vector<double>> of_chunk(chunk_count(rows_.size(), rows_per_chunk));
  workers_.for_chunks(rows_.size(), rows_per_chunk, [&](const Chunk& chunk) {
    of_chunk[chunk.index].assign(width(), 0.0);
    StopCheck check_stop(workers_.run());
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      check_stop(width());
      accumulate(std::span<const float>(posteriors_).subspan(i * width(), width()), of_chunk[chunk.index]);
    }
  });
  const std::vector<double> masses = sum_of(of_chunk, width());
  double total = 0.0;
  for (std::size_t c = 0; c < options_.components; ++c) total += masses[c] + smoothing_[c];
  for (std::size_t c = 0; c < options_.components; ++c) {
    mixture_.mixing_weights_[c] = (masses[c] + smoothing_[c]) / total;
    const double log_prior = log(mixture_.mixing_weights_[c]);
    mixture_.log_priors_[c] = static_cast<float>(log_prior);
    log_prior_ += smoothing_[c] * log_prior;
  }
}

MultinomialMixture fit_mixture(const MixtureRows& rows, std::span<const std::int32_t> labels,
                               const MixtureOptions& options, const RunContext& run) {
  Workers workers(run);
  return MixtureFit(rows, options, workers).run(labels);
}

}}}  // namespace tema::v0::detail
