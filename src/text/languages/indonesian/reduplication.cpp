#include "text/languages/indonesian/reduplication.hpp"

#include "text/languages/indonesian/affixes.hpp"
#include "text/languages/indonesian/word_lists.hpp"

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// A stem of one syllable may as well be a prefix that occurs twice by chance ("ber-beri"), unless it is a
/// word.
bool is_stem(std::string_view text) {
  constexpr std::size_t shortest = 3;
  if (text.size() < shortest) return false;
  return count_syllables(text) >= 2 || is_indonesian_root(text);
}

/// The first result of find(rest) that is there, for the word and for what is left without a prefix, or
/// without me- and per-.
template <class Find>
std::optional<ReduplicatedStem> find_without_prefix(std::string_view word, Find&& find) {
  constexpr std::string_view two_prefixes = "memper";
  if (const auto stem = find(word)) return stem;
  for (const PrefixForm& form : prefix_forms) {
    if (!form.is_common() || !word.starts_with(form.text)) continue;
    if (const auto stem = find(word.substr(form.text.size()))) return stem;
  }
  return word.starts_with(two_prefixes) ? find(word.substr(two_prefixes.size())) : std::nullopt;
}

std::optional<ReduplicatedStem> stem_of_affixed(std::string_view first, std::string_view second) {
  return find_without_prefix(first, [&](std::string_view stem) -> std::optional<ReduplicatedStem> {
    if (!second.starts_with(stem) || !is_stem(stem)) return std::nullopt;
    const std::string_view ending = second.substr(stem.size());
    if (!ending.empty() && !is_ending(ending, after_repetition)) return std::nullopt;
    return ReduplicatedStem{stem, stem};
  });
}

/// "tulis-menulis", "pukul-memukul": me- swallows a first k, p, s or t of the stem.
bool is_reciprocal(std::string_view first, std::string_view second) {
  if (!second.starts_with("me") || !is_stem(first)) return false;
  const bool may_lose_letter = std::any_of(prefix_forms.begin(), prefix_forms.end(), [&](const auto& form) {
    return form.prefix == Prefix::me && form.swallowed != '\0' && form.swallowed == first.front();
  });
  return std::any_of(prefix_forms.begin(), prefix_forms.end(), [&](const PrefixForm& form) {
    if (form.prefix != Prefix::me || !form.is_common() || !second.starts_with(form.text)) return false;
    const std::string_view rest = second.substr(form.text.size());
    return rest == first || (may_lose_letter && rest == first.substr(1));
  });
}

/// If several endings fit, the shortest one does: "gerak-gerikan" repeats "gerak-gerik", not "gerak-geri".
std::optional<ReduplicatedStem> stem_of_changed_sound(std::string_view first, std::string_view second) {
  return find_without_prefix(first, [&](std::string_view stem) -> std::optional<ReduplicatedStem> {
    if (is_sound_reduplication(stem, second)) return ReduplicatedStem{stem, second};
    std::optional<ReduplicatedStem> longest;
    for (const Ending& ending : endings) {
      if ((ending.places & after_repetition) == 0 || !second.ends_with(ending.text)) continue;
      const std::string_view other = second.substr(0, second.size() - ending.text.size());
      if (longest && other.size() < longest->second.size()) continue;
      if (is_sound_reduplication(stem, other)) longest = ReduplicatedStem{stem, other};
    }
    return longest;
  });
}

}  // namespace

std::optional<ReduplicatedStem> reduplicated_stem(std::string_view first, std::string_view second) {
  constexpr std::size_t shortest_word = 2;
  if (first.size() < shortest_word || second.size() < shortest_word) return std::nullopt;
  if (first == second) return ReduplicatedStem{first, second};
  if (const auto stem = stem_of_affixed(first, second)) return stem;
  if (is_reciprocal(first, second)) return ReduplicatedStem{first, first};
  if (const auto stem = stem_of_changed_sound(first, second)) return stem;
  if (is_lexical_reduplication(first, second)) return ReduplicatedStem{first, second};  // "blak-blakan"
  return std::nullopt;
}

bool is_reduplication(std::string_view first, std::string_view second) {
  return reduplicated_stem(first, second).has_value();
}

}}}  // namespace tema::v0::detail
