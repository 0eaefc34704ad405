#pragma once

#include "tema/corpus/vocabulary.hpp"
#include "tema/text/word_segmenter.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tema::inline v0::detail {

/// What became of each surface form that was seen: its bytes lead to a number, at the cost of one look into
/// memory for forms of up to 16 bytes. Surface forms hold no NUL: no character that joins is one.
///
/// The hash is keyed at random for each table, as Vocabulary's is. It forgets what it
/// holds when that is `most` forms: it is a cache, whose owner can tell again what it forgot.
class SurfaceTable {
 public:
  static constexpr std::size_t most = std::size_t{1} << 21;
  static constexpr std::size_t batch = 64;

  SurfaceTable();

  /// Calls visit(value) for each word, in order; where none is known yet, `make(surface, kind)` tells it.
  template <class Make, class Visit>
  void look_up(std::string_view text, std::span<const Word> words, Make&& make, Visit&& visit) {
    for (; !words.empty(); words = words.subspan(std::min(batch, words.size()))) {
      const std::span<const Word> some = words.first(std::min(batch, words.size()));
      hash(text, some);
      for (std::size_t i = 0; i < some.size(); ++i) {
        const std::uint32_t* known = find(i);
        if (known != nullptr) {
          visit(*known);
        } else {
          const std::string_view surface = text.substr(some[i].span.begin, some[i].span.size());
          visit(remember(i, surface, [&] { return make(surface, some[i].kind); }));
        }
      }
    }
  }

 private:
  struct Entry {
    std::uint64_t low = 0;  // the form's first eight bytes, with zeros behind a shorter one
    std::uint64_t high = 0;
    std::uint32_t value = 0;
  };
  struct Hashed {
    std::uint64_t low;
    std::uint64_t high;
    std::uint64_t hash;
  };
  static constexpr std::size_t longest = 16;

  /// Prepares the words for find(), and has their entries brought near.
  void hash(std::string_view text, std::span<const Word> words);

  /// What is known of a word; null if nothing is, and for longer forms.
  [[nodiscard]] const std::uint32_t* find(std::size_t i) const {
    const Hashed& word = hashed_[i];
    for (std::size_t slot = word.hash;; ++slot) {
      const Entry& entry = entries_[slot & (entries_.size() - 1)];
      if (entry.low == 0) return nullptr;
      if (entry.low == word.low && entry.high == word.high) return &entry.value;
    }
  }

  template <class Make>
  std::uint32_t remember(std::size_t i, std::string_view surface, Make&& make) {
    if (surface.size() <= longest) {
      const std::uint32_t value = make();
      insert(hashed_[i], value);
      return value;
    }
    if (long_values_.size() == most) forget_long_forms();
    const TermId id = long_forms_.intern(surface);
    if (id == long_values_.size()) long_values_.push_back(make());
    return long_values_[id];
  }

  void insert(const Hashed& word, std::uint32_t value);
  void grow();
  void forget_long_forms();

  std::vector<Entry> entries_;
  std::size_t count_ = 0;
  std::uint64_t key_[2];
  std::array<Hashed, batch> hashed_;
  Vocabulary long_forms_;
  std::vector<std::uint32_t> long_values_;
};

}  // namespace tema::inline v0::detail
