#include "vector/row_weigher.hpp"

#include "core/elementary.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// 1 + ln tf, which is often needed for small tf.
double log_frequency(std::uint32_t count) {
  static const std::array<double, 256> table = [] {
    std::array<double, 256> logs{};
    for (std::size_t i = 1; i < logs.size(); ++i) logs[i] = 1.0 + detail::log(static_cast<double>(i));
    return logs;
  }();
  return count < table.size() ? table[count] : 1.0 + detail::log(static_cast<double>(count));
}

/// Where a formula has no value for a term in no document, the term is weighted as if it were in one.
double plain_idf(double n, double frequency, IdfFormula kind) {
  const double df = std::max(frequency, 1.0);
  switch (kind) {
    case IdfFormula::none:
      return 1.0;
    case IdfFormula::smooth:
      return detail::log((1.0 + n) / (1.0 + frequency)) + 1.0;
    case IdfFormula::plus_one:
      return detail::log(std::max(n, df) / df) + 1.0;
    case IdfFormula::plain:
      return detail::log(std::max(n, df) / df);
    case IdfFormula::probabilistic:
      return n - df <= df ? 0.0 : detail::log((n - df) / df);
    case IdfFormula::bm25:
      break;
  }
  return detail::log(1.0 + (n - frequency + 0.5) / (frequency + 0.5));
}

}  // namespace

double idf_of(double documents, double frequency, const TfidfOptions& options) {
  return detail::power(plain_idf(documents, frequency, options.idf), options.idf_power);
}

void RowWeigher::put_frequencies(std::span<const std::uint32_t> counts, std::uint64_t length) {
  const auto put = [&](auto frequency_of) {
    std::transform(counts.begin(), counts.end(), weights_.begin(), frequency_of);
  };
  switch (options_.term_frequency) {
    case TermFrequency::count:
      return put([](std::uint32_t count) { return static_cast<double>(count); });
    case TermFrequency::binary:
      return put([](std::uint32_t) { return 1.0; });
    case TermFrequency::log:
      return put(log_frequency);
    case TermFrequency::augmented: {
      const double most =
          counts.empty() ? 1.0 : static_cast<double>(*std::max_element(counts.begin(), counts.end()));
      return put([most](std::uint32_t count) { return 0.5 + 0.5 * static_cast<double>(count) / most; });
    }
    case TermFrequency::bm25:
      break;
  }
  const double k1 = options_.bm25_k1;
  const double relative = mean_length_ > 0.0 ? static_cast<double>(length) / mean_length_ : 1.0;
  const double saturation = k1 * (1.0 - options_.bm25_b + options_.bm25_b * relative);
  put([&](std::uint32_t count) {
    const auto tf = static_cast<double>(count);
    return tf * (k1 + 1.0) / (tf + saturation);
  });
}

double RowWeigher::divisor() const {
  double result = 0.0;
  switch (options_.norm) {
    case Norm::none:
      return 1.0;
    case Norm::l1:
      for (const double weight : weights_) result += weight;  // none is negative
      break;
    case Norm::l2:
      for (const double weight : weights_) result += weight * weight;
      result = std::sqrt(result);
      break;
    case Norm::max:
      for (const double weight : weights_) result = std::max(result, weight);
      break;
  }
  return result == 0.0 ? 1.0 : result;
}

std::span<const double> RowWeigher::weigh(std::span<const std::int32_t> columns,
                                          std::span<const std::uint32_t> counts, std::uint64_t length) {
  weights_.resize(columns.size());
  put_frequencies(counts, length);
  for (std::size_t j = 0; j < columns.size(); ++j) {
    weights_[j] *= idf_[static_cast<std::size_t>(columns[j])];
  }
  const double by = divisor();
  if (by != 1.0) {
    for (double& weight : weights_) weight /= by;
  }
  return weights_;
}

}}}  // namespace tema::v0::detail
