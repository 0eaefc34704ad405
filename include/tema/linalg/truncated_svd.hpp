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
  std::size_t rank = 100;         ///< directions to keep, from 1 to the smaller dimension of the matrix
  std::size_t oversampling = 10;  ///< additional directions to compute with; more are more exact and slower
  std::size_t power_iterations = 4;  ///< passes that refine them, likewise; at most 1,000
  std::uint64_t seed = 1;
};

/// The leading right singular vectors of a sparse matrix of documents × terms: latent semantic analysis.
///
/// It uses randomised subspace iteration (Halko, Martinsson and Tropp, "Finding structure with randomness",
/// SIAM Review 2011), without centring. With r = rank + oversampling, time is power_iterations × O(nonzeros ×
/// r + (rows + columns) × r²) on all threads, plus O(r³) on one thread, which matters from some hundred
/// directions on. Memory: O((rows + columns) × r + nonzeros). Immutable; const members may be called from
/// many threads.
class TEMA_EXPORT TruncatedSvd {
 public:
  /// Throws std::invalid_argument for an option out of its range, a row that is not finite or longer than
  /// 10³⁷, and a view of dense rows; Cancelled on a stop.
  template <RowMatrix X>
  static TruncatedSvd fit(const X& x, const TruncatedSvdOptions& options = {}, const RunContext& run = {}) {
    return fit(as_rows(x).view(), options, run);
  }
  static TruncatedSvd fit(const RowsView& x, const TruncatedSvdOptions& options = {},
                          const RunContext& run = {});

  /// An SVD with given directions: `components`, columns × rank by rows, and `rank` singular values. Throws
  /// std::invalid_argument if there are none, for sizes that do not match, and for numbers that are not
  /// finite.
  static TruncatedSvd from_components(std::span<const float> components,
                                      std::span<const double> singular_values);

  /// The coordinates x × V: rank() floats for each row of `x`, which must have columns() columns.
  template <RowMatrix X>
  [[nodiscard]] DenseMatrix transform(const X& x, const RunContext& run = {}) const {
    const Rows rows = as_rows(x);
    DenseMatrix out(static_cast<Eigen::Index>(rows.view().rows), static_cast<Eigen::Index>(rank()));
    transform(rows.view(), out.data(), run);
    return out;
  }
  /// As above, into an array of x.rows × rank() floats that the caller owns.
  void transform(const RowsView& x, float* out, const RunContext& run = {}) const;

  [[nodiscard]] std::size_t rank() const { return singular_values_.size(); }
  [[nodiscard]] std::size_t columns() const { return columns_; }

  /// The singular values, in descending order. A value below 10⁻⁵ of the first one cannot be told from
  /// rounding of floats: it is set to 0, and so is its direction. The same holds beyond the rank of the
  /// matrix.
  [[nodiscard]] std::span<const double> singular_values() const { return singular_values_; }

  /// V: columns() × rank(). Its columns are orthonormal, each with its largest entry positive.
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
