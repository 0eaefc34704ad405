#include "text/languages/indonesian/reduplication.hpp"

#include "text/languages/indonesian/word_lists.hpp"

#include <algorithm>
#include <array>

namespace tema { inline namespace v0 { namespace detail {

namespace {

// Affixes as any grammar of Indonesian lists them, and -in, as it is spoken; the allomorphs of me- and pe-
// are written out.
constexpr std::array<std::string_view, 20> prefixes = {"",     "ber",  "be",   "ter", "te",  "me",    "mem",
                                                       "men",  "meng", "meny", "pe",  "pem", "pen",   "peng",
                                                       "peny", "per",  "di",   "ke",  "se",  "memper"};
constexpr std::array<std::string_view, 15> suffixes = {
    "", "an", "i", "in", "kan", "nya", "lah", "kah", "pun", "ku", "mu", "annya", "kannya", "inya", "nyalah"};
constexpr std::array<std::string_view, 5> reciprocal_prefixes = {"me", "mem", "men", "meng", "meny"};

bool is_suffix(std::string_view ending) {
  return std::find(suffixes.begin(), suffixes.end(), ending) != suffixes.end();
}

/// A stem of one syllable may as well be a prefix that occurs twice by chance ("ber-beri"), unless it is a
/// word.
bool is_stem(std::string_view text) {
  constexpr std::size_t shortest = 3;
  if (text.size() < shortest) return false;
  const auto is_vowel = [](char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; };
  return std::count_if(text.begin(), text.end(), is_vowel) >= 2 || is_indonesian_root(text);
}

std::optional<ReduplicatedStem> stem_of_affixed(std::string_view first, std::string_view second) {
  for (const std::string_view prefix : prefixes) {
    if (!first.starts_with(prefix)) continue;
    const std::string_view stem = first.substr(prefix.size());
    if (!second.starts_with(stem) || !is_suffix(second.substr(stem.size())) || !is_stem(stem)) continue;
    return ReduplicatedStem{stem, stem};
  }
  return std::nullopt;
}

/// "tulis-menulis", "pukul-memukul": me- swallows a first k, p, s or t of the stem.
bool is_reciprocal(std::string_view first, std::string_view second) {
  constexpr std::string_view swallowed = "kpst";
  if (!second.starts_with("me") || !is_stem(first)) return false;
  return std::any_of(reciprocal_prefixes.begin(), reciprocal_prefixes.end(), [&](std::string_view prefix) {
    if (!second.starts_with(prefix)) return false;
    const std::string_view rest = second.substr(prefix.size());
    return rest == first ||
           (swallowed.find(first.front()) != std::string_view::npos && rest == first.substr(1));
  });
}

std::optional<ReduplicatedStem> stem_of_changed_sound(std::string_view first, std::string_view second) {
  for (const std::string_view prefix : prefixes) {
    if (!first.starts_with(prefix)) continue;
    for (const std::string_view suffix : suffixes) {
      if (!second.ends_with(suffix)) continue;
      const ReduplicatedStem stem{first.substr(prefix.size()),
                                  second.substr(0, second.size() - suffix.size())};
      if (is_sound_reduplication(stem.first, stem.second)) return stem;
    }
  }
  return std::nullopt;
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

std::size_t hyphen_size(std::string_view gap) {
  const bool is_hyphen = gap == "-" || gap == "\xE2\x80\x90" || gap == "\xE2\x80\x91";
  return is_hyphen ? gap.size() : 0;
}

}}}  // namespace tema::v0::detail
