#pragma once

#include "tema/core/export.hpp"
#include "tema/core/types.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

namespace detail {
struct VocabularyParts;
}

/// Distinct terms, numbered in the order in which they came.
///
/// The bytes of all terms lie in one array; a term costs its bytes and 24 to 40 more. The hash is keyed at
/// random for each object, so that no input can be prepared to collide, and nothing that is visible depends
/// on it. Const members may be called from many threads.
class TEMA_EXPORT Vocabulary {
 public:
  Vocabulary();

  /// The number of `term`, which is added if it is new. Throws Error{limit} beyond 2³² - 1 terms.
  TermId intern(std::string_view term);

  /// The number of `term`, if it is there.
  [[nodiscard]] std::optional<TermId> find(std::string_view term) const;

  /// The bytes of a term, valid until the next intern(). `id` must be below size().
  [[nodiscard]] std::string_view term(TermId id) const {
    return std::string_view(bytes_).substr(ends_[id], ends_[id + 1] - ends_[id]);
  }

  [[nodiscard]] std::size_t size() const { return ends_.size() - 1; }

  /// The bytes of all terms together.
  [[nodiscard]] std::size_t bytes() const { return bytes_.size(); }

  /// The bytes that it takes in memory, about.
  [[nodiscard]] std::size_t memory() const {
    return bytes_.capacity() + ends_.capacity() * sizeof(std::uint64_t) + slots_.capacity() * sizeof(Slot);
  }

  /// Makes room for so many terms in all, so that their numbers are not moved until there are more.
  void reserve(std::size_t terms);

 private:
  /// A place in the hash table, beside the hash of what is there: other terms are seldom looked at.
  struct Slot {
    std::uint32_t hash;
    TermId id;
  };

  friend struct detail::VocabularyParts;

  explicit Vocabulary(const std::array<std::uint64_t, 2>& key);
  [[nodiscard]] std::optional<TermId> find(std::string_view term, std::uint32_t hash) const;
  TermId intern(std::string_view term, std::uint32_t hash);
  void append(std::string_view term);
  void index_appended();
  void index(std::span<const std::uint32_t> hashes);
  [[nodiscard]] std::uint32_t hash_of(std::string_view term) const;
  [[nodiscard]] std::size_t slot_of(std::string_view term, std::uint32_t hash) const;
  void grow(std::size_t slots);

  std::string bytes_;
  std::vector<std::uint64_t> ends_ = {0};  // ends_[i] is where term i begins, ends_[i + 1] where it ends
  std::vector<Slot> slots_;                // a hash table, its size a power of two
  std::size_t indexed_ = 0;                // terms that are in it; all, but for who appends
  std::array<std::uint64_t, 2> key_;
};

}}  // namespace tema::v0
