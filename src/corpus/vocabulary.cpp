#include "tema/corpus/vocabulary.hpp"

#include "core/keyed_hash.hpp"
#include "corpus/vocabulary_parts.hpp"
#include "tema/core/error.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

constexpr TermId free_slot = std::numeric_limits<TermId>::max();
constexpr std::size_t first_slots = 64;

}  // namespace

Vocabulary::Vocabulary() : Vocabulary(detail::VocabularyParts::random_key()) {}

Vocabulary::Vocabulary(const std::array<std::uint64_t, 2>& key)
    : slots_(first_slots, Slot{0, free_slot}), key_(key) {}

std::uint32_t Vocabulary::hash_of(std::string_view term) const {
  return static_cast<std::uint32_t>(detail::keyed_hash(term, key_[0], key_[1]));
}

std::size_t Vocabulary::slot_of(std::string_view term, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot].id != free_slot && (slots_[slot].hash != hash || this->term(slots_[slot].id) != term)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

std::optional<TermId> Vocabulary::find(std::string_view term) const { return find(term, hash_of(term)); }

std::optional<TermId> Vocabulary::find(std::string_view term, std::uint32_t hash) const {
  const TermId id = slots_[slot_of(term, hash)].id;
  return id == free_slot ? std::nullopt : std::optional<TermId>(id);
}

TermId Vocabulary::intern(std::string_view term) { return intern(term, hash_of(term)); }

TermId Vocabulary::intern(std::string_view term, std::uint32_t hash) {
  std::size_t slot = slot_of(term, hash);
  if (slots_[slot].id != free_slot) return slots_[slot].id;
  if ((size() + 1) * 2 > slots_.size()) {
    grow(slots_.size() * 2);
    slot = slot_of(term, hash);
  }
  append(term);
  indexed_ = size();
  slots_[slot] = {hash, static_cast<TermId>(size() - 1)};
  return slots_[slot].id;
}

void Vocabulary::append(std::string_view term) {
  if (size() >= free_slot)
    throw Error(ErrorKind::limit, "a vocabulary cannot have more than 4294967295 terms");
  ends_.push_back(bytes_.size() + term.size());
  try {
    bytes_ += term;
  } catch (...) {
    ends_.pop_back();
    throw;
  }
}

/// As intern(), for a term that differs from all terms that were appended: the hash table has only terms that
/// were interned apart, until index_appended() is called.
TermId Vocabulary::intern_apart(std::string_view term) {
  if (indexed_ > 0) {
    index_appended();
    return intern(term);
  }
  const std::uint32_t hash = hash_of(term);
  std::size_t slot = slot_of(term, hash);
  if (slots_[slot].id != free_slot) return slots_[slot].id;
  if ((apart_ + 1) * 2 > slots_.size()) {
    grow(slots_.size() * 2);
    slot = slot_of(term, hash);
  }
  append(term);
  ++apart_;
  slots_[slot] = {hash, static_cast<TermId>(size() - 1)};
  return slots_[slot].id;
}

/// Adds the appended terms to the hash table.
void Vocabulary::index_appended() {
  if (apart_ > 0) {
    std::fill(slots_.begin(), slots_.end(), Slot{0, free_slot});
    apart_ = 0;
  }
  if (size() * 2 > slots_.size()) grow(std::bit_ceil(size() * 2));
  constexpr std::size_t batch = 64;
  std::array<std::uint32_t, batch> hashes{};
  while (indexed_ < size()) {
    const std::size_t count = std::min(batch, size() - indexed_);
    for (std::size_t i = 0; i < count; ++i) hashes[i] = hash_of(term(static_cast<TermId>(indexed_ + i)));
    index(std::span(hashes).first(count));
  }
}

/// Adds terms to the hash table, from the first one that is not in it. None of them may be in it already.
/// Slots are prefetched some steps before they are read.
void Vocabulary::index(std::span<const std::uint32_t> hashes) {
  constexpr std::size_t lead = 16;
  std::size_t slots = slots_.size();
  while ((indexed_ + hashes.size()) * 2 > slots) slots *= 2;
  if (slots > slots_.size()) grow(slots);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (i + lead < hashes.size()) __builtin_prefetch(&slots_[hashes[i + lead] & mask]);
    std::size_t slot = hashes[i] & mask;
    while (slots_[slot].id != free_slot) slot = (slot + 1) & mask;
    slots_[slot] = {hashes[i], static_cast<TermId>(indexed_++)};
  }
}

void Vocabulary::reserve(std::size_t terms) {
  ends_.reserve(terms + 1);
  const std::size_t slots = std::bit_ceil(terms * 2);
  if (slots > slots_.size()) grow(slots);
}

void Vocabulary::grow(std::size_t slots) {
  std::vector<Slot> larger(slots, Slot{0, free_slot});
  const std::size_t mask = larger.size() - 1;
  for (const Slot& taken : slots_) {
    if (taken.id == free_slot) continue;
    std::size_t slot = taken.hash & mask;
    while (larger[slot].id != free_slot) slot = (slot + 1) & mask;
    larger[slot] = taken;
  }
  slots_ = std::move(larger);
}

detail::VocabularyParts::Key detail::VocabularyParts::random_key() {
  return {detail::random_key(), detail::random_key()};
}

}}  // namespace tema::v0
