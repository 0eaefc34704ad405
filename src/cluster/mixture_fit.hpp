#pragma once

#include "tema/cluster/multinomial_mixture.hpp"
#include "tema/core/parallel.hpp"
#include "tema/linalg/sparse_ops.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// A logarithm that no posterior is below; it pads.
constexpr float no_log_prior = -std::numeric_limits<float>::infinity();

constexpr double least_smoothing = 1e-37;  // the smallest power of ten that is a normal float

/// Writes the values of a row, scaled to a sum. Returns false for a row of zeros. Throws
/// std::invalid_argument for a value that is negative or not finite.
bool scale_row(const RowsView::Row& row, std::size_t number, double row_sum, float* out);

/// Rows as mixtures are fitted to them, for any number of fits. The places of their entries stay where they
/// are and must outlive it.
class MixtureRows {
 public:
  /// Throws std::invalid_argument for rows that are dense, and what scale_row throws.
  MixtureRows(const RowsView& x, double row_sum, Workers& workers);

  [[nodiscard]] std::size_t size() const { return is_empty_.size(); }
  [[nodiscard]] std::size_t columns() const { return places_.cols; }
  [[nodiscard]] bool is_empty(std::size_t row) const { return is_empty_[row] != 0; }
  [[nodiscard]] RowsView view() const {
    return {places_.rows, places_.cols, places_.offsets, places_.columns, values_.data()};
  }
  [[nodiscard]] const CsrMatrix& by_column() const { return by_column_; }

 private:
  RowsView places_;
  std::vector<std::uint8_t> is_empty_;
  std::vector<float> values_;  // scaled
  CsrMatrix by_column_;
};

/// Expectation maximisation. The rows, the options and the workers must outlive it.
class MixtureFit {
 public:
  MixtureFit(const MixtureRows& rows, const MixtureOptions& options, Workers& workers);

  MultinomialMixture run(std::span<const std::int32_t> labels);

 private:
  /// The mixture before the last iteration.
  struct Iterate {
    FloatTable table;
    std::vector<Assignment> assignments;
    std::vector<double> mixing_weights;
    std::vector<float> log_priors;
  };

  [[nodiscard]] std::size_t width() const { return mixture_.padded_components_; }

  /// Runs maximisation and expectation from the current posteriors: once, and then at most this many more
  /// times.
  void climb(std::size_t max_iterations);

  /// Gives each component that is not the most likely one of any row the least likely of the rows that had
  /// its label, and less smoothing. Returns false if there is no such component.
  bool refill(std::span<const std::int32_t> labels);

  /// One iteration. If only rounding is left to gain, the objective may fall: then everything stays as
  /// before.
  void improve();

  void exchange_with_previous();

  /// Computes the posteriors from the distributions. Returns the objective of the distributions.
  double expect();

  /// Computes the posteriors of a row from its products with the table. Returns the logarithm of its
  /// likelihood.
  double infer(std::size_t row);

  /// Computes the distributions from the posteriors.
  void maximise();

  /// Adds the smoothing. Returns the sums of the weights of the columns for each component.
  std::vector<double> smooth();

  void set_priors();

  const MixtureRows& rows_;
  const MixtureOptions& options_;
  Workers& workers_;
  std::vector<double> smoothing_;        // of each component
  std::vector<double> log_likelihoods_;  // of each row
  MultinomialMixture mixture_;
  Iterate previous_;
  FloatTable posteriors_;   // rows × width
  double log_prior_ = 0.0;  // the part of the objective that comes from smoothing
};

/// MultinomialMixture::fit to rows that are ready for it. The options must have been checked.
MultinomialMixture fit_mixture(const MixtureRows& rows, std::span<const std::int32_t> labels,
                               const MixtureOptions& options, const RunContext& run);

}}}  // namespace tema::v0::detail
