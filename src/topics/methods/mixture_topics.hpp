#pragma once

#include "tema/cluster/multinomial_mixture.hpp"
#include "topics/methods/methods.hpp"

#include <utility>

namespace tema { inline namespace v0 { namespace detail {

/// A mixture of multinomials over the weighted terms.
class MixtureTopics final : public FittedTopics {
 public:
  explicit MixtureTopics(MultinomialMixture mixture) : mixture_(std::move(mixture)) {}

  [[nodiscard]] std::vector<Assignment> predict(const CsrMatrix& rows, const RunContext& run) const override;
  [[nodiscard]] std::vector<Assignment> predict_scores(const RowsView& rows, float* scores,
                                                       const RunContext& run) const override;
  [[nodiscard]] ScoreParts explain(const CsrMatrix& rows, std::int32_t component) const override;
  /// The parts are found by a reduction of the members alone, and share the mixing weight of what goes.
  [[nodiscard]] TopicParts split(const CsrMatrix& members, std::size_t parts,
                                 std::span<const std::size_t> staying, const TopicOptions& options,
                                 const RunContext& run) const override;
  [[nodiscard]] std::vector<SavedTensor> tensors() const override;
  [[nodiscard]] double row_sum() const override { return mixture_.row_sum(); }

  [[nodiscard]] const MultinomialMixture& mixture() const { return mixture_; }

 private:
  MultinomialMixture mixture_;
};

/// See MethodEntry.
TopicClusters fit_mixture_topics(WeightedTexts texts, TopicOptions& options, const RunContext& run);
std::shared_ptr<const FittedTopics> load_mixture_topics(const TensorSource& tensors, std::uint64_t clusters,
                                                        double row_sum, const RunContext& run);

/// The mixture of topics that are given: `labels`, one for each text, are below `topics`, or -1.
TopicClusters label_topics(const WeightedTexts& texts, std::span<const std::int32_t> labels,
                           std::size_t topics, const RunContext& run);

inline constexpr MethodEntry mixture_method = {
    .method = TopicMethod::mixture,
    .name = "mixture",
    .description = "a mixture of multinomials, which starts from k-means",
    .term_table = "mixture.log_probabilities",
    .fit = fit_mixture_topics,
    .load = load_mixture_topics,
    .fallback = TopicMethod::kmeans};

}}}  // namespace tema::v0::detail
