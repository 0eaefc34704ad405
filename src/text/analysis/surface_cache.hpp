#pragma once

#include "core/page_allocator.hpp"
#include "tema/corpus/vocabulary.hpp"
#include "tema/text/word_segmenter.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// A cache of what became of each surface form: it maps the bytes of a form to a number. For forms of up to
/// 16 bytes, this costs one access to memory. Surface forms contain no NUL, because no character that joins
/// words is one.
///
/// The hash is keyed at random for each cache, as that of Vocabulary is. The cache forgets everything once it
/// holds `most` forms, and it keeps no form longer than `longest_kept` bytes; its owner can compute again
/// what was forgotten.
class SurfaceCache {
 public:
  static constexpr std::size_t most = std::size_t{1} << 21;
  static constexpr std::size_t longest_kept = 256;

  static constexpr std::size_t longest_short = 16;  // bytes of a form that takes one access to memory

  SurfaceCache();

  [[nodiscard]] static bool is_short(std::string_view form) {
    return !form.empty() && form.size() <= longest_short;
  }

  /// The value of a short form, if it is known.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view form) const;

  /// Adds a short form that is not known.
  void insert(std::string_view form, std::uint32_t value) { insert(hashed(form), value); }

  /// Reserves space for `count` more forms.
  void make_room(std::size_t count) {
    if ((count_ + count) * 4 > entries_.size() * 3) grow();
  }

  /// The approximate number of bytes that it takes in memory.
  [[nodiscard]] std::size_t memory() const {
    return entries_.capacity() * sizeof(Entry) + long_forms_.memory() +
           long_values_.capacity() * sizeof(std::uint32_t);
  }

  /// True once it has forgotten short forms.
  [[nodiscard]] bool has_forgotten() const { return has_forgotten_; }

  /// Puts the value of each word into `values`, in order. Where no value is known yet, `make(surface, kind)`
  /// computes it.
  template <class Make>
  void look_up(std::string_view text, std::span<const Word> words, Make&& make, std::uint32_t* values) {
    for (std::size_t done = 0; done < words.size(); done += batch) {
      const std::span<const Word> some = words.subspan(done, std::min(batch, words.size() - done));
      hash(text, some);
      for (std::size_t i = find(0, some.size(), values + done); i < some.size();
           i = find(i + 1, some.size(), values + done)) {
        const std::string_view surface = text.substr(some[i].span.begin, some[i].span.size());
        values[done + i] = remember(i, surface, [&] { return make(surface, some[i].kind); });
      }
    }
  }

 private:
  static constexpr std::size_t batch = 128;
  struct alignas(32) Entry {
    std::uint64_t low = 0;  // the first eight bytes of the form, padded with zeros; 0: no form
    std::uint64_t high = 0;
    std::uint32_t value = 0;
  };
  struct Hashed {
    std::uint64_t low;
    std::uint64_t high;
    std::uint64_t hash;
  };

  /// Prepares the words for find(), and prefetches their entries.
  void hash(std::string_view text, std::span<const Word> words);
  [[nodiscard]] Hashed hash(std::uint64_t low, std::uint64_t high) const;
  [[nodiscard]] Hashed hashed(std::string_view form) const;

  /// Writes the values of the words from `first` on, up to one that is not known, and returns the number of
  /// that word. Longer forms are not known here.
  std::size_t find(std::size_t first, std::size_t count, std::uint32_t* values) const;

  template <class Make>
  std::uint32_t remember(std::size_t i, std::string_view surface, Make&& make) {
    if (surface.size() > longest_kept) return make();
    if (surface.size() <= longest_short) {
      const std::uint32_t value = make();
      insert(hashed_[i], value);
      return value;
    }
    if (long_values_.size() == most) forget_long_forms();
    if (const auto id = long_forms_.find(surface)) return long_values_[*id];
    // Computed first, so that nothing is stored if it fails.
    const std::uint32_t value = make();
    long_values_.resize(long_forms_.size());
    long_values_.push_back(value);
    long_forms_.intern(surface);
    return value;
  }

  void insert(const Hashed& word, std::uint32_t value);
  void put(const Hashed& word, std::uint32_t value);
  void grow();
  void forget_long_forms();

  PageVector<Entry> entries_;  // a hash table, whose size is a power of two
  std::size_t count_ = 0;      // of the short forms
  bool has_forgotten_ = false;
  std::uint64_t key_[2];
  std::array<Hashed, batch> hashed_;
  Vocabulary long_forms_;
  std::vector<std::uint32_t> long_values_;
};

}}}  // namespace tema::v0::detail
