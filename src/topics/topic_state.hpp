#pragma once

#include "tema/topics/topic_model.hpp"
#include "topics/group_counts.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// What is shown of a topic.
struct TopicSummary {
  std::string label;
  std::vector<TopicTerm> terms;
  std::vector<std::size_t> representatives;
};

/// All that a TopicModel knows.
struct TopicState {
  TopicOptions options;
  Tokenizer tokenizer;
  Tfidf tfidf;
  std::optional<MultinomialMixture> mixture;
  std::optional<TruncatedSvd> reduction;
  std::optional<KMeans> kmeans;
  std::vector<std::int32_t> topic_of_cluster;  // of the mixture's components or of k-means
  std::vector<TopicSummary> summaries;         // by topic
  GroupCounts counts;                          // texts of each topic that have each of the terms
  std::vector<TopicAssignment> assignments;
  std::optional<double> stability;
  std::size_t missing_topics = 0;
  bool converged = false;
  std::uint64_t ill_formed = 0;
  std::vector<LanguageCount> languages;
};

/// For those who make models and take them apart.
struct TopicStateAccess {
  static TopicModel model(TopicState state) {
    return TopicModel(std::make_shared<const TopicState>(std::move(state)));
  }
  static const TopicState& state(const TopicModel& model) { return *model.state_; }
};

/// The clusters of rows by the model's weights: components of its mixture, or k-means'.
std::vector<Assignment> predict_rows(const TopicState& state, const CsrMatrix& rows, const RunContext& run);

/// The topic that a cluster is, or is a part of.
TopicAssignment topic_of(const TopicState& state, const Assignment& assignment);

/// The topics of rows, as TopicModel::assign gives them.
TEMA_EXPORT std::vector<TopicAssignment> assign_rows(const TopicState& state, const CsrMatrix& rows,
                                                     const RunContext& run);

}}}  // namespace tema::v0::detail
