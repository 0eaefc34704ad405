#include "topics/top_topics.hpp"

#include "core/check.hpp"
#include "core/stop_check.hpp"
#include "tema/core/parallel.hpp"
#include "topics/reduction.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t rows_per_chunk = 64;

/// So many rows that their scores take little memory.
std::size_t rows_at_a_time(std::size_t clusters) {
  constexpr std::size_t scores = std::size_t{1} << 22;
  constexpr std::size_t most_rows = 4096;
  return std::clamp<std::size_t>(scores / std::max<std::size_t>(clusters, 1), 1, most_rows);
}

/// Ranks the topics of one row after the other. It has the working memory of a thread.
class TopicRanking {
 public:
  explicit TopicRanking(std::span<const std::int32_t> topic_of_cluster)
      : topic_of_cluster_(topic_of_cluster) {
    for (const std::int32_t topic : topic_of_cluster)
      topics_.resize(std::max(topics_.size(), static_cast<std::size_t>(topic) + 1));
  }

  /// The number of topics that have a cluster.
  [[nodiscard]] std::size_t count() const {
    std::vector<bool> has_cluster(topics_.size());
    for (const std::int32_t topic : topic_of_cluster_) has_cluster[static_cast<std::size_t>(topic)] = true;
    return static_cast<std::size_t>(std::count(has_cluster.begin(), has_cluster.end(), true));
  }

  /// Writes the best topics by the scores of the clusters, the assigned one first.
  void rank(std::span<const float> scores, const TopicAssignment& assigned, std::span<TopicScore> best) {
    for (std::size_t topic = 0; topic < topics_.size(); ++topic)
      topics_[topic] = {static_cast<std::int32_t>(topic), -std::numeric_limits<float>::infinity()};
    for (std::size_t c = 0; c < scores.size(); ++c) {
      float& score = topics_[static_cast<std::size_t>(topic_of_cluster_[c])].score;
      score = std::max(score, scores[c]);
    }
    // Of clusters that are equally near, the first one is assigned, whatever the number of its topic.
    topics_[static_cast<std::size_t>(assigned.topic)].score = std::numeric_limits<float>::infinity();
    std::partial_sort(topics_.begin(), topics_.begin() + static_cast<std::ptrdiff_t>(best.size()),
                      topics_.end(), [](const TopicScore& a, const TopicScore& b) {
                        return a.score != b.score ? a.score > b.score : a.topic < b.topic;
                      });
    best[0] = {assigned.topic, assigned.score};
    for (std::size_t place = 1; place < best.size(); ++place)
      best[place] = {topics_[place].topic, std::clamp(topics_[place].score, 0.0F, 1.0F)};
  }

 private:
  std::span<const std::int32_t> topic_of_cluster_;
  std::vector<TopicScore> topics_;
};

}  // namespace

void check_top_count(std::size_t count) {
  check_range<std::size_t>("count", count, 1, std::numeric_limits<std::size_t>::max());
}

TopTopics top_topics(const TopicState& state, const CsrMatrix& rows, std::size_t count,
                     const RunContext& run) {
  const std::size_t clusters = state.topic_of_cluster.size();
  const std::size_t kept = std::min(count, TopicRanking(state.topic_of_cluster).count());
  Workers workers(run);
  TopTopics result;
  std::vector<float> scores;
  std::vector<TopicScore> best;
  for (std::size_t begin = 0; begin < rows.rows(); begin += rows_at_a_time(clusters)) {
    const std::size_t size = std::min(rows_at_a_time(clusters), rows.rows() - begin);
    scores.resize(size * clusters);
    best.resize(size * kept);
    const std::vector<Assignment> assignments =
        state.fitted->predict_scores(rows_between(rows, begin, begin + size), scores.data(), run);
    for (const Assignment& assignment : assignments)
      result.assignments.push_back(topic_of(state, assignment));
    workers.for_chunks(size, rows_per_chunk, [&](const Chunk& chunk) {
      TopicRanking ranking(state.topic_of_cluster);
      StopCheck check_stop(workers.run());
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
        check_stop(clusters);
        if (assignments[i].cluster < 0) continue;
        ranking.rank(std::span(scores).subspan(i * clusters, clusters), result.assignments[begin + i],
                     std::span(best).subspan(i * kept, kept));
      }
    });
    for (std::size_t i = 0; i < size; ++i) {
      const auto first = best.begin() + static_cast<std::ptrdiff_t>(i * kept);
      if (assignments[i].cluster >= 0)
        result.topics.insert(result.topics.end(), first, first + static_cast<std::ptrdiff_t>(kept));
      result.offsets.push_back(result.topics.size());
    }
  }
  return result;
}

}}}  // namespace tema::v0::detail
