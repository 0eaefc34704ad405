// k-means, the mixture and the SVD on odd matrices: refused, or a result whose numbers are numbers, and that
// gives the rows again what the fit gave them.
#include "fuzz_input.hpp"
#include "tema/cluster/kmeans.hpp"
#include "tema/cluster/multinomial_mixture.hpp"
#include "tema/linalg/truncated_svd.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace {

/// A small matrix, sparse or dense, of numbers that are tame, or anything.
class Matrix {
 public:
  explicit Matrix(fuzz::Input& input)
      : is_sparse_(input.flag()), rows_(1 + input.below(40)), columns_(1 + input.below(20)) {
    const std::size_t kind = input.below(4);
    for (std::size_t i = 0; i < rows_; ++i) {
      for (std::size_t j = 0; j < columns_; ++j) {
        const float value = draw(input, kind);
        if (is_sparse_ && value == 0.0F) continue;
        indices_.push_back(static_cast<std::int32_t>(j));
        values_.push_back(value);
      }
      offsets_.push_back(static_cast<std::int32_t>(values_.size()));
    }
  }

  [[nodiscard]] tema::RowsView view() const {
    if (!is_sparse_) return {rows_, columns_, nullptr, nullptr, values_.data()};
    return {rows_, columns_, offsets_.data(), indices_.data(), values_.data()};
  }

 private:
  static float draw(fuzz::Input& input, std::size_t kind) {
    constexpr float odd[] = {0.0F,  1.0F,  -1.0F, 1e-45F, 1e-38F, 1e-20F,
                             1e18F, 1e19F, 3e37F, -3e37F, 0.5F,   1e6F};
    switch (kind) {
      case 0:
        return static_cast<float>(input.below(4));
      case 1:
        return static_cast<float>(input.take<std::int8_t>()) / 16.0F;
      case 2:
        return input.one_of(odd);
      default:
        return input.take<float>();
    }
  }

  bool is_sparse_;
  std::size_t rows_;
  std::size_t columns_;
  std::vector<std::int32_t> offsets_ = {0};
  std::vector<std::int32_t> indices_;
  std::vector<float> values_;
};

void check_assignments(std::span<const tema::Assignment> assignments, std::size_t clusters) {
  for (const tema::Assignment& assignment : assignments) {
    fuzz::require(assignment.cluster >= -1 && assignment.cluster < static_cast<std::int32_t>(clusters),
                  "a row is in a cluster that is there");
    fuzz::require(!std::isnan(assignment.score) && !std::isnan(assignment.margin), "a score is a number");
  }
}

void check_kmeans(const tema::RowsView& x, fuzz::Input& input) {
  const tema::KMeansOptions options{
      .clusters = 1 + input.below(8),
      .metric = input.flag() ? tema::KMeansMetric::cosine : tema::KMeansMetric::euclidean,
      .restarts = 1 + input.below(3),
      .max_iterations = 1 + input.below(30),
      .seed = input.take<std::uint8_t>()};
  const tema::KMeans model = tema::KMeans::fit(x, options, {.threads = 1});
  check_assignments(model.assignments(), options.clusters);
  fuzz::require(!std::isnan(model.objective()), "the objective is a number");
  fuzz::require(std::ranges::equal(model.predict(x, {.threads = 1}), model.assignments()),
                "the rows are predicted as k-means gave them");
}

void check_mixture(const tema::RowsView& x, fuzz::Input& input) {
  constexpr double numbers[] = {1e-300, 1e-37, 1e-10, 0.1, 1.0, 10.0, 1e6};
  const tema::MixtureOptions options{.components = 1 + input.below(8),
                                     .row_sum = input.one_of(numbers),
                                     .smoothing = input.one_of(numbers),
                                     .max_iterations = 1 + input.below(30)};
  std::vector<std::int32_t> labels(x.rows);
  for (std::int32_t& label : labels)
    label = static_cast<std::int32_t>(input.below(options.components + 1)) - 1;
  const auto model = tema::MultinomialMixture::fit(x, labels, options, {.threads = 1});
  check_assignments(model.assignments(), options.components);
  fuzz::require(std::is_sorted(model.objectives().begin(), model.objectives().end()),
                "the objective never falls");
  fuzz::require(std::ranges::equal(model.predict(x, {.threads = 1}), model.assignments()),
                "the rows are predicted as the mixture gave them");
}

void check_svd(const tema::RowsView& x, fuzz::Input& input) {
  const auto svd = tema::TruncatedSvd::fit(x, {.rank = 1 + input.below(8)}, {.threads = 1});
  std::vector<float> out(x.rows * svd.rank());
  svd.transform(x, out.data(), {.threads = 1});
  for (const float value : out) fuzz::require(!std::isnan(value), "a coordinate is a number");
  for (const double value : svd.singular_values())
    fuzz::require(value >= 0.0, "a singular value is not negative");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::size_t method = input.below(3);
  const Matrix matrix(input);
  try {
    if (method == 0) check_kmeans(matrix.view(), input);
    if (method == 1) check_mixture(matrix.view(), input);
    if (method == 2) check_svd(matrix.view(), input);
  } catch (const std::invalid_argument&) {  // too many clusters, or numbers that are none
  }
  return 0;
}
