#include "tema/corpus/vocabulary.hpp"

#include "core/keyed_hash.hpp"
#include "tema/core/error.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <utility>

namespace tema::inline v0 {

namespace {

constexpr TermId free_slot = std::numeric_limits<TermId>::max();
constexpr std::size_t first_slots = 64;

}  // namespace

Vocabulary::Vocabulary()
    : slots_(first_slots, Slot{0, free_slot}), key_{detail::random_key(), detail::random_key()} {}

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

std::optional<TermId> Vocabulary::find(std::string_view term) const {
  const TermId id = slots_[slot_of(term, hash_of(term))].id;
  return id == free_slot ? std::nullopt : std::optional<TermId>(id);
}

TermId Vocabulary::intern(std::string_view term) { return intern(term, hash_of(term)); }

TermId Vocabulary::intern(std::string_view term, std::uint32_t hash) {
  std::size_t slot = slot_of(term, hash);
  if (slots_[slot].id != free_slot) return slots_[slot].id;
  if (size() >= free_slot) throw Error(ErrorKind::limit, "a vocabulary holds at most 4294967295 terms");
  if ((size() + 1) * 2 > slots_.size()) {
    grow(slots_.size() * 2);
    slot = slot_of(term, hash);
  }
  const auto id = static_cast<TermId>(size());
  bytes_ += term;
  ends_.push_back(bytes_.size());
  slots_[slot] = {hash, id};
  return id;
}

std::vector<TermId> Vocabulary::intern_all(const Vocabulary& others, std::span<const TermId> terms) {
  // The slots of a few are brought near before the first is looked at.
  constexpr std::size_t batch = 32;
  std::array<std::uint32_t, batch> hashes{};
  std::vector<TermId> numbers;
  numbers.reserve(terms.size());
  for (std::size_t begin = 0; begin < terms.size(); begin += batch) {
    const std::size_t count = std::min(batch, terms.size() - begin);
    for (std::size_t i = 0; i < count; ++i) {
      hashes[i] = hash_of(others.term(terms[begin + i]));
      __builtin_prefetch(&slots_[hashes[i] & (slots_.size() - 1)]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      numbers.push_back(intern(others.term(terms[begin + i]), hashes[i]));
    }
  }
  return numbers;
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

}  // namespace tema::inline v0
