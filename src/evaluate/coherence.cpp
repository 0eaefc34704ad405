#include "tema/evaluate/coherence.hpp"

#include "core/check.hpp"
#include "core/elementary.hpp"
#include "evaluate/window_counts.hpp"
#include "tema/core/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>

namespace tema { inline namespace v0 {

namespace {

constexpr double epsilon = 1e-12;

/// The counts of the terms of one topic.
class TopicCounts {
 public:
  TopicCounts(const detail::WindowCounts& counts, std::size_t topic, std::size_t terms)
      : counts_(counts), topic_(topic), terms_(terms) {}

  [[nodiscard]] std::size_t terms() const { return terms_; }

  [[nodiscard]] bool occurs(std::size_t i) const { return counts_.together(topic_, i, i) > 0; }

  /// The share of windows with both terms.
  [[nodiscard]] double share(std::size_t i, std::size_t j) const {
    return static_cast<double>(counts_.together(topic_, i, j)) / static_cast<double>(counts_.windows());
  }

  /// For terms that occur.
  [[nodiscard]] double npmi(std::size_t i, std::size_t j) const {
    const double together = share(i, j) + epsilon;
    return detail::log(together / (share(i, i) * share(j, j))) / -detail::log(together);
  }

 private:
  const detail::WindowCounts& counts_;
  std::size_t topic_;
  std::size_t terms_;
};

/// The mean of value(i, j) over each term i and each term j before it.
template <class Value>
double mean_over_pairs(const TopicCounts& topic, const Value& value) {
  double sum = 0.0;
  double pairs = 0.0;
  for (std::size_t i = 1; i < topic.terms(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      sum += value(i, j);
      pairs += 1.0;
    }
  }
  return sum / pairs;
}

double u_mass(const TopicCounts& topic) {
  const double lowest = detail::log(epsilon);
  return mean_over_pairs(topic, [&](std::size_t i, std::size_t j) {
    return topic.occurs(j) ? detail::log((topic.share(i, j) + epsilon) / topic.share(j, j)) : lowest;
  });
}

double c_npmi(const TopicCounts& topic) {
  return mean_over_pairs(topic, [&](std::size_t i, std::size_t j) {
    return topic.occurs(i) && topic.occurs(j) ? topic.npmi(i, j) : -1.0;
  });
}

double dot_of(std::span<const double> a, std::span<const double> b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

double c_v(const TopicCounts& topic) {
  const std::size_t terms = topic.terms();
  std::vector<double> vectors(terms * terms, 0.0);
  std::vector<double> whole(terms, 0.0);
  for (std::size_t i = 0; i < terms; ++i) {
    for (std::size_t j = 0; topic.occurs(i) && j < terms; ++j) {
      if (!topic.occurs(j)) continue;
      vectors[i * terms + j] = topic.npmi(i, j);
      whole[j] += vectors[i * terms + j];
    }
  }
  const double squares = dot_of(whole, whole);
  double sum = 0.0;
  for (std::size_t i = 0; i < terms; ++i) {
    const std::span<const double> own = std::span(vectors).subspan(i * terms, terms);
    sum += topic.occurs(i) ? dot_of(own, whole) / (std::sqrt(dot_of(own, own)) * std::sqrt(squares)) : -1.0;
  }
  return sum / static_cast<double>(terms);
}

struct Measure {
  double (*of)(const TopicCounts&);
  std::size_t window;  // the default window; 0: whole documents
};

Measure measure_of(const CoherenceOptions& options) {
  const auto window = [&](std::size_t own) { return options.window > 0 ? options.window : own; };
  switch (options.measure) {
    case CoherenceMeasure::u_mass:
      return {u_mass, 0};
    case CoherenceMeasure::c_npmi:
      return {c_npmi, window(10)};
    case CoherenceMeasure::c_v:
      return {c_v, window(110)};
  }
  throw std::invalid_argument("measure is not a value of CoherenceMeasure");
}

/// The first `most` terms of a topic.
template <class Term>
std::span<const Term> leading(const std::vector<Term>& terms, std::size_t most) {
  return std::span(terms).first(std::min(most, terms.size()));
}

template <class Term>
bool has_twice(std::span<const Term> terms) {
  std::vector<Term> sorted(terms.begin(), terms.end());
  std::sort(sorted.begin(), sorted.end());
  return std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
}

/// The leading terms of all topics, which are judged.
std::vector<std::vector<TermId>> judged(std::span<const std::vector<TermId>> topics, std::size_t most) {
  detail::check_range<std::size_t>("top_terms", most, 2, std::numeric_limits<std::size_t>::max());
  if (topics.empty()) throw std::invalid_argument("topics is empty, but must have at least one topic");
  std::vector<std::vector<TermId>> result;
  result.reserve(topics.size());
  for (std::size_t topic = 0; topic < topics.size(); ++topic) {
    const std::span<const TermId> terms = leading(topics[topic], most);
    if (terms.size() < 2 || has_twice(terms)) {
      throw std::invalid_argument("topic " + std::to_string(topic) + " has " + std::to_string(terms.size()) +
                                  " terms, but must have at least 2, all distinct");
    }
    result.emplace_back(terms.begin(), terms.end());
  }
  return result;
}

void check(const TokenizedCorpus& corpus) {
  if (!corpus.vocabulary) throw std::invalid_argument("the corpus has no vocabulary");
  if (corpus.ids.empty()) throw std::invalid_argument("the corpus has no tokens");
}

/// The ids of terms by name. Each term that is not in the vocabulary gets an id of its own beyond it.
std::vector<std::vector<TermId>> ids_of(std::span<const std::vector<std::string>> topics,
                                        const Vocabulary& vocabulary) {
  std::map<std::string, TermId> unknown;
  std::vector<std::vector<TermId>> result;
  result.reserve(topics.size());
  for (const std::vector<std::string>& terms : topics) {
    std::vector<TermId>& ids = result.emplace_back();
    ids.reserve(terms.size());
    for (const std::string& term : terms) {
      const std::optional<TermId> id = vocabulary.find(term);
      const auto next = static_cast<TermId>(vocabulary.size() + unknown.size());
      ids.push_back(id ? *id : unknown.emplace(term, next).first->second);
    }
  }
  return result;
}

template <class Term>
double diversity(std::span<const std::vector<Term>> topics, std::size_t most) {
  std::vector<Term> terms;
  for (const std::vector<Term>& topic : topics) {
    const std::span<const Term> of_topic = leading(topic, most);
    terms.insert(terms.end(), of_topic.begin(), of_topic.end());
  }
  if (terms.empty()) throw std::invalid_argument("the topics have no terms");
  std::sort(terms.begin(), terms.end());
  const auto distinct = std::unique(terms.begin(), terms.end()) - terms.begin();
  return static_cast<double>(distinct) / static_cast<double>(terms.size());
}

}  // namespace

Coherence coherence(const TokenizedCorpus& corpus, std::span<const std::vector<TermId>> topics,
                    const CoherenceOptions& options, const RunContext& run) {
  check(corpus);
  const Measure measure = measure_of(options);
  const std::vector<std::vector<TermId>> terms = judged(topics, options.top_terms);
  const detail::WindowCounts counts = detail::count_windows(corpus, terms, measure.window, run);
  Coherence result;
  result.topics.resize(terms.size());
  Workers workers(run);
  workers.for_chunks(terms.size(), 1, [&](const Chunk& chunk) {
    result.topics[chunk.index] = measure.of({counts, chunk.index, terms[chunk.index].size()});
  });
  for (const double value : result.topics) result.mean += value;
  result.mean /= static_cast<double>(terms.size());
  return result;
}

Coherence coherence(const TokenizedCorpus& corpus, std::span<const std::vector<std::string>> topics,
                    const CoherenceOptions& options, const RunContext& run) {
  check(corpus);
  return coherence(corpus, ids_of(topics, *corpus.vocabulary), options, run);
}

double topic_diversity(std::span<const std::vector<TermId>> topics, std::size_t top_terms) {
  return diversity(topics, top_terms);
}

double topic_diversity(std::span<const std::vector<std::string>> topics, std::size_t top_terms) {
  return diversity(topics, top_terms);
}

}}  // namespace tema::v0
