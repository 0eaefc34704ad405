#include "tema/corpus/vocabulary.hpp"

#include "core/keyed_hash.hpp"
#include "tema/core/error.hpp"

#include <limits>
#include <random>

namespace tema::inline v0 {

namespace {

constexpr TermId free_slot = std::numeric_limits<TermId>::max();
constexpr std::size_t first_slots = 64;

}  // namespace

Vocabulary::Vocabulary() : slots_(first_slots, free_slot), key_{} {
  std::random_device entropy;
  for (std::uint64_t& key : key_) key = (std::uint64_t{entropy()} << 32) | entropy();
}

std::size_t Vocabulary::slot_of(std::string_view term) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = detail::keyed_hash(term, key_[0], key_[1]) & mask;
  while (slots_[slot] != free_slot && this->term(slots_[slot]) != term) slot = (slot + 1) & mask;
  return slot;
}

std::optional<TermId> Vocabulary::find(std::string_view term) const {
  const TermId id = slots_[slot_of(term)];
  return id == free_slot ? std::nullopt : std::optional<TermId>(id);
}

TermId Vocabulary::intern(std::string_view term) {
  std::size_t slot = slot_of(term);
  if (slots_[slot] != free_slot) return slots_[slot];
  if (size() >= free_slot) throw Error(ErrorKind::limit, "a vocabulary holds at most 4294967295 terms");
  if ((size() + 1) * 2 > slots_.size()) {
    grow();
    slot = slot_of(term);
  }
  const auto id = static_cast<TermId>(size());
  bytes_ += term;
  ends_.push_back(bytes_.size());
  slots_[slot] = id;
  return id;
}

void Vocabulary::grow() {
  slots_.assign(slots_.size() * 2, free_slot);
  for (std::size_t id = 0; id < size(); ++id) {
    slots_[slot_of(term(static_cast<TermId>(id)))] = static_cast<TermId>(id);
  }
}

}  // namespace tema::inline v0
