#pragma once

#include "tema/core/parallel.hpp"
#include "tema/core/types.hpp"
#include "tema/corpus/tokenized_corpus.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The number of windows that the terms of topics are in, alone and together.
class WindowCounts {
 public:
  WindowCounts() = default;
  explicit WindowCounts(std::span<const std::vector<TermId>> topics);

  [[nodiscard]] std::uint64_t windows() const { return windows_; }

  /// The number of windows with both the i-th and the j-th term of a topic; if i = j, with that term.
  [[nodiscard]] std::uint64_t together(std::size_t topic, std::size_t i, std::size_t j) const {
    return tables_[topic].counts[cell(topic, i, j)];
  }

  void add_windows(std::uint64_t windows) { windows_ += windows; }
  void add(std::size_t topic, std::size_t i, std::size_t j, std::uint64_t windows) {
    tables_[topic].counts[cell(topic, i, j)] += windows;
  }
  /// Adds the counts of other documents, for the same topics.
  void add(const WindowCounts& other);

 private:
  struct Table {
    std::size_t terms;
    std::vector<std::uint64_t> counts;  // terms × terms, those with i ≤ j
  };

  [[nodiscard]] std::size_t cell(std::size_t topic, std::size_t i, std::size_t j) const {
    return i < j ? i * tables_[topic].terms + j : j * tables_[topic].terms + i;
  }

  std::uint64_t windows_ = 0;
  std::vector<Table> tables_;
};

/// Counts windows of `window` tokens, which move on by one token at a time; with 0, each document is one
/// window. The terms of a topic must be distinct; ids beyond the vocabulary occur nowhere.
[[nodiscard]] WindowCounts count_windows(const TokenizedCorpus& corpus,
                                         std::span<const std::vector<TermId>> topics, std::size_t window,
                                         const RunContext& run);

}}}  // namespace tema::v0::detail
