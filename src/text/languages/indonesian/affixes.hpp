#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

// The affixes of Indonesian and Malay: all that the rules about words know of them. They are those of any
// grammar (Sneddon and others, Indonesian: A Comprehensive Grammar, 2010, chapter 1), and -in, as it is
// spoken.

inline constexpr std::string_view vowels = "aeiou";

[[nodiscard]] constexpr bool is_vowel(char c) { return vowels.find(c) != std::string_view::npos; }

/// Every vowel counts as a syllable, because nearly every two vowels in a row are two syllables (ma-in,
/// la-ut).
[[nodiscard]] constexpr std::size_t count_syllables(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_vowel));
}

enum class Prefix : std::uint8_t { none, di, ke, se, me, pe, per, ber, ter };

/// What must follow a form of a prefix.
enum class AfterPrefix : std::uint8_t {
  anything,
  letter,        // one of PrefixForm::letters, or a vowel if the form swallows a letter
  one_syllable,  // menge-bom
  er,            // be-kerja, te-rasa
  ajar,          // bel-ajar
};

/// A prefix as it is spelt before some of its roots.
struct PrefixForm {
  std::string_view text;
  Prefix prefix;
  AfterPrefix after = AfterPrefix::anything;
  std::string_view letters = {};  // AfterPrefix::letter: the first letters of roots that stay
  char swallowed = '\0';          // the first letter of a root that the nasal replaces before a vowel
  bool joins_by_hyphen = true;    // true if a hyphen may join it to any word: "me-review"

  /// True for the form of many roots, not only of those with one syllable or of a single one.
  [[nodiscard]] constexpr bool is_common() const {
    return after != AfterPrefix::one_syllable && after != AfterPrefix::ajar;
  }

  /// True if roots keep their first letter after it, whatever they are but for that letter.
  [[nodiscard]] constexpr bool keeps_letters() const {
    return after == AfterPrefix::anything || !letters.empty();
  }

  /// True if roots that begin with a vowel may follow it.
  [[nodiscard]] constexpr bool keeps_vowels() const { return letters.find(vowels) != std::string_view::npos; }
};

// If several fit a word, the more likely one comes first. Borrowed roots keep the letter that others lose:
// "mengkaji", "memproses" and "mentaati".
inline constexpr std::array<PrefixForm, 22> prefix_forms = {{
    {"meng", Prefix::me, AfterPrefix::letter, "aeioughkq", 'k'},
    {"menge", Prefix::me, AfterPrefix::one_syllable, {}, '\0', false},
    {"meny", Prefix::me, AfterPrefix::letter, {}, 's'},
    {"mem", Prefix::me, AfterPrefix::letter, "bfpv", 'p'},
    {"men", Prefix::me, AfterPrefix::letter, "cdjstz", 't'},
    {"me", Prefix::me, AfterPrefix::letter, "lmnrwy"},
    {"peng", Prefix::pe, AfterPrefix::letter, "aeioughkq", 'k'},
    {"penge", Prefix::pe, AfterPrefix::one_syllable, {}, '\0', false},
    {"peny", Prefix::pe, AfterPrefix::letter, {}, 's'},
    {"pem", Prefix::pe, AfterPrefix::letter, "bfpv", 'p'},
    {"pen", Prefix::pe, AfterPrefix::letter, "cdjstz", 't'},
    {"per", Prefix::per},
    {"pel", Prefix::pe, AfterPrefix::ajar, {}, '\0', false},
    {"pe", Prefix::pe, AfterPrefix::letter, "bcdfghjklmnprstvwyz"},
    {"ber", Prefix::ber},
    {"bel", Prefix::ber, AfterPrefix::ajar, {}, '\0', false},
    {"be", Prefix::ber, AfterPrefix::er},
    {"ter", Prefix::ter},
    {"te", Prefix::ter, AfterPrefix::er, {}, '\0', false},
    {"di", Prefix::di, AfterPrefix::anything, {}, '\0', false},  // may be a preposition, as "ke" may
    {"ke", Prefix::ke, AfterPrefix::anything, {}, '\0', false},
    {"se", Prefix::se},
}};

enum class EndingKind : std::uint8_t {
  suffix,    // -kan, -an and -i, directly after the root
  spoken,    // a suffix of informal speech
  pronoun,   // -ku, -mu and -nya, after suffixes
  particle,  // -lah, -kah and -pun, last of all
  several,   // a suffix or a pronoun, and what follows it
  borrowed,  // endings of borrowed words
};

/// Where an ending may stand, apart from the end of an ordinary word; these can be combined.
enum EndingPlace : std::uint8_t {
  after_repetition = 1,  // "anak-anaknya"
  after_hyphen = 2,      // "KTP-nya"
  after_two = 4,         // "anak2nya"
};

struct Ending {
  std::string_view text;
  EndingKind kind;
  unsigned places;
};

// If several of a kind fit a word, the more likely one comes first.
inline constexpr std::array<Ending, 18> endings = {{
    {"kan", EndingKind::suffix, after_repetition | after_hyphen | after_two},
    {"an", EndingKind::suffix, after_repetition | after_hyphen | after_two},
    {"i", EndingKind::suffix, after_repetition | after_two},
    {"in", EndingKind::spoken, after_repetition},
    {"nya", EndingKind::pronoun, after_repetition | after_hyphen | after_two},
    {"ku", EndingKind::pronoun, after_repetition | after_hyphen | after_two},
    {"mu", EndingKind::pronoun, after_repetition | after_hyphen | after_two},
    {"lah", EndingKind::particle, after_repetition | after_hyphen | after_two},
    {"kah", EndingKind::particle, after_repetition | after_hyphen},
    {"pun", EndingKind::particle, after_repetition | after_hyphen},
    {"annya", EndingKind::several, after_repetition | after_hyphen},
    {"kannya", EndingKind::several, after_repetition | after_hyphen},
    {"inya", EndingKind::several, after_repetition},
    {"nyalah", EndingKind::several, after_repetition},
    {"isme", EndingKind::borrowed, after_hyphen},
    {"man", EndingKind::borrowed, after_hyphen},
    {"wan", EndingKind::borrowed, after_hyphen},
    {"wati", EndingKind::borrowed, after_hyphen},
}};

/// True if the text is an ending that may stand there.
[[nodiscard]] constexpr bool is_ending(std::string_view text, EndingPlace place) {
  return std::any_of(endings.begin(), endings.end(), [&](const Ending& ending) {
    return (ending.places & place) != 0 && ending.text == text;
  });
}

/// Where the ending of a kind that the word has begins: its end, if it has none.
[[nodiscard]] constexpr std::size_t ending_begin(std::string_view word, EndingKind kind) {
  for (const Ending& ending : endings) {
    if (ending.kind == kind && word.ends_with(ending.text)) return word.size() - ending.text.size();
  }
  return word.size();
}

/// Calls visit(rest, text) for each ending of a kind that the word has, and then for the word without one.
template <class Visit>
void for_each_rest(std::string_view word, EndingKind kind, Visit&& visit) {
  for (const Ending& ending : endings) {
    if (ending.kind == kind && word.ends_with(ending.text))
      visit(word.substr(0, word.size() - ending.text.size()), ending.text);
  }
  visit(word, std::string_view{});
}

/// Short forms of pronouns that may precede a verb, and none of them: "lihat", "kulihat", "kaulihat".
inline constexpr std::array<std::string_view, 3> proclitics = {"", "ku", "kau"};

}}}  // namespace tema::v0::detail
