#include "tema/cluster/multinomial_mixture.hpp"

#include "cluster/mixture_fit.hpp"
#include "core/check.hpp"
#include "core/elementary.hpp"
#include "core/stop_check.hpp"
#include "linalg/vector_math.hpp"
#include "tema/linalg/kernels.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace tema { inline namespace v0 {

namespace {

constexpr std::size_t rows_per_chunk = 64;
constexpr std::size_t columns_per_chunk = 1024;

void check_options(const MixtureOptions& options) {
  constexpr double most = 1e6;
  constexpr double least = std::numeric_limits<double>::min();
  detail::check_range<std::size_t>("components", options.components, 1,
                                   std::numeric_limits<std::int32_t>::max());
  detail::check_range("row_sum", options.row_sum, least, most);
  detail::check_range("smoothing", options.smoothing, detail::least_smoothing, most);
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

/// True for a number from -10³⁰ to 0, so that the sum over a row is finite. It looks at the bits, so that the
/// compiler can check many numbers at once.
bool is_log_probability(float value) {
  constexpr std::uint32_t minus_zero = 0x80000000U;
  constexpr auto lowest = std::bit_cast<std::uint32_t>(-1e30F);
  const auto bits = std::bit_cast<std::uint32_t>(value);
  return bits == 0 || bits - minus_zero <= lowest - minus_zero;
}

/// Throws unless each row of a table consists of logarithms of probabilities, and of zeros that pad it.
void check_table(std::span<const float> table, std::size_t components, Workers& workers) {
  const std::size_t width = padded(components);
  workers.for_chunks(table.size() / width, columns_per_chunk, [&](const Chunk& chunk) {
    detail::StopCheck check_stop(workers.run());
    for (std::size_t j = chunk.begin; j < chunk.end; ++j) {
      check_stop(width);
      const float* const row = table.data() + j * width;
      unsigned wrong = 0;
      for (std::size_t c = 0; c < components; ++c) wrong |= is_log_probability(row[c]) ? 0U : 1U;
      for (std::size_t c = components; c < width; ++c) wrong |= std::bit_cast<std::uint32_t>(row[c]);
      if (wrong == 0) continue;
      const float* const found = std::find_if_not(row, row + components, is_log_probability);
      const auto value = static_cast<double>(found == row + components ? row[components] : *found);
      detail::throw_invalid("log_probabilities of column " + std::to_string(j), detail::text_of(value),
                            "from -1e30 to 0, and 0 in the padding");
    }
  });
}

}  // namespace

MultinomialMixture MultinomialMixture::fit(const RowsView& x, std::span<const std::int32_t> labels,
                                           const MixtureOptions& options, const RunContext& run) {
  check_options(options);
  check_labels(labels, x.rows, options.components);
  Workers workers(run);
  const detail::MixtureRows rows(x, options.row_sum, workers);
  return detail::MixtureFit(rows, options, workers).run(labels);
}

MultinomialMixture MultinomialMixture::from_parameters(std::span<const float> log_probabilities,
                                                       std::size_t stride,
                                                       std::span<const double> mixing_weights,
                                                       double row_sum) {
  if (mixing_weights.empty() || stride < mixing_weights.size() || log_probabilities.size() % stride != 0)
    throw std::invalid_argument("the number of log_probabilities must be a positive multiple of stride");
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
  mixture.log_priors_.assign(mixture.padded_components_, detail::no_log_prior);
  double sum = 0.0;
  for (std::size_t c = 0; c < mixing_weights.size(); ++c) {
    detail::check_range("a mixing weight", mixing_weights[c], std::numeric_limits<double>::min(), 1.0);
    sum += mixing_weights[c];
    mixture.log_priors_[c] = static_cast<float>(detail::log(mixing_weights[c]));
  }
  detail::check_range("the sum of mixing_weights", sum, 0.999, 1.001);
  Workers workers(run);
  check_table(table, mixing_weights.size(), workers);
  mixture.table_ = std::move(table);
  return mixture;
}

/// Makes the posteriors of a scaled row of its products with the table. Returns the logarithm of its
/// likelihood.
double MultinomialMixture::posteriors_of(float* products) const {
  for (std::size_t c = 0; c < padded_components_; ++c) products[c] += log_priors_[c];
  return detail::softmax({products, padded_components_});
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
    detail::StopCheck check_stop(workers.run());
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      check_stop(padded_components_);
      const RowsView::Row row = x.row(i);
      values.resize(row.size);
      if (!detail::scale_row(row, i, row_sum_, values.data())) continue;
      row_times_table({values.data(), row.columns, row.size}, table_.data(), padded_components_,
                      posteriors.data());
      static_cast<void>(posteriors_of(posteriors.data()));
      use(i, posteriors.data());
    }
  });
}

std::vector<Assignment> MultinomialMixture::predict(const RowsView& x, const RunContext& run) const {
  std::vector<Assignment> result(x.rows);
  for_rows(x, run, [&](std::size_t i, const float* posteriors) { result[i] = best_of(posteriors); });
  return result;
}

std::vector<Assignment> MultinomialMixture::predict_scores(const RowsView& x, float* scores,
                                                           const RunContext& run) const {
  std::vector<Assignment> result(x.rows);
  std::fill_n(scores, x.rows * components(), 0.0F);
  for_rows(x, run, [&](std::size_t i, const float* posteriors) {
    result[i] = best_of(posteriors);
    std::copy_n(posteriors, components(), scores + i * components());
  });
  return result;
}

void MultinomialMixture::posteriors(const RowsView& x, float* out, const RunContext& run) const {
  detail::StopCheck check_stop(run);
  for (std::size_t i = 0; i < x.rows; ++i) {
    check_stop(components());
    for (std::size_t c = 0; c < components(); ++c)
      out[i * components() + c] = static_cast<float>(mixing_weights_[c]);
  }
  for_rows(x, run, [&](std::size_t i, const float* posteriors) {
    std::copy_n(posteriors, components(), out + i * components());
  });
}

}}  // namespace tema::v0
