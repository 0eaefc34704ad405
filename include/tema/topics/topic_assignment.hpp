#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 {

/// The topic of a text.
struct TopicAssignment {
  std::int32_t topic = -1;  ///< -1: no term of the text has a weight in the model
  /// How certain the topic is, from 0 to 1. For a mixture, it is the posterior probability of the component
  /// that the topic is; for k-means, the cosine to the centroid of the topic, or 0 if that is negative. A
  /// merged topic has several components or centroids; the score is that of the one that the text belongs to.
  float score = 0.0F;
  float margin = 0.0F;  ///< `score` minus that of the second best component or centroid; in [0, 1]

  friend bool operator==(const TopicAssignment&, const TopicAssignment&) = default;
};

/// One of the topics of a text, and how well it fits.
struct TopicScore {
  std::int32_t topic = -1;
  float score = 0.0F;  ///< as TopicAssignment::score, if the text had this topic

  friend bool operator==(const TopicScore&, const TopicScore&) = default;
};

/// The best topics of texts, each list in descending order of the scores. The first of a list is the topic
/// and the score of the assignment. Of topics that fit equally well, the one with the smaller number comes
/// first. A merged topic has the score of the best of its components or centroids. A text without a topic has
/// an empty list.
struct TopTopics {
  std::vector<TopicAssignment> assignments;  ///< what TopicModel::assign gives
  std::vector<std::size_t> offsets = {0};    ///< texts + 1 positions: where each list begins in `topics`
  std::vector<TopicScore> topics;

  [[nodiscard]] std::size_t size() const { return assignments.size(); }
  [[nodiscard]] std::span<const TopicScore> operator[](std::size_t text) const {
    return std::span(topics).subspan(offsets[text], offsets[text + 1] - offsets[text]);
  }

  friend bool operator==(const TopTopics&, const TopTopics&) = default;
};

}}  // namespace tema::v0
