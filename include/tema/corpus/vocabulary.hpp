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

/// Distinct terms, numbered in the order in which they were added.
///
/// The bytes of all terms are in one array; a term takes its bytes and 24 to 40 more. The hash is keyed at
/// random for each object, so that no input can be prepared to collide. Nothing that is visible depends on
/// the hash. Const members may be called from many threads.
class TEMA_EXPORT Vocabulary {
 public:
  Vocabulary();

  /// The number of `term`, which is added if it is new. Throws Error{limit} beyond 2³² - 1 terms.
  TermId intern(std::string_view term);

  /// The number of `term`, or nothing if the vocabulary does not have it.
  [[nodiscard]] std::optional<TermId> find(std::string_view term) const;

  /// The bytes of a term, valid until the next intern(). `id` must be below size().
  [[nodiscard]] std::string_view term(TermId id) const {
    return std::string_view(bytes_).substr(ends_[id], ends_[id + 1] - ends_[id]);
  }

  [[nodiscard]] std::size_t size() const { return ends_.size() - 1; }

  /// The number of bytes of all terms together.
  [[nodiscard]] std::size_t bytes() const { return bytes_.size(); }

  /// The approximate number of bytes that the vocabulary takes in memory.
  [[nodiscard]] std::size_t memory() const {
    return bytes_.capacity() + ends_.capacity() * sizeof(std::uint64_t) + slots_.capacity() * sizeof(Slot);
  }

  /// Reserves space for `terms` terms in all, so that intern() need not move anything until there are more.
  void reserve(std::size_t terms);

 private:
  /// A slot of the hash table. It keeps the hash beside the id, so that other terms are seldom looked at.
  struct Slot {
    std::uint32_t hash;
    TermId id;
  };

  friend struct detail::VocabularyParts;

  explicit Vocabulary(const std::array<std::uint64_t, 2>& key);
  [[nodiscard]] std::optional<TermId> find(std::string_view term, std::uint32_t hash) const;
  TermId intern(std::string_view term, std::uint32_t hash);
  void append(std::string_view term);
  TermId intern_apart(std::string_view term);
  void index_appended();
  void index(std::span<const std::uint32_t> hashes);
  [[nodiscard]] std::uint32_t hash_of(std::string_view term) const;
  [[nodiscard]] std::size_t slot_of(std::string_view term, std::uint32_t hash) const;
  void grow(std::size_t slots);

  std::string bytes_;
  std::vector<std::uint64_t> ends_ = {0};  // ends_[i] is where term i begins, ends_[i + 1] where it ends
  std::vector<Slot> slots_;                // a hash table, whose size is a power of two
  std::size_t indexed_ = 0;  // how many terms, from the first one on, are in slots_; all, except while some
                             // are being appended
  std::size_t apart_ = 0;    // if no term is indexed: how many were interned apart, and are in slots_
  std::array<std::uint64_t, 2> key_;
};

}}  // namespace tema::v0
