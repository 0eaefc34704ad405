#pragma once

#include "core/pair_map.hpp"
#include "tema/core/types.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Counts how often the terms of a reader are written in which way. A spelling of a
/// term takes its bytes and some 100 more; a token takes constant time.
class SpellingCounts {
 public:
  /// The spellings of a term, and how often each occurs.
  using Counts = std::map<std::string, std::uint64_t, std::less<>>;

  /// Counts the tokens of a text. Those with an empty span are not counted: their source does not tell where
  /// they are.
  void add(std::string_view text, std::span<const TermId> ids, std::span<const ByteSpan> spans);

  /// Adds the spellings of a term to `counts`.
  void add_to(TermId term, Counts& counts) const;

  /// The approximate number of bytes of memory.
  [[nodiscard]] std::size_t memory() const;

 private:
  struct Spelling {
    TermId surface = 0;          // in surfaces_
    std::uint32_t previous = 0;  // another spelling of the same term; 0: none
    std::uint64_t count = 0;
  };

  /// The spelling that a term was last met with, unless it is too long, in half a cache line: most words are
  /// written as they were the last time.
  struct LastMet {
    static constexpr std::size_t max_bytes = 23;

    std::uint32_t place = 0;  // in spellings_; 0: none
    std::uint32_t count = 0;  // not yet added to that of the spelling
    std::uint8_t size = 0;
    std::array<char, max_bytes> bytes = {};

    [[nodiscard]] bool is(std::string_view surface) const {
      return size == surface.size() && std::equal(surface.begin(), surface.end(), bytes.begin());
    }
  };

  void count(TermId term, std::string_view surface);
  std::uint32_t place_of(TermId term, std::string_view surface);

  Vocabulary surfaces_;
  PairMap places_;                          // by term and surface: the place in spellings_
  std::vector<Spelling> spellings_ = {{}};  // the first one stands for none
  std::vector<LastMet> last_met_;           // by term
  std::vector<std::uint32_t> last_added_;   // by term: the end of the chain of its spellings
};

}}}  // namespace tema::v0::detail
