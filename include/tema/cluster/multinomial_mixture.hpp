#pragma once

#include "tema/cluster/kmeans.hpp"
#include "tema/core/export.hpp"
#include "tema/core/parallel.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/detail/float_table.hpp"
#include "tema/linalg/rows.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 {

namespace detail {
class MixtureFit;
}

struct MixtureOptions {
  std::size_t components = 8;  ///< at least 1
  /// Rows are scaled to this sum, so that a long document is not assigned with all or nothing, and a short
  /// one still counts; above 0, at most 10⁶.
  double row_sum = 10.0;
  /// The amount that each component has of each column before any row is counted; from 10⁻³⁷ to 10⁶.
  double smoothing = 0.1;
  /// With 0, the distributions are those of the labelled rows, as in naive Bayes.
  std::size_t max_iterations = 15;
  /// The fit ends when an iteration raises the objective by no more than this share of it; at least 0.
  double tolerance = 1e-5;
  /// Smoothing can outweigh a small component, which then loses all its rows. If true, such a component gets
  /// back those of its rows that the other components explain worst, its smoothing is quartered, and the fit
  /// goes on; at most twelve times.
  bool fill = false;
};

/// A mixture of multinomials: each row, scaled to a sum, is drawn from one of several distributions over the
/// columns (Nigam, McCallum, Thrun and Mitchell, "Text Classification from Labeled and Unlabeled Documents
/// using EM", Machine Learning 2000).
///
/// It is fitted by expectation maximisation, starting from a clustering. The objective is the logarithm of
/// the likelihood of the rows plus that of the smoothing (a Dirichlet prior). It never falls: an iteration
/// that would lower it, by the rounding of floats, is taken back and ends the fit. So the result is no worse,
/// by this objective, than the clustering that it started from. O(iterations × (nonzeros + columns) ×
/// components) time. Immutable; const members may be called from many threads.
class TEMA_EXPORT MultinomialMixture {
 public:
  /// Fits a mixture, starting from labels. There is one label for each row, below MixtureOptions::components,
  /// or -1 for a row that does not count at the start. No value may be negative. Throws std::invalid_argument
  /// for an option out of its range, labels that do not fit, and a value that is negative or not finite;
  /// Cancelled on a stop.
  template <RowMatrix X>
  static MultinomialMixture fit(const X& x, std::span<const std::int32_t> labels,
                                const MixtureOptions& options = {}, const RunContext& run = {}) {
    return fit(as_rows(x).view(), labels, options, run);
  }
  static MultinomialMixture fit(const RowsView& x, std::span<const std::int32_t> labels,
                                const MixtureOptions& options = {}, const RunContext& run = {});

  /// A mixture with given parameters: the mixing weights of the components, and `stride` floats for each
  /// column. The first of these, one for each component, are natural logarithms of probabilities. Throws
  /// std::invalid_argument if there are none, for sizes that do not match, a logarithm that is not from -10³⁰
  /// to 0, a mixing weight that is not above 0, mixing weights whose sum is not about 1, and a row_sum out of
  /// its range.
  static MultinomialMixture from_parameters(std::span<const float> log_probabilities, std::size_t stride,
                                            std::span<const double> mixing_weights, double row_sum);

  /// The same, with a table that it takes over. Its rows have padded(mixing_weights.size()) entries and are
  /// padded with zeros. Not part of the API.
  static MultinomialMixture from_parameters(detail::FloatTable&& table,
                                            std::span<const double> mixing_weights, double row_sum,
                                            const RunContext& run);

  /// The most likely component of each row. `score` is its posterior probability, and `margin` the score
  /// minus that of the second most likely one. A row of zeros has no component. The rows that it was fitted
  /// to get what assignments() holds.
  template <RowMatrix X>
  [[nodiscard]] std::vector<Assignment> predict(const X& x, const RunContext& run = {}) const {
    return predict(as_rows(x).view(), run);
  }
  [[nodiscard]] std::vector<Assignment> predict(const RowsView& x, const RunContext& run = {}) const;

  /// The same, together with the posterior probabilities of all components: components() floats for each row,
  /// into an array that the caller owns. A row without a component gets zeros.
  [[nodiscard]] std::vector<Assignment> predict_scores(const RowsView& x, float* scores,
                                                       const RunContext& run = {}) const;

  /// rows × components(): the posterior probabilities, which sum to 1 in each row. A row of zeros gets the
  /// mixing weights.
  template <RowMatrix X>
  [[nodiscard]] DenseMatrix posteriors(const X& x, const RunContext& run = {}) const {
    const Rows rows = as_rows(x);
    DenseMatrix out(static_cast<Eigen::Index>(rows.view().rows), static_cast<Eigen::Index>(components()));
    posteriors(rows.view(), out.data(), run);
    return out;
  }
  /// As above, into an array of x.rows × components() floats that the caller owns.
  void posteriors(const RowsView& x, float* out, const RunContext& run = {}) const;

  /// The assignments of the rows that it was fitted to, in their order.
  [[nodiscard]] std::span<const Assignment> assignments() const { return assignments_; }

  /// The share of the rows that each component has.
  [[nodiscard]] std::span<const double> mixing_weights() const { return mixing_weights_; }

  /// columns() × components(): the natural logarithms of the probabilities of each component.
  [[nodiscard]] Eigen::Map<const DenseMatrix, 0, Eigen::OuterStride<>> log_probabilities() const {
    return {table_.data(), static_cast<Eigen::Index>(columns_), static_cast<Eigen::Index>(components()),
            Eigen::OuterStride<>(static_cast<Eigen::Index>(padded_components_))};
  }

  [[nodiscard]] std::size_t components() const { return mixing_weights_.size(); }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] double row_sum() const { return row_sum_; }

  /// The objective after each iteration, until MixtureOptions::fill changed the smoothing.
  [[nodiscard]] std::span<const double> objectives() const { return objectives_; }

  /// True if the fit ended because of its tolerance.
  [[nodiscard]] bool converged() const { return converged_; }

 private:
  friend class detail::MixtureFit;

  MultinomialMixture() = default;
  [[nodiscard]] double posteriors_of(float* products) const;
  [[nodiscard]] Assignment best_of(const float* posteriors) const;
  template <class Use>
  void for_rows(const RowsView& x, const RunContext& run, Use&& use) const;

  std::size_t columns_ = 0;
  std::size_t padded_components_ = 0;
  double row_sum_ = 0.0;
  std::vector<double> mixing_weights_;
  std::vector<float> log_priors_;  // padded components; -infinity for what pads
  detail::FloatTable table_;       // columns × padded components
  std::vector<Assignment> assignments_;
  std::vector<double> objectives_;
  bool converged_ = false;
};

}}  // namespace tema::v0
