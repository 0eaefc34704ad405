#include "evaluate/window_counts.hpp"

#include "core/per_thread.hpp"
#include "core/stop_check.hpp"

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t documents_per_chunk = 64;

/// The terms of all topics, numbered, and their positions in the topics.
class TopicTerms {
 public:
  struct Place {
    std::size_t topic;
    std::size_t position;
  };
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  TopicTerms(std::span<const std::vector<TermId>> topics, std::size_t vocabulary)
      : numbers_(vocabulary, none) {
    for (std::size_t topic = 0; topic < topics.size(); ++topic) {
      for (std::size_t position = 0; position < topics[topic].size(); ++position) {
        const TermId id = topics[topic][position];
        if (id >= vocabulary) continue;
        if (numbers_[id] == none) {
          numbers_[id] = static_cast<std::uint32_t>(places_.size());
          places_.emplace_back();
        }
        places_[numbers_[id]].push_back({topic, position});
      }
    }
  }

  [[nodiscard]] std::size_t size() const { return places_.size(); }
  [[nodiscard]] std::uint32_t number_of(TermId id) const { return numbers_[id]; }
  [[nodiscard]] std::span<const Place> places(std::uint32_t number) const { return places_[number]; }

 private:
  std::vector<std::uint32_t> numbers_;  // by id
  std::vector<std::vector<Place>> places_;
};

/// Consecutive windows, by their beginnings; both ends are included.
struct Span {
  std::size_t begin;
  std::size_t end;
};

using Spans = std::vector<Span>;

/// The windows that a term is in, from its positions in a document with this many windows of `width` tokens.
///
/// A term enters with the window that ends with it. It leaves with the window that begins with the first of
/// its positions that was visible then, even if it also has a later position in the window. This is how
/// gensim counts.
void set_spans(std::span<const std::size_t> places, std::size_t windows, std::size_t width, Spans& spans) {
  spans.clear();
  auto in_sight = places.begin();
  for (const std::size_t place : places) {
    const std::size_t begin = place + 1 > width ? place + 1 - width : 0;
    while (*in_sight < begin) ++in_sight;
    const std::size_t end = std::min(*in_sight, windows - 1);
    if (!spans.empty() && begin <= spans.back().end + 1) {
      spans.back().end = std::max(spans.back().end, end);
    } else {
      spans.push_back({begin, end});
    }
  }
}

/// The number of windows that are in both.
std::uint64_t overlap(const Spans& a, const Spans& b) {
  std::uint64_t windows = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const std::size_t begin = std::max(a[i].begin, b[j].begin);
    const std::size_t end = std::min(a[i].end, b[j].end);
    if (begin <= end) windows += end - begin + 1;
    a[i].end < b[j].end ? ++i : ++j;
  }
  return windows;
}

/// Counts for one thread.
class WindowCounter {
 public:
  WindowCounter(const TopicTerms& terms, std::span<const std::vector<TermId>> topics, std::size_t width,
                const RunContext& run)
      : terms_(terms),
        width_(width),
        run_(run),
        counts_(topics),
        places_(terms.size()),
        spans_(terms.size()),
        present_(topics.size()) {}

  void count(std::span<const TermId> document) {
    if (document.empty()) {
      counts_.add_windows(width_ == 0 ? 1 : 0);
      return;
    }
    const std::size_t width = width_ == 0 ? document.size() : width_;
    const std::size_t windows = document.size() > width ? document.size() - width + 1 : 1;
    counts_.add_windows(windows);
    find_places(document);
    for (const std::uint32_t number : found_) {
      set_spans(places_[number], windows, width, spans_[number]);
      places_[number].clear();
      for (const TopicTerms::Place& place : terms_.places(number)) {
        if (present_[place.topic].empty()) touched_.push_back(place.topic);
        present_[place.topic].push_back({number, place.position});
      }
    }
    for (const std::size_t topic : touched_) count_pairs(topic);
    found_.clear();
    touched_.clear();
  }

  [[nodiscard]] const WindowCounts& counts() const { return counts_; }

 private:
  struct Present {
    std::uint32_t number;
    std::size_t position;  // in the topic
  };

  void find_places(std::span<const TermId> document) {
    StopCheck check_stop(run_);
    for (std::size_t i = 0; i < document.size(); ++i) {
      check_stop();
      const std::uint32_t number = terms_.number_of(document[i]);
      if (number == TopicTerms::none) continue;
      if (places_[number].empty()) found_.push_back(number);
      places_[number].push_back(i);
    }
  }

  void count_pairs(std::size_t topic) {
    throw_if_stopped(run_);
    const std::vector<Present>& present = present_[topic];
    for (std::size_t i = 0; i < present.size(); ++i) {
      for (std::size_t j = i; j < present.size(); ++j) {
        counts_.add(topic, present[i].position, present[j].position,
                    overlap(spans_[present[i].number], spans_[present[j].number]));
      }
    }
    present_[topic].clear();
  }

  const TopicTerms& terms_;
  std::size_t width_;
  const RunContext& run_;
  WindowCounts counts_;
  // For the current document:
  std::vector<std::vector<std::size_t>> places_;  // by term
  std::vector<Spans> spans_;                      // by term
  std::vector<std::uint32_t> found_;              // terms
  std::vector<std::vector<Present>> present_;     // by topic
  std::vector<std::size_t> touched_;              // topics
};

}  // namespace

WindowCounts::WindowCounts(std::span<const std::vector<TermId>> topics) {
  tables_.reserve(topics.size());
  for (const std::vector<TermId>& terms : topics)
    tables_.push_back({terms.size(), std::vector<std::uint64_t>(terms.size() * terms.size(), 0)});
}

void WindowCounts::add(const WindowCounts& other) {
  windows_ += other.windows_;
  for (std::size_t topic = 0; topic < tables_.size(); ++topic) {
    std::vector<std::uint64_t>& counts = tables_[topic].counts;
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.tables_[topic].counts[i];
  }
}

WindowCounts count_windows(const TokenizedCorpus& corpus, std::span<const std::vector<TermId>> topics,
                           std::size_t window, const RunContext& run) {
  const TopicTerms terms(topics, corpus.vocabulary->size());
  Workers workers(run);
  PerThread<WindowCounter> counters([&](std::size_t) { return WindowCounter(terms, topics, window, run); });
  workers.for_chunks(
      corpus.documents(), documents_per_chunk,
      [&](const Chunk& chunk) {
        WindowCounter& counter = counters.mine();
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) counter.count(corpus.document(i));
      },
      "count windows");
  WindowCounts sum(topics);
  for (const WindowCounter* counter : counters.all()) sum.add(counter->counts());
  return sum;
}

}}}  // namespace tema::v0::detail
