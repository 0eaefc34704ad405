#include "vector/spelling_counts.hpp"

#include "tema/core/error.hpp"

#include <limits>

namespace tema { inline namespace v0 { namespace detail {

void SpellingCounts::add(std::string_view text, std::span<const TermId> ids,
                         std::span<const ByteSpan> spans) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (spans[i].size() == 0) continue;
    count(ids[i], text.substr(spans[i].begin, spans[i].size()));
  }
}

void SpellingCounts::count(TermId term, std::string_view surface) {
  if (term >= last_met_.size()) {
    last_met_.resize(std::size_t{term} + 1);
    last_added_.resize(std::size_t{term} + 1);
  }
  LastMet& last = last_met_[term];
  if (last.is(surface) && last.count < std::numeric_limits<std::uint32_t>::max()) {
    ++last.count;
    return;
  }
  const std::uint32_t place = place_of(term, surface);
  if (surface.size() > LastMet::max_bytes) {
    ++spellings_[place].count;
    return;
  }
  spellings_[last.place].count += last.count;
  last = {place, 1, static_cast<std::uint8_t>(surface.size()), {}};
  std::copy(surface.begin(), surface.end(), last.bytes.begin());
}

/// The place of the spelling, which is added if it is new.
std::uint32_t SpellingCounts::place_of(TermId term, std::string_view surface) {
  const TermId number = surfaces_.intern(surface);
  std::uint32_t& place = places_(term, number);
  if (place == 0) {
    if (spellings_.size() > std::numeric_limits<std::uint32_t>::max())
      throw Error(ErrorKind::limit, "more than 4294967295 spellings of terms cannot be counted at once");
    place = static_cast<std::uint32_t>(spellings_.size());
    spellings_.push_back({number, last_added_[term], 0});
    last_added_[term] = place;
  }
  return place;
}

void SpellingCounts::add_to(TermId term, Counts& counts) const {
  if (term >= last_added_.size()) return;
  const LastMet& last = last_met_[term];
  for (std::uint32_t place = last_added_[term]; place != 0; place = spellings_[place].previous) {
    const Spelling& spelling = spellings_[place];
    counts[std::string(surfaces_.term(spelling.surface))] +=
        spelling.count + (place == last.place ? last.count : 0);
  }
}

std::size_t SpellingCounts::memory() const {
  return surfaces_.memory() + places_.memory() + spellings_.capacity() * sizeof(Spelling) +
         last_met_.capacity() * sizeof(LastMet) + last_added_.capacity() * sizeof(std::uint32_t);
}

}}}  // namespace tema::v0::detail
