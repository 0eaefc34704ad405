#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/detail/float_table.hpp"
#include "tema/linalg/rows.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 {

struct TruncatedSvdOptions {
  std::size_t rank = 100;            ///< directions to keep, from 1 to the smaller side of the matrix
  std::size_t oversampling = 10;     ///< directions more to compute with; more is more exact and slower
  std::size_t power_iterations = 4;  ///< passes that sharpen the spectrum, likewise; at most 1,000
  std::uint64_t seed = 1;
};

/// The leading right singular vectors of a sparse matrix of documents × terms: latent semantic analysis.
///
/// Randomised subspace iteration (Halko, Martinsson and Tropp, "Finding structure with randomness", SIAM
/// Review 2011), without centring. Time, with r = rank + oversampling: power_iterations × O(nonzeros × r +
/// (rows + columns) × r²) on all threads, and O(r³) on one, which counts from some hundred directions on.
/// Memory: O((rows + columns) × r + nonzeros). Immutable; const members may be called from many threads.
class TEMA_EXPORT TruncatedSvd {
 public:
  /// Throws std::invalid_argument for an option outside its range, a row that is not finite or longer than
  /// 10³⁷ or a view of dense rows, and Cancelled on a stop.
  template <RowMatrix X>
  static TruncatedSvd fit(const X& x, const TruncatedSvdOptions& options = {}, const RunContext& run = {}) {
    return fit(as_rows(x).view(), options, run);
  }
  static TruncatedSvd fit(const RowsView& x, const TruncatedSvdOptions& options = {},
                          const RunContext& run = {});

  /// Of given directions: `components`, columns × rank, and as many singular values as the rank. Throws
  /// std::invalid_argument for none, sizes that do not fit, and numbers that are not finite.
  static TruncatedSvd from_components(std::span<const float> components,
                                      std::span<const double> singular_values);

  /// The coordinates x × V: a row of rank() floats for each row of `x`, which must have columns() columns.
  template <RowMatrix X>
  [[nodiscard]] DenseMatrix transform(const X& x, const RunContext& run = {}) const {
    const Rows rows = as_rows(x);
    DenseMatrix out(static_cast<Eigen::Index>(rows.view().rows), static_cast<Eigen::Index>(rank()));
    transform(rows.view(), out.data(), run);
    return out;
  }
  /// As above, into x.rows × rank() floats that the caller owns.
  void transform(const RowsView& x, float* out, const RunContext& run = {}) const;

  [[nodiscard]] std::size_t rank() const { return singular_values_.size(); }
  [[nodiscard]] std::size_t columns() const { return columns_; }

  /// In descending order. One below 10⁻⁵ of the first cannot be told from the rounding of floats: it is 0,
  /// and so is its direction, as past the rank of the matrix.
  [[nodiscard]] std::span<const double> singular_values() const { return singular_values_; }

  /// V: columns() × rank(), orthonormal columns, each with its largest entry positive. A view of this object.
  [[nodiscard]] Eigen::Map<const DenseMatrix, 0, Eigen::OuterStride<>> components() const {
    return {table_.data(), static_cast<Eigen::Index>(columns_), static_cast<Eigen::Index>(rank()),
            Eigen::OuterStride<>(static_cast<Eigen::Index>(width_))};
  }

 private:
  TruncatedSvd() = default;

  std::size_t columns_ = 0;
  std::size_t width_ = 0;     // rank, padded
  detail::FloatTable table_;  // columns × width: V, padded with zeros
  std::vector<double> singular_values_;
};

}}  // namespace tema::v0
