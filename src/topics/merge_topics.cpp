#include "core/check.hpp"
#include "core/elementary.hpp"
#include "core/stop_check.hpp"
#include "tema/topics/topic_model.hpp"
#include "topics/groups.hpp"
#include "topics/topic_state.hpp"
#include "topics/topic_summary.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

using detail::GroupCounts;
using detail::TopicState;

/// The counts with groups merged: `target` has the new group of each one, below `count`.
GroupCounts merged(const GroupCounts& counts, const std::vector<std::int32_t>& target, std::size_t count) {
  std::vector<std::vector<std::pair<std::int32_t, std::int32_t>>> entries(count);
  GroupCounts result;
  result.sizes.assign(count, 0);
  for (std::size_t group = 0; group < counts.groups(); ++group) {
    const auto to = static_cast<std::size_t>(target[group]);
    result.sizes[to] += counts.sizes[group];
    for (auto j = static_cast<std::size_t>(counts.indptr[group]);
         j < static_cast<std::size_t>(counts.indptr[group + 1]); ++j)
      entries[to].emplace_back(counts.indices[j], counts.data[j]);
  }
  for (auto& of_group : entries) {
    std::sort(of_group.begin(), of_group.end());
    for (const auto& [term, documents] : of_group) {
      const bool is_same = static_cast<std::size_t>(result.indptr.back()) < result.indices.size() &&
                           result.indices.back() == term;
      if (is_same) {
        result.data.back() += documents;
      } else {
        result.indices.push_back(term);
        result.data.push_back(documents);
      }
    }
    result.indptr.push_back(static_cast<std::int64_t>(result.indices.size()));
  }
  return result;
}

/// The information about the topic that the terms of two topics lose if they are merged.
class InformationLoss {
 public:
  InformationLoss(const GroupCounts& counts, std::size_t terms, const RunContext& run) : check_stop_(run) {
    for (std::size_t topic = 0; topic < counts.groups(); ++topic) {
      std::vector<double>& weights = weights_.emplace_back(terms, 0.0);
      for (auto j = static_cast<std::size_t>(counts.indptr[topic]);
           j < static_cast<std::size_t>(counts.indptr[topic + 1]); ++j)
        weights[static_cast<std::size_t>(counts.indices[j])] = static_cast<double>(counts.data[j]);
      masses_.push_back(std::accumulate(weights.begin(), weights.end(), 0.0));
    }
  }

  double operator()(std::size_t a, std::size_t b) {
    double loss = 0.0;
    const double mass = masses_[a] + masses_[b];
    for (std::size_t term = 0; term < weights_[a].size(); ++term) {
      check_stop_();
      const double both = weights_[a][term] + weights_[b][term];
      if (both == 0.0) continue;
      for (const std::size_t topic : {a, b}) {
        const double weight = weights_[topic][term];
        if (weight > 0.0) loss += weight * detail::log(weight / masses_[topic] / (both / mass));
      }
    }
    return loss;
  }

  /// Merges b into a.
  void merge(std::size_t a, std::size_t b) {
    for (std::size_t term = 0; term < weights_[a].size(); ++term) weights_[a][term] += weights_[b][term];
    masses_[a] += masses_[b];
  }

 private:
  detail::StopCheck check_stop_;
  std::vector<std::vector<double>> weights_;
  std::vector<double> masses_;
};

/// The model with these new numbers of its topics, below `count`.
TopicState regrouped(const TopicState& before, const std::vector<std::int32_t>& target, std::size_t count,
                     const RunContext& run) {
  TopicState state = before;
  for (std::int32_t& topic : state.topic_of_cluster) topic = target[static_cast<std::size_t>(topic)];
  for (TopicAssignment& assignment : state.assignments) {
    if (assignment.topic >= 0) assignment.topic = target[static_cast<std::size_t>(assignment.topic)];
  }
  state.counts = merged(before.counts, target, count);
  state.summaries.assign(count, {});
  detail::rename_topics(state, before, target, run);
  return state;
}

/// New numbers by descending size; ties keep their order.
std::vector<std::int32_t> by_size(const std::vector<std::int32_t>& target,
                                  const std::vector<std::int64_t>& sizes, std::size_t count) {
  std::vector<std::int64_t> sums(count, 0);
  for (std::size_t topic = 0; topic < target.size(); ++topic)
    sums[static_cast<std::size_t>(target[topic])] += sizes[topic];
  const std::vector<std::int32_t> number_of = detail::numbers_by_size(sums);
  std::vector<std::int32_t> result;
  result.reserve(target.size());
  for (const std::int32_t group : target) result.push_back(number_of[static_cast<std::size_t>(group)]);
  return result;
}

/// Groups that are each named by one of their topics, renumbered from 0 in the order of their first topics.
std::pair<std::vector<std::int32_t>, std::size_t> numbered(const std::vector<std::size_t>& group_of) {
  std::vector<std::int32_t> number_of(group_of.size(), -1);
  std::vector<std::int32_t> result;
  std::int32_t next = 0;
  for (const std::size_t group : group_of) {
    if (number_of[group] < 0) number_of[group] = next++;
    result.push_back(number_of[group]);
  }
  return {result, static_cast<std::size_t>(next)};
}

}  // namespace

TopicModel TopicModel::merge(std::span<const std::size_t> topics, const RunContext& run) const {
  std::vector<std::size_t> group_of(this->topics());
  std::iota(group_of.begin(), group_of.end(), std::size_t{0});
  for (const std::size_t topic : topics) {
    if (topic >= group_of.size()) throw std::out_of_range("there is no topic " + std::to_string(topic));
    group_of[topic] = topics.front();
  }
  const auto groups = numbered(group_of);
  if (groups.second == this->topics()) return *this;
  const auto target = by_size(groups.first, state_->counts.sizes, groups.second);
  return TopicModel(std::make_shared<const TopicState>(regrouped(*state_, target, groups.second, run)));
}

TopicModel TopicModel::reduce(std::size_t topics, const RunContext& run) const {
  const std::size_t before = this->topics();
  detail::check_range<std::size_t>("topics", topics, 1, before);
  InformationLoss loss(state_->counts, state_->tfidf.vocabulary().size(), run);
  std::vector<std::size_t> group_of(before);
  std::iota(group_of.begin(), group_of.end(), std::size_t{0});
  std::vector<std::size_t> left = group_of;
  std::vector<double> losses(before * before, 0.0);
  for (std::size_t a = 0; a < before; ++a) {
    for (std::size_t b = a + 1; b < before; ++b) losses[a * before + b] = loss(a, b);
  }
  while (left.size() > topics) {
    std::pair<std::size_t, std::size_t> best{left[0], left[1]};
    for (std::size_t i = 0; i < left.size(); ++i) {
      for (std::size_t j = i + 1; j < left.size(); ++j) {
        if (losses[left[i] * before + left[j]] < losses[best.first * before + best.second])
          best = {left[i], left[j]};
      }
    }
    loss.merge(best.first, best.second);
    for (std::size_t& group : group_of) group = group == best.second ? best.first : group;
    std::erase(left, best.second);
    for (const std::size_t other : left) {
      if (other == best.first) continue;
      losses[std::min(other, best.first) * before + std::max(other, best.first)] = loss(other, best.first);
    }
  }
  const auto groups = numbered(group_of);
  if (groups.second == before) return *this;
  const auto target = by_size(groups.first, state_->counts.sizes, groups.second);
  return TopicModel(std::make_shared<const TopicState>(regrouped(*state_, target, groups.second, run)));
}

TopicModel TopicModel::rename(std::size_t topic, std::string label) const {
  TopicState state = *state_;
  state.summaries.at(topic).label = std::move(label);
  return TopicModel(std::make_shared<const TopicState>(std::move(state)));
}

}}  // namespace tema::v0
