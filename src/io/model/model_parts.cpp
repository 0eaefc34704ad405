#include "io/model/model_parts.hpp"

#include "core/check.hpp"
#include "io/model/file_tensors.hpp"
#include "tema/text/utf8.hpp"
#include "topics/methods/methods.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>
#include <stdexcept>
#include <utility>
#include <variant>

namespace tema { inline namespace v0 { namespace detail {

namespace {

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what); }

template <class Number>
std::span<const Number> span_of(const std::vector<Number>& values) {
  return values;
}

/// Throws unless the offsets ascend from 0 to `last`.
void check_offsets(std::span<const std::int64_t> offsets, std::uint64_t last, const char* name) {
  if (offsets.front() != 0 || offsets.back() < 0 || static_cast<std::uint64_t>(offsets.back()) != last)
    fail(std::string(name) + " must begin at 0 and end at the number of entries");
  if (!std::is_sorted(offsets.begin(), offsets.end())) fail(std::string(name) + " are not ascending");
}

/// The numbers that a fit gives to a term are well within this bound, and everything that is computed from
/// them is finite.
constexpr double largest_weight = 1e9;

void check_numbers(std::span<const std::int32_t> values, std::int32_t least, std::size_t end,
                   const char* name) {
  for (const std::int32_t value : values) {
    if (value < least || (value >= 0 && static_cast<std::size_t>(value) >= end))
      fail(std::string(name) + " has the number " + std::to_string(value) + ", but must be below " +
           std::to_string(end));
  }
}

}  // namespace

ModelTensors::ModelTensors(const TopicState& state) {
  add_vocabulary(state.tfidf.vocabulary());
  const auto weights = state.tfidf.idf();
  tensors_.push_back(tensor_of("weights", weights, {weights.size()}));
  add_clusters(state);
  add_counts(state.counts);
  add_assignments(state.assignments);
}

void ModelTensors::add_vocabulary(const Vocabulary& vocabulary) {
  for (std::size_t id = 0; id < vocabulary.size(); ++id) terms_.add(vocabulary.term(static_cast<TermId>(id)));
  order_.resize(vocabulary.size());
  std::iota(order_.begin(), order_.end(), 0);
  std::sort(order_.begin(), order_.end(), [&](std::int32_t a, std::int32_t b) {
    return vocabulary.term(static_cast<TermId>(a)) < vocabulary.term(static_cast<TermId>(b));
  });
  terms_.append_to(tensors_, "vocabulary");
  tensors_.push_back(tensor_of("vocabulary.order", span_of(order_), {order_.size()}));
}

void ModelTensors::add_clusters(const TopicState& state) {
  of_method_ = state.fitted->tensors();
  for (const SavedTensor& tensor : of_method_) {
    std::visit(
        [&](const auto& values) {
          tensors_.push_back(tensor_of(std::string(tensor.name), std::span(values), tensor.shape));
        },
        tensor.values);
  }
  tensors_.push_back(
      tensor_of("clusters.topics", span_of(state.topic_of_cluster), {state.topic_of_cluster.size()}));
}

void ModelTensors::add_counts(const GroupCounts& counts) {
  tensors_.push_back(tensor_of("counts.data", span_of(counts.data), {counts.data.size()}));
  tensors_.push_back(tensor_of("counts.indices", span_of(counts.indices), {counts.indices.size()}));
  tensors_.push_back(tensor_of("counts.indptr", span_of(counts.indptr), {counts.indptr.size()}));
  tensors_.push_back(tensor_of("counts.sizes", span_of(counts.sizes), {counts.sizes.size()}));
}

void ModelTensors::add_assignments(const std::vector<TopicAssignment>& assignments) {
  const std::size_t texts = assignments.size();
  topics_.reserve(texts);
  scores_.reserve(texts);
  margins_.reserve(texts);
  for (const TopicAssignment& assignment : assignments) {
    topics_.push_back(assignment.topic);
    scores_.push_back(assignment.score);
    margins_.push_back(assignment.margin);
  }
  tensors_.push_back(tensor_of("assignments.topic", span_of(topics_), {texts}));
  tensors_.push_back(tensor_of("assignments.score", span_of(scores_), {texts}));
  tensors_.push_back(tensor_of("assignments.margin", span_of(margins_), {texts}));
}

Tfidf read_terms(const SafetensorsFile& file, const Weighting& weighting, const RunContext& run) {
  const std::uint64_t count = length_of(file, "vocabulary.order");
  const std::span<const std::byte> raw = file.tensor("vocabulary.bytes").bytes;
  const std::string_view bytes(reinterpret_cast<const char*>(raw.data()), raw.size());
  static_cast<void>(file.values<std::uint8_t>("vocabulary.bytes", {bytes.size()}));
  const auto offsets = file.values<std::int64_t>("vocabulary.offsets", {count + 1});
  const auto order = file.values<std::int32_t>("vocabulary.order", {count});
  const auto weights = file.values<double>("weights", {count});
  check_values(weights, 0.0, largest_weight, "weights");
  check_offsets(offsets, bytes.size(), "vocabulary.offsets");
  check_numbers(order, 0, count, "vocabulary.order");
  const auto term = [&](std::size_t id) {
    const auto begin = static_cast<std::size_t>(offsets[id]);
    return bytes.substr(begin, static_cast<std::size_t>(offsets[id + 1]) - begin);
  };
  // Terms that ascend are distinct, and so are their numbers.
  for (std::size_t i = 0; i < count; ++i) {
    if (i % 4096 == 0) throw_if_stopped(run);
    const std::string_view now = term(static_cast<std::size_t>(order[i]));
    if (i > 0 && now <= term(static_cast<std::size_t>(order[i - 1])))
      fail("vocabulary.order does not give the terms in ascending order");
    if (count_ill_formed(now) > 0) fail("vocabulary.bytes has a term that is not UTF-8");
  }
  std::vector<std::string> terms;
  terms.reserve(count);
  for (std::size_t id = 0; id < count; ++id) terms.emplace_back(term(id));
  return Tfidf::from_idf(terms, weights, weighting.options, weighting.mean_length);
}

void read_clusters(const SafetensorsFile& file, double row_sum, TopicState& state, const RunContext& run) {
  const std::uint64_t terms = state.tfidf.vocabulary().size();
  const std::uint64_t clusters = length_of(file, "clusters.topics");
  if (clusters == 0 || state.summaries.empty() || state.summaries.size() > clusters)
    fail("clusters.topics has " + std::to_string(clusters) + " entries for " +
         std::to_string(state.summaries.size()) + " topics");
  state.fitted =
      method_entry(state.options.method).load(LoadedTensors(file, terms, run), clusters, row_sum, run);
  const auto topics = file.values<std::int32_t>("clusters.topics", {clusters});
  check_numbers(topics, 0, state.summaries.size(), "clusters.topics");
  state.topic_of_cluster.assign(topics.begin(), topics.end());
}

void read_counts(const SafetensorsFile& file, TopicState& state) {
  const std::uint64_t topics = state.summaries.size();
  const std::uint64_t entries = length_of(file, "counts.data");
  const auto data = file.values<std::int32_t>("counts.data", {entries});
  const auto indices = file.values<std::int32_t>("counts.indices", {entries});
  const auto indptr = file.values<std::int64_t>("counts.indptr", {topics + 1});
  const auto sizes = file.values<std::int64_t>("counts.sizes", {topics});
  check_offsets(indptr, entries, "counts.indptr");
  check_numbers(indices, 0, state.tfidf.vocabulary().size(), "counts.indices");
  for (std::size_t topic = 0; topic < topics; ++topic) {
    for (std::int64_t j = indptr[topic]; j < indptr[topic + 1]; ++j) {
      const auto at = static_cast<std::size_t>(j);
      if (j > indptr[topic] && indices[at] <= indices[at - 1])
        fail("counts.indices are not ascending within a row");
      if (data[at] < 1 || data[at] > sizes[topic]) fail("counts.data has more texts than counts.sizes");
    }
  }
  state.counts.indptr.assign(indptr.begin(), indptr.end());
  state.counts.indices.assign(indices.begin(), indices.end());
  state.counts.data.assign(data.begin(), data.end());
  state.counts.sizes.assign(sizes.begin(), sizes.end());
}

void read_assignments(const SafetensorsFile& file, TopicState& state) {
  const std::uint64_t texts = length_of(file, "assignments.topic");
  const auto topics = file.values<std::int32_t>("assignments.topic", {texts});
  const auto scores = file.values<float>("assignments.score", {texts});
  const auto margins = file.values<float>("assignments.margin", {texts});
  check_range<std::uint64_t>("the number of texts", texts, 0, std::numeric_limits<std::int32_t>::max());
  check_numbers(topics, -1, state.summaries.size(), "assignments.topic");
  check_values(scores, 0.0F, 1.0F, "assignments.score");
  check_values(margins, 0.0F, 1.0F, "assignments.margin");
  std::vector<std::int64_t> sizes(state.summaries.size(), 0);
  state.assignments.reserve(texts);
  for (std::size_t i = 0; i < texts; ++i) {
    state.assignments.push_back({topics[i], scores[i], margins[i]});
    if (topics[i] >= 0) ++sizes[static_cast<std::size_t>(topics[i])];
  }
  if (sizes != state.counts.sizes) fail("counts.sizes are not those of assignments.topic");
}

void check_summaries(const TopicState& state) {
  for (const TopicSummary& topic : state.summaries) {
    for (const std::size_t text : topic.representatives) {
      if (text >= state.assignments.size())
        fail("a topic has a representative that is not a text of the model");
    }
  }
}

}}}  // namespace tema::v0::detail
