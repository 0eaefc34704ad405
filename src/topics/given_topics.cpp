#include "core/check.hpp"
#include "tema/topics/topic_model.hpp"
#include "topics/fit_tokenizer.hpp"
#include "topics/methods/mixture_topics.hpp"
#include "topics/topic_clusters.hpp"
#include "topics/topic_state.hpp"
#include "topics/topic_summary.hpp"
#include "vector/document_counts.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

namespace {

/// Throws unless there is a label for each text, and at least one that is not -1.
void check_labels(std::span<const std::int32_t> labels, std::size_t texts) {
  if (labels.size() != texts) {
    detail::throw_invalid("the number of labels", std::to_string(labels.size()),
                          std::to_string(texts) + ", the number of texts");
  }
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] < -1)
      detail::throw_invalid("the label of text " + std::to_string(i), std::to_string(labels[i]),
                            "at least -1");
  }
  if (std::all_of(labels.begin(), labels.end(), [](std::int32_t label) { return label < 0; }))
    throw std::invalid_argument("no text has a label from 0 on, but at least one must have a topic");
}

/// Numbers the labels that occur, from 0 in their order. Returns how many there are.
std::size_t number_labels(std::span<const std::int32_t> labels, std::vector<std::int32_t>& numbers) {
  std::vector<std::int32_t> distinct(labels.begin(), labels.end());
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  if (distinct.front() < 0) distinct.erase(distinct.begin());
  numbers.reserve(labels.size());
  for (const std::int32_t label : labels) {
    const auto at = std::lower_bound(distinct.begin(), distinct.end(), label);
    numbers.push_back(label < 0 ? -1 : static_cast<std::int32_t>(at - distinct.begin()));
  }
  return distinct.size();
}

/// The scores by the mixture of the component that each row was given.
std::vector<TopicAssignment> scored(const MultinomialMixture& mixture, const CsrMatrix& rows,
                                    std::span<const std::int32_t> components, const RunContext& run) {
  const DenseMatrix posteriors = mixture.posteriors(rows, run);
  std::vector<TopicAssignment> result(components.size());
  for (std::size_t i = 0; i < components.size(); ++i) {
    if (components[i] < 0) continue;
    const auto row = posteriors.row(static_cast<Eigen::Index>(i));
    float best_other = 0.0F;
    for (Eigen::Index c = 0; c < row.size(); ++c) {
      if (c != components[i]) best_other = std::max(best_other, row[c]);
    }
    const float own = row[components[i]];
    result[i] = {components[i], std::clamp(own, 0.0F, 1.0F), std::clamp(own - best_other, 0.0F, 1.0F)};
  }
  return result;
}

}  // namespace

TopicModel TopicModel::from_assignments(TextsView texts, std::span<const std::int32_t> labels,
                                        const TopicOptions& given, const RunContext& run) {
  check_labels(labels, texts.size());
  std::vector<std::int32_t> components;
  TopicOptions options = given;
  options.topics = number_labels(labels, components);
  options = detail::with_defaults(options, texts.size());
  options.method = TopicMethod::mixture;
  options.rank = std::max<std::size_t>(options.rank, 1);  // it has no reduction, but a file must name a rank
  const detail::TopicTokens tokens(detail::fit_tokenizer(texts, options, run));
  const auto counts =
      detail::count_texts(texts, tokens.source, {}, detail::DocumentCounts::Keep::everything, run);
  const Tfidf weights = detail::fit_topic_weights(*counts, options);
  const detail::TopicClusters clusters =
      detail::topic_clusters_of(*counts, weights, components, options, run);
  detail::TopicState state = detail::state_of(clusters, options, tokens, *counts);
  state.is_given = true;
  const auto& topics = static_cast<const detail::MixtureTopics&>(*state.fitted);
  state.assignments = scored(topics.mixture(), clusters.rows, components, run);
  detail::number_topics(state);
  detail::summarise(state, clusters.rows, *counts, run);
  return detail::TopicStateAccess::model(std::move(state));
}

}}  // namespace tema::v0
