#pragma once

#include "tema/linalg/truncated_svd.hpp"
#include "topics/methods/methods.hpp"

#include <utility>

namespace tema { inline namespace v0 { namespace detail {

/// Spherical k-means on reduced texts.
class KMeansTopics final : public FittedTopics {
 public:
  KMeansTopics(TruncatedSvd reduction, KMeans kmeans)
      : reduction_(std::move(reduction)), kmeans_(std::move(kmeans)) {}

  [[nodiscard]] std::vector<Assignment> predict(const CsrMatrix& rows, const RunContext& run) const override;
  [[nodiscard]] std::vector<Assignment> predict_scores(const RowsView& rows, float* scores,
                                                       const RunContext& run) const override;
  [[nodiscard]] ScoreParts explain(const CsrMatrix& rows, std::int32_t cluster) const override;
  /// The parts are found in the reduction of the whole model.
  [[nodiscard]] TopicParts split(const CsrMatrix& members, std::size_t parts,
                                 std::span<const std::size_t> staying, const TopicOptions& options,
                                 const RunContext& run) const override;
  [[nodiscard]] std::vector<SavedTensor> tensors() const override;

  [[nodiscard]] const TruncatedSvd& reduction() const { return reduction_; }
  [[nodiscard]] const KMeans& kmeans() const { return kmeans_; }

 private:
  TruncatedSvd reduction_;
  KMeans kmeans_;
};

/// See MethodEntry.
TopicClusters fit_kmeans_topics(WeightedTexts texts, TopicOptions& options, const RunContext& run);
std::shared_ptr<const FittedTopics> load_kmeans_topics(const TensorSource& tensors, std::uint64_t clusters,
                                                       double row_sum, const RunContext& run);

inline constexpr MethodEntry kmeans_method = {.method = TopicMethod::kmeans,
                                              .name = "kmeans",
                                              .description = "k-means alone",
                                              .term_table = "reduction.components",
                                              .fit = fit_kmeans_topics,
                                              .load = load_kmeans_topics};

}}}  // namespace tema::v0::detail
