#include "text/languages/indonesian/hyphen.hpp"

#include "tema/text/normalizer.hpp"
#include "text/languages/indonesian/affixes.hpp"
#include "text/languages/indonesian/indonesian.hpp"
#include "text/languages/indonesian/word_lists.hpp"
#include "text/unicode/decode.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <string>

namespace tema { inline namespace v0 { namespace detail {

namespace {

// Bound parts of words, as dictionaries of Indonesian and English list them.
constexpr std::string_view bound_parts[] = {
    "adi",   "aero",   "agro",  "antar", "anti",  "astro",  "auto",    "bi",    "bio",   "co",
    "cyber", "de",     "dis",   "eko",   "eks",   "ekstra", "elektro", "etno",  "euro",  "ex",
    "geo",   "hetero", "hidro", "hiper", "hipo",  "homo",   "infra",   "inter", "intra", "kardio",
    "ko",    "kontra", "kuasi", "maha",  "makro", "manca",  "mega",    "meta",  "mikro", "mini",
    "mono",  "multi",  "neo",   "neuro", "nir",   "non",    "off",     "on",    "out",   "over",
    "pan",   "para",   "pasca", "peri",  "poli",  "post",   "pra",     "pramu", "pre",   "pro",
    "proto", "pseudo", "psiko", "purna", "re",    "self",   "semi",    "sosio", "sub",   "super",
    "supra", "swa",    "tele",  "termo", "trans", "tuna",   "ultra",   "under", "up",    "vice"};
// Arabic articles before names.
constexpr std::string_view articles[] = {"ad",  "adh", "adz", "al",  "an", "ar", "as",
                                         "ash", "asy", "at",  "ath", "az", "el"};
constexpr std::string_view adverbs[] = {"about", "around", "away",    "back", "by", "down",
                                        "in",    "ins",    "off",     "offs", "on", "out",
                                        "outs",  "over",   "through", "up",   "ups"};
constexpr std::string_view length_units[] = {"cm",   "dam",  "dm",   "feet",       "ft",   "hm", "in",
                                             "inch", "inci", "kaki", "kilometer",  "km",   "m",  "meter",
                                             "mil",  "mm",   "nm",   "sentimeter", "yard", "yd"};
constexpr std::string_view currencies[] = {"idr", "myr", "rm", "rp", "sgd", "usd"};
constexpr std::string_view multiples[] = {"jt",  "juta", "k",    "m", "miliar",  "milyar",
                                          "mlr", "rb",   "ribu", "t", "triliun", "trilyun"};
constexpr std::string_view units[] = {
    "an",     "bh",      "bln",    "buah",   "bulan", "cc",   "cm",   "cm2",  "cm3",   "dam",   "detik",
    "dm",     "dtk",     "g",      "gb",     "gbps",  "ghz",  "gr",   "gram", "gw",    "ha",    "hari",
    "hektar", "hektare", "hm",     "hp",     "hz",    "inch", "inci", "jam",  "kali",  "kb",    "kbps",
    "kg",     "khz",     "km",     "km2",    "kmh",   "kph",  "kv",   "kw",   "kwh",   "l",     "lembar",
    "liter",  "lt",      "m",      "m2",     "m3",    "mah",  "mb",   "mbps", "menit", "meter", "mg",
    "mhz",    "mil",     "minggu", "ml",     "mm",    "mnt",  "mp",   "ms",   "mw",    "mwh",   "ons",
    "orang",  "org",     "pcs",    "persen", "pk",    "ppm",  "ps",   "psi",  "px",    "tahun", "tb",
    "th",     "thn",     "ton",    "unit",   "wib",   "wit",  "wita", "x",    "yard"};
constexpr std::string_view single_letter_units = "glmx";  // in lower case: "5G" and "3M" are names

static_assert(std::is_sorted(std::begin(bound_parts), std::end(bound_parts)));
static_assert(std::is_sorted(std::begin(articles), std::end(articles)));
static_assert(std::is_sorted(std::begin(adverbs), std::end(adverbs)));
static_assert(std::is_sorted(std::begin(length_units), std::end(length_units)));
static_assert(std::is_sorted(std::begin(multiples), std::end(multiples)));
static_assert(std::is_sorted(std::begin(units), std::end(units)));

bool contains(std::span<const std::string_view> sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_with_capital(std::string_view word) {
  const CodePoint first = decode(word, 0);
  return first.value >= 0 && u_isupper(first.value) != 0;
}
bool has_small(std::string_view word) {
  for (std::size_t i = 0; i < word.size();) {
    const CodePoint point = decode(word, i);
    if (point.value >= 0 && u_islower(point.value) != 0) return true;
    i += point.size;
  }
  return false;
}
bool is_letter(std::string_view word) {
  const CodePoint first = decode(word, 0);
  return first.size == word.size() && first.value >= 0 && u_isalpha(first.value) != 0;
}

/// The number of bytes of the number that the word begins with: digits, with "." or "," between them.
std::size_t number_size(std::string_view word) {
  std::size_t size = 0;
  while (size < word.size() &&
         (is_digit(word[size]) || ((word[size] == '.' || word[size] == ',') && size > 0)))
    ++size;
  while (size > 0 && !is_digit(word[size - 1])) --size;
  return size;
}
bool is_number(std::string_view word) { return !word.empty() && number_size(word) == word.size(); }
bool is_roman(std::string_view word) { return word.find_first_not_of("IVXLCDM") == std::string_view::npos; }

/// "ke-4", "ke-XX", "ke-Indonesiaan"; "ke-Bandung" is a slip of the pen.
bool follows_ke(std::string_view second) {
  return is_digit(second.front()) || is_roman(second) || second.ends_with("an");
}
/// "di-PHK", "di-smash"; "di-rumah" and "di-Jakarta" are slips of the pen.
bool follows_di(std::string_view second) {
  return !has_small(second) || (!begins_with_capital(second) && !is_indonesian_root(second));
}

/// "me-review", "se-Indonesia".
bool is_native_prefix(std::string_view folded) {
  return std::any_of(prefix_forms.begin(), prefix_forms.end(),
                     [&](const PrefixForm& form) { return form.joins_by_hyphen && form.text == folded; });
}

/// "ku" or, for God, "Ku".
bool is_pronoun(std::string_view word) {
  return std::any_of(endings.begin(), endings.end(), [&](const Ending& ending) {
    return ending.kind == EndingKind::pronoun && word.size() == ending.text.size() &&
           ascii_lower(word.front()) == ending.text.front() && word.ends_with(ending.text.substr(1));
  });
}

bool is_prefix(std::string_view first, std::string_view folded, std::string_view second) {
  if (folded == "ke") return follows_ke(second);
  // In capitals it is an abbreviation: PAN, AS.
  if (!has_small(first)) return false;
  if (folded == "di") return follows_di(second);
  if (contains(articles, folded) && (begins_with_capital(second) || folded == "al")) return true;
  const bool is_word = !is_digit(second.front());
  return is_word && (contains(bound_parts, folded) || is_native_prefix(folded));
}

/// One letter and a word: "e-KTP", "sinar-X", "F-16". False for two letters, for a letter after a number, and
/// for what may be a numeral or a word of another language: "I-2018", "Mar-a-Lago".
bool has_letter_part(std::string_view first, std::string_view second) {
  if (first == "I" || first == "a" || first == "y") return false;
  if (is_letter(first)) return is_number(second) || (!is_letter(second) && !is_digit(second.front()));
  return is_letter(second) && begins_with_capital(second) && !is_digit(first.front());
}

bool is_english_compound(std::string_view first, std::string_view second) {
  return !is_digit(first.front()) && has_small(second) && contains(adverbs, fold(second));
}

/// For the text after a number: true for a unit, or for a multiple that needs no currency.
bool is_unit(std::string_view word) {
  if (word.size() == 1) return single_letter_units.find(word) != std::string_view::npos;
  const std::string folded = fold(word);
  return contains(units, folded) || contains(multiples, folded) || folded == "km\xC2\xB2" ||
         folded == "m\xC2\xB2" || folded == "m\xC2\xB3";
}

bool is_money(std::string_view word) {
  for (const std::string_view currency : currencies) {
    if (word.size() <= currency.size() || fold(word.substr(0, currency.size())) != currency) continue;
    const std::string_view amount = word.substr(currency.size());
    const std::size_t size = number_size(amount);
    if (size > 0 && (size == amount.size() || contains(multiples, fold(amount.substr(size))))) return true;
  }
  return false;
}

/// "ke-4", "1960-an", "ke-60-an".
bool is_ordinal_or_decade(std::string_view folded) {
  const bool is_ordinal = folded.starts_with("ke-");
  if (is_ordinal) folded.remove_prefix(3);
  const bool is_decade = folded.ends_with("-an");
  if (is_decade) folded.remove_suffix(3);
  return (is_ordinal || is_decade) && is_number(folded);
}

}  // namespace

bool is_hyphenated_word(std::string_view first, std::string_view second) {
  if (first.empty() || second.empty()) return false;
  return is_hyphenated_ending(second) || has_letter_part(first, second) ||
         is_english_compound(first, second) || is_prefix(first, fold(first), second);
}

bool is_hyphenated_ending(std::string_view second) {
  if (is_ending(second, after_hyphen)) return true;
  for (const Ending& ending : endings) {
    const bool is_after_more = second.size() > ending.text.size() && second.ends_with(ending.text);
    if (ending.kind == EndingKind::particle && is_after_more) second.remove_suffix(ending.text.size());
  }
  return is_pronoun(second);
}

bool continues_hyphenated_word(std::string_view joined, std::string_view second) {
  if (is_hyphenated_ending(second)) return true;
  const std::size_t hyphen = joined.find('-');
  return hyphen == second.size() && joined.substr(0, hyphen) == second &&
         contains(adverbs, joined.substr(hyphen + 1));
}

bool is_length_unit(std::string_view word) {
  word.remove_prefix(number_size(word));
  return contains(length_units, fold(word));
}

bool is_number_word(std::string_view word) {
  const bool has_digit = std::any_of(word.begin(), word.end(), is_digit);
  if (!has_digit || word.size() > longest_indonesian_word) return false;
  const std::size_t size = number_size(word);
  if (size > 0 && is_unit(word.substr(size))) return true;
  return is_money(word) || is_ordinal_or_decade(fold(word));
}

}}}  // namespace tema::v0::detail
