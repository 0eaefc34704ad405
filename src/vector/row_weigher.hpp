#pragma once

#include "tema/vector/tfidf.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The idf of a term in `frequency` of `documents` documents, raised to its power.
[[nodiscard]] double idf_of(double documents, double frequency, const TfidfOptions& options);

/// Weights one row after the other.
class RowWeigher {
 public:
  /// The idf must outlive this object.
  RowWeigher(const TfidfOptions& options, std::span<const double> idf, double mean_length)
      : options_(options), idf_(idf), mean_length_(mean_length) {}

  /// The weights of the terms in these columns, which must ascend, given their counts in a document of
  /// `length` tokens. Valid until the next call.
  std::span<const double> weigh(std::span<const std::int32_t> columns, std::span<const std::uint32_t> counts,
                                std::uint64_t length);

 private:
  void put_frequencies(std::span<const std::uint32_t> counts, std::uint64_t length);
  [[nodiscard]] double divisor() const;

  const TfidfOptions& options_;
  std::span<const double> idf_;
  double mean_length_;
  std::vector<double> weights_;
};

}}}  // namespace tema::v0::detail
