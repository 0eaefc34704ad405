#pragma once

#include "tema/core/parallel.hpp"
#include "tema/core/types.hpp"
#include "tema/corpus/tokenized_corpus.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// In how many windows the terms of topics stand, alone and together.
class WindowCounts {
 public:
  WindowCounts() = default;
  explicit WindowCounts(std::span<const std::vector<TermId>> topics);

  [[nodiscard]] std::uint64_t windows() const { return windows_; }

  /// The windows with both the i-th and the j-th term of a topic; with i = j, with the term.
  [[nodiscard]] std::uint64_t together(std::size_t topic, std::size_t i, std::size_t j) const {
    return tables_[topic].counts[cell(topic, i, j)];
  }

  void add_windows(std::uint64_t windows) { windows_ += windows; }
  void add(std::size_t topic, std::size_t i, std::size_t j, std::uint64_t windows) {
    tables_[topic].counts[cell(topic, i, j)] += windows;
  }
  /// Of other documents, and the same topics.
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

/// Counts the windows of so many tokens, which move on by one; with 0, each document is one window. The terms
/// of a topic must be distinct; ids past the vocabulary occur nowhere.
[[nodiscard]] WindowCounts count_windows(const TokenizedCorpus& corpus,
                                         std::span<const std::vector<TermId>> topics, std::size_t window,
                                         const RunContext& run);

}}}  // namespace tema::v0::detail
