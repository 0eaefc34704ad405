#include "tema/cluster/multinomial_mixture.hpp"

#include "core/check.hpp"
#include "core/elementary.hpp"
#include "linalg/row_norm.hpp"
#include "linalg/vector_math.hpp"
#include "tema/linalg/kernels.hpp"
#include "tema/linalg/sparse_ops.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace tema { inline namespace v0 {

namespace {

constexpr std::size_t rows_per_chunk = 256;
constexpr std::size_t columns_per_chunk = 1024;

/// What no posterior is below, as a logarithm: padding.
constexpr float nothing = -std::numeric_limits<float>::infinity();

constexpr double least_smoothing = 1e-37;  // the smallest power of ten that is a normal float

void check_options(const MixtureOptions& options) {
  constexpr double most = 1e6;
  constexpr auto any = std::numeric_limits<std::size_t>::max();
  constexpr double least = std::numeric_limits<double>::min();
  detail::check_range<std::size_t>("components", options.components, 1,
                                   std::numeric_limits<std::int32_t>::max());
  detail::check_range("row_sum", options.row_sum, least, most);
  detail::check_range("smoothing", options.smoothing, least_smoothing, most);
  detail::check_range("tolerance", options.tolerance, 0.0, std::numeric_limits<double>::max());
}

void check_labels(std::span<const std::int32_t> labels, std::size_t rows, std::size_t components) {
  if (labels.size() != rows) {
    detail::throw_invalid("the number of labels", std::to_string(labels.size()), std::to_string(rows));
  }
  for (const std::int32_t label : labels) {
    detail::check_range<std::int64_t>("a label", label, -1, static_cast<std::int64_t>(components) - 1);
  }
}

/// The row's values, scaled to a sum; false for a row of zeros.
bool scale_row(const RowsView::Row& row, std::size_t number, double row_sum, float* out) {
  detail::checked_norm(row, number);
  double sum = 0.0;
  for (std::size_t j = 0; j < row.size; ++j) {
    if (row.values[j] < 0.0F) {
      detail::throw_invalid("a value of row " + std::to_string(number),
                            detail::text_of(static_cast<double>(row.values[j])), "0 or more");
    }
    sum += static_cast<double>(row.values[j]);
  }
  const double factor = sum > 0.0 ? row_sum / sum : 0.0;
  for (std::size_t j = 0; j < row.size; ++j)
    out[j] = static_cast<float>(static_cast<double>(row.values[j]) * factor);
  return sum > 0.0;
}

/// A copy of rows that are scaled to a sum.
CsrMatrix scaled_rows(const RowsView& x, double row_sum, std::vector<std::uint8_t>& is_empty,
                      Workers& workers) {
  if (!x.sparse()) throw std::invalid_argument("x is dense, but must be sparse");
  const auto nonzeros = static_cast<std::size_t>(x.offsets[x.rows]);
  CsrMatrix result{x.cols, {x.offsets, x.offsets + x.rows + 1}, {x.columns, x.columns + nonzeros}, {}};
  result.values.resize(nonzeros);
  is_empty.assign(x.rows, 0);
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      float* out = result.values.data() + result.offsets[i];
      is_empty[i] = scale_row(x.row(i), i, row_sum, out) ? 0 : 1;
    }
  });
  return result;
}

/// From -10³⁰ to 0, so that a row's sum of them is finite. Told by its bits, so that many are looked at at
/// once.
bool is_log_probability(float value) {
  constexpr std::uint32_t minus_zero = 0x80000000U;
  constexpr auto lowest = std::bit_cast<std::uint32_t>(-1e30F);
  const auto bits = std::bit_cast<std::uint32_t>(value);
  return bits == 0 || bits - minus_zero <= lowest - minus_zero;
}

/// Throws unless each row of a table has logarithms of probabilities, and zeros that pad it.
void check_table(std::span<const float> table, std::size_t components, Workers& workers) {
  const std::size_t width = padded(components);
  workers.for_chunks(table.size() / width, columns_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t j = chunk.begin; j < chunk.end; ++j) {
      const float* const row = table.data() + j * width;
      unsigned wrong = 0;
      for (std::size_t c = 0; c < components; ++c) wrong |= is_log_probability(row[c]) ? 0U : 1U;
      for (std::size_t c = components; c < width; ++c) wrong |= std::bit_cast<std::uint32_t>(row[c]);
      if (wrong == 0) continue;
      const float* const found = std::find_if_not(row, row + components, is_log_probability);
      const auto value = static_cast<double>(found == row + components ? row[components] : *found);
      detail::throw_invalid("log_probabilities of column " + std::to_string(j), detail::text_of(value),
                            "from -1e30 to 0; what pads, 0");
    }
  });
}

}  // namespace

namespace detail {

/// Expectation and maximisation.
class MixtureFit {
 public:
  MixtureFit(const RowsView& x, const MixtureOptions& options, Workers& workers)
      : options_(options),
        workers_(workers),
        rows_(scaled_rows(x, options.row_sum, is_empty_, workers)),
        by_column_(transpose(rows_.view(), workers)),
        smoothing_(options.components, options.smoothing),
        log_likelihoods_(x.rows, 0.0) {
    mixture_.columns_ = x.cols;
    mixture_.padded_components_ = padded(options.components);
    mixture_.row_sum_ = options.row_sum;
    mixture_.mixing_weights_.resize(options.components);
    mixture_.log_priors_.assign(width(), nothing);
    mixture_.table_.resize(x.cols * width());
    mixture_.assignments_.resize(x.rows);
    posteriors_.assign(x.rows * width(), 0.0F);
  }

  MultinomialMixture run(std::span<const std::int32_t> labels) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (labels[i] >= 0 && is_empty_[i] == 0)
        posteriors_[i * width() + static_cast<std::size_t>(labels[i])] = 1.0F;
    }
    climb(options_.max_iterations);
    const std::vector<double> objectives = mixture_.objectives_;
    for (int round = 0; options_.fill && round < max_rounds && refill(labels); ++round) {
      // Iterations may make two components alike, and one of them lose its rows again. At last there are
      // none.
      climb(round < rounds_that_iterate ? options_.max_iterations : 0);
    }
    mixture_.objectives_ = objectives;
    return std::move(mixture_);
  }

 private:
  /// What the mixture was before the last iteration.
  struct Iterate {
    FloatTable table;
    std::vector<Assignment> assignments;
    std::vector<double> mixing_weights;
    std::vector<float> log_priors;
  };

  [[nodiscard]] std::size_t width() const { return mixture_.padded_components_; }

  /// How often components without rows are filled. Each time they have less smoothing: at last, next to none.
  static constexpr int max_rounds = 12;
  static constexpr int rounds_that_iterate = 3;
  static constexpr double relief = 0.25;
  /// What such a component begins from: this share of the rows that the labels gave it.
  static constexpr std::size_t rows_per_seed = 10;

  /// Maximises and expects, from the posteriors as they are, once and at most so many times more.
  void climb(std::size_t max_iterations) {
    maximise();
    mixture_.objectives_.assign(1, expect());
    mixture_.converged_ = false;
    while (!mixture_.converged_ && mixture_.objectives_.size() <= max_iterations) improve();
  }

  /// Gives each component that no row is likeliest in the least likely of the rows that the labels gave it,
  /// and less smoothing. False if there is no such component.
  bool refill(std::span<const std::int32_t> labels) {
    std::vector<std::vector<std::size_t>> given(options_.components);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (labels[i] >= 0 && is_empty_[i] == 0) given[static_cast<std::size_t>(labels[i])].push_back(i);
    }
    for (const Assignment& assignment : mixture_.assignments_) {
      if (assignment.cluster >= 0) given[static_cast<std::size_t>(assignment.cluster)].clear();
    }
    bool any = false;
    for (std::size_t c = 0; c < options_.components; ++c) {
      if (given[c].empty()) continue;
      any = true;
      smoothing_[c] = std::max(smoothing_[c] * relief, least_smoothing);
      std::stable_sort(given[c].begin(), given[c].end(), [&](std::size_t a, std::size_t b) {
        return log_likelihoods_[a] < log_likelihoods_[b];
      });
      given[c].resize(1 + (given[c].size() - 1) / rows_per_seed);
      for (const std::size_t i : given[c]) {
        std::fill_n(&posteriors_[i * width()], width(), 0.0F);
        posteriors_[i * width() + c] = 1.0F;
      }
    }
    return any;
  }

  /// One iteration. Where nothing is left to gain but the rounding of floats, it may lose some: then all
  /// stays as it was before.
  void improve() {
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

  void exchange_with_previous() {
    previous_.table.swap(mixture_.table_);
    previous_.assignments.resize(mixture_.assignments_.size());
    previous_.assignments.swap(mixture_.assignments_);
    previous_.mixing_weights.resize(mixture_.mixing_weights_.size());
    previous_.mixing_weights.swap(mixture_.mixing_weights_);
    previous_.log_priors.resize(mixture_.log_priors_.size(), nothing);
    previous_.log_priors.swap(mixture_.log_priors_);
  }

  /// The posteriors by the distributions; returns the objective of these.
  double expect() {
    std::vector<double> sums(chunk_count(rows_.rows(), rows_per_chunk), 0.0);
    workers_.for_chunks(rows_.rows(), rows_per_chunk, [&](const Chunk& chunk) {
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
        if (is_empty_[i] != 0) continue;
        float* const posteriors = &posteriors_[i * width()];
        log_likelihoods_[i] = mixture_.infer(rows_.view().row(i), posteriors);
        sums[chunk.index] += log_likelihoods_[i];
        mixture_.assignments_[i] = mixture_.best_of(posteriors);
      }
    });
    double objective = log_prior_;
    for (const double sum : sums) objective += sum;
    return objective;
  }

  /// The distributions by the posteriors.
  void maximise() {
    multiply(by_column_.view(), posteriors_.data(), width(), mixture_.table_.data(), workers_);
    const std::vector<double> totals = smooth();
    std::vector<float> log_totals(width(), 0.0F);
    for (std::size_t c = 0; c < options_.components; ++c)
      log_totals[c] = static_cast<float>(detail::log(totals[c]));
    std::vector<double> logs(chunk_count(mixture_.columns_, columns_per_chunk), 0.0);
    workers_.for_chunks(mixture_.columns_, columns_per_chunk, [&](const Chunk& chunk) {
      for (std::size_t j = chunk.begin; j < chunk.end; ++j) {
        const std::span<float> row = std::span(mixture_.table_).subspan(j * width(), width());
        detail::log_all(row);
        for (std::size_t c = 0; c < width(); ++c)
          row[c] = c < options_.components ? row[c] - log_totals[c] : 0.0F;
        for (std::size_t c = 0; c < options_.components; ++c)
          logs[chunk.index] += smoothing_[c] * static_cast<double>(row[c]);
      }
    });
    log_prior_ = 0.0;
    for (const double sum : logs) log_prior_ += sum;
    set_priors();
  }

  /// Adds the smoothing; returns the sums of the columns' weights for each component.
  std::vector<double> smooth() {
    std::vector<float> smoothing(width(), 1.0F);  // what pads is not used, but must have a logarithm
    for (std::size_t c = 0; c < options_.components; ++c) smoothing[c] = static_cast<float>(smoothing_[c]);
    std::vector<std::vector<double>> of_chunk(chunk_count(mixture_.columns_, columns_per_chunk));
    workers_.for_chunks(mixture_.columns_, columns_per_chunk, [&](const Chunk& chunk) {
      std::vector<double>& sums = of_chunk[chunk.index];
      sums.assign(width(), 0.0);
      for (std::size_t j = chunk.begin; j < chunk.end; ++j) {
        const std::span<float> row = std::span(mixture_.table_).subspan(j * width(), width());
        for (std::size_t c = 0; c < width(); ++c) row[c] += smoothing[c];
        accumulate(row, sums);
      }
    });
    std::vector<double> totals(width(), 0.0);
    for (const auto& sums : of_chunk) {
      for (std::size_t c = 0; c < width(); ++c) totals[c] += sums[c];
    }
    return totals;
  }

  void set_priors() {
    std::vector<double> masses(width(), 0.0);
    for (std::size_t i = 0; i < rows_.rows(); ++i)
      accumulate(std::span<const float>(posteriors_).subspan(i * width(), width()), masses);
    double total = 0.0;
    for (std::size_t c = 0; c < options_.components; ++c) total += masses[c] + smoothing_[c];
    for (std::size_t c = 0; c < options_.components; ++c) {
      mixture_.mixing_weights_[c] = (masses[c] + smoothing_[c]) / total;
      const double log_prior = detail::log(mixture_.mixing_weights_[c]);
      mixture_.log_priors_[c] = static_cast<float>(log_prior);
      log_prior_ += smoothing_[c] * log_prior;
    }
  }

  const MixtureOptions& options_;
  Workers& workers_;
  std::vector<std::uint8_t> is_empty_;
  CsrMatrix rows_;
  CsrMatrix by_column_;
  std::vector<double> smoothing_;        // of each component
  std::vector<double> log_likelihoods_;  // of each row
  MultinomialMixture mixture_;
  Iterate previous_;
  FloatTable posteriors_;   // rows × width
  double log_prior_ = 0.0;  // the part of the objective that smoothing has
};

}  // namespace detail

MultinomialMixture MultinomialMixture::fit(const RowsView& x, std::span<const std::int32_t> labels,
                                           const MixtureOptions& options, const RunContext& run) {
  check_options(options);
  check_labels(labels, x.rows, options.components);
  Workers workers(run);
  return detail::MixtureFit(x, options, workers).run(labels);
}

MultinomialMixture MultinomialMixture::from_parameters(std::span<const float> log_probabilities,
                                                       std::size_t stride,
                                                       std::span<const double> mixing_weights,
                                                       double row_sum) {
  if (mixing_weights.empty() || stride < mixing_weights.size() || log_probabilities.size() % stride != 0)
    throw std::invalid_argument("log_probabilities have not a row of the stride for each column");
  const std::size_t columns = log_probabilities.size() / stride;
  const std::size_t width = padded(mixing_weights.size());
  detail::FloatTable table(columns * width, 0.0F);
  for (std::size_t j = 0; j < columns; ++j)
    std::copy_n(log_probabilities.data() + j * stride, mixing_weights.size(), &table[j * width]);
  return from_parameters(std::move(table), mixing_weights, row_sum, {});
}

MultinomialMixture MultinomialMixture::from_parameters(detail::FloatTable&& table,
                                                       std::span<const double> mixing_weights, double row_sum,
                                                       const RunContext& run) {
  check_options({.components = mixing_weights.size(), .row_sum = row_sum});
  MultinomialMixture mixture;
  mixture.padded_components_ = padded(mixing_weights.size());
  mixture.columns_ = table.size() / mixture.padded_components_;
  mixture.row_sum_ = row_sum;
  mixture.mixing_weights_.assign(mixing_weights.begin(), mixing_weights.end());
  mixture.log_priors_.assign(mixture.padded_components_, nothing);
  double sum = 0.0;
  for (std::size_t c = 0; c < mixing_weights.size(); ++c) {
    detail::check_range("a prior", mixing_weights[c], std::numeric_limits<double>::min(), 1.0);
    sum += mixing_weights[c];
    mixture.log_priors_[c] = static_cast<float>(detail::log(mixing_weights[c]));
  }
  detail::check_range("the sum of the mixing_weights", sum, 0.999, 1.001);
  Workers workers(run);
  check_table(table, mixing_weights.size(), workers);
  mixture.table_ = std::move(table);
  return mixture;
}

/// The posteriors of a scaled row; returns the logarithm of its likelihood.
double MultinomialMixture::infer(const RowsView::Row& scaled, float* posteriors) const {
  row_times_table(scaled, table_.data(), padded_components_, posteriors);
  float most = nothing;
  for (std::size_t c = 0; c < padded_components_; ++c) {
    posteriors[c] += log_priors_[c];
    most = std::max(most, posteriors[c]);
  }
  for (std::size_t c = 0; c < padded_components_; ++c) posteriors[c] -= most;
  detail::exp_all({posteriors, padded_components_});
  double sum = 0.0;
  for (std::size_t c = 0; c < padded_components_; ++c) sum += static_cast<double>(posteriors[c]);
  for (std::size_t c = 0; c < padded_components_; ++c)
    posteriors[c] = static_cast<float>(static_cast<double>(posteriors[c]) / sum);
  return static_cast<double>(most) + detail::log(sum);
}

Assignment MultinomialMixture::best_of(const float* posteriors) const {
  std::size_t best = 0;
  float second = 0.0F;
  for (std::size_t c = 1; c < components(); ++c) {
    if (posteriors[c] > posteriors[best]) {
      second = posteriors[best];
      best = c;
    } else {
      second = std::max(second, posteriors[c]);
    }
  }
  return {static_cast<std::int32_t>(best), posteriors[best],
          components() > 1 ? posteriors[best] - second : 0.0F};
}

template <class Use>
void MultinomialMixture::for_rows(const RowsView& x, const RunContext& run, Use&& use) const {
  if (x.cols != columns_) {
    detail::throw_invalid("the number of columns", std::to_string(x.cols), std::to_string(columns_));
  }
  if (!x.sparse()) throw std::invalid_argument("x is dense, but must be sparse");
  Workers workers(run);
  workers.for_chunks(x.rows, rows_per_chunk, [&](const Chunk& chunk) {
    std::vector<float> values;
    detail::FloatTable posteriors(padded_components_);
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const RowsView::Row row = x.row(i);
      values.resize(row.size);
      if (!scale_row(row, i, row_sum_, values.data())) continue;
      static_cast<void>(infer({values.data(), row.columns, row.size}, posteriors.data()));
      use(i, posteriors.data());
    }
  });
}

std::vector<Assignment> MultinomialMixture::predict(const RowsView& x, const RunContext& run) const {
  std::vector<Assignment> result(x.rows);
  for_rows(x, run, [&](std::size_t i, const float* posteriors) { result[i] = best_of(posteriors); });
  return result;
}

void MultinomialMixture::posteriors(const RowsView& x, float* out, const RunContext& run) const {
  for (std::size_t i = 0; i < x.rows; ++i) {
    for (std::size_t c = 0; c < components(); ++c)
      out[i * components() + c] = static_cast<float>(mixing_weights_[c]);
  }
  for_rows(x, run, [&](std::size_t i, const float* posteriors) {
    std::copy_n(posteriors, components(), out + i * components());
  });
}

}}  // namespace tema::v0
