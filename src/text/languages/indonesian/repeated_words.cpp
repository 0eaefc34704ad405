#include "text/languages/indonesian/repeated_words.hpp"

#include "text/languages/indonesian/affixes.hpp"
#include "text/languages/indonesian/clitics.hpp"
#include "text/languages/indonesian/indonesian.hpp"
#include "text/languages/indonesian/reduplication.hpp"
#include "text/languages/indonesian/word_lists.hpp"

#include <algorithm>
#include <array>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// The root in the list, or nothing.
std::string_view listed_root(std::string_view word) {
  const auto roots = indonesian_roots();
  const auto found = std::lower_bound(roots.begin(), roots.end(), word);
  return found != roots.end() && *found == word ? *found : std::string_view{};
}

/// The root whose first letter me- or pe- has swallowed: "tiru" for "niru". Nothing if there is none.
std::string_view unswallowed(std::string_view stem) {
  for (const PrefixForm& form : prefix_forms) {
    if (form.prefix != Prefix::me || form.swallowed == '\0') continue;
    const std::string_view nasal = form.text.substr(2);
    if (!stem.starts_with(nasal)) continue;
    const std::string rest(stem.substr(nasal.size()));
    const std::string_view whole = form.keeps_vowels() ? listed_root(rest) : std::string_view{};
    if (!whole.empty()) return whole;  // "atur" for "ngatur"
    if (const auto root = listed_root(form.swallowed + rest); !root.empty()) return root;
  }
  return {};
}

/// "perundang-undangan" is lexical because "undang-undang" is, "menyia-nyiakan" because "sia-sia" is.
bool is_of_lexical(std::string_view first, std::string_view second, const ReduplicatedStem& stem) {
  const auto ends = possible_ends(second);
  if (std::any_of(ends.begin(), ends.end(), [&](const CliticSplit& end) {
        return is_lexical_reduplication(first, second.substr(0, end.root_end));
      })) {
    return true;
  }
  const std::string_view root = unswallowed(stem.first);
  return is_lexical_reduplication(stem.first, stem.second) ||
         (!root.empty() && is_lexical_reduplication(root, root));
}

/// Nothing if it cannot be told.
std::string_view base_of(std::string_view first, const ReduplicatedStem& stem) {
  if (stem.first != stem.second) {  // the part that is a word: "gerak-gerik", "corat-coret"
    if (is_indonesian_root(stem.first)) return stem.first;
    return is_indonesian_root(stem.second) ? stem.second : std::string_view{};
  }
  if (stem.first == first || is_indonesian_root(stem.first)) return stem.first;
  const std::string_view root = unswallowed(stem.first);
  return root.empty() ? first : root;
}

}  // namespace

std::string reduplication_base(std::string_view folded) {
  const std::size_t hyphen = folded.find('-');
  if (folded.size() > longest_indonesian_word || hyphen == std::string_view::npos) return std::string(folded);
  const std::string_view first = folded.substr(0, hyphen);
  const std::string_view second = folded.substr(hyphen + 1);
  const auto stem = reduplicated_stem(first, second);
  if (!stem || is_of_lexical(first, second, *stem)) return std::string(folded);
  const std::string_view base = base_of(first, *stem);
  return std::string(base.empty() ? folded : base);
}

namespace {

/// True for a form of a prefix of verbs that leaves the first letter of their roots.
bool precedes_verbs(const PrefixForm& form) {
  constexpr std::array<Prefix, 5> of_verbs = {Prefix::me, Prefix::ber, Prefix::ter, Prefix::di, Prefix::se};
  return std::find(of_verbs.begin(), of_verbs.end(), form.prefix) != of_verbs.end() && form.keeps_letters();
}

/// The part of a word with a prefix that a reduplication repeats: "lihat" of "melihat", "mukul" of "memukul",
/// "baik" of "sebaik" before -nya. Nothing if there is none.
std::string_view repeated_part(std::string_view word, std::string_view ending) {
  // Nouns that do not consist of a prefix and a root, or that are repeated as a whole.
  constexpr std::array<std::string_view, 15> exceptions = {
      "beranda", "berandal", "beringin", "beruang", "divisi",   "melayu",    "memori",   "menara",
      "mentari", "mentega",  "mentimun", "mereka",  "terdakwa", "terjangan", "tersangka"};
  constexpr std::size_t shortest = 4;
  if (std::find(exceptions.begin(), exceptions.end(), word) != exceptions.end()) return {};
  for (const PrefixForm& form : prefix_forms) {
    if (!precedes_verbs(form) || !word.starts_with(form.text)) continue;
    const std::string_view rest = word.substr(form.text.size());
    if (rest.size() < shortest) continue;
    // "sekutu", "sebagian": most listed words that begin with se- are repeated with it.
    if (form.prefix == Prefix::se && ending != "nya" && is_indonesian_root(word) &&
        !is_lexical_reduplication(word, rest)) {
      continue;
    }
    if (is_indonesian_root(rest) || (form.text == "me" && !unswallowed(rest).empty())) return rest;
  }
  return {};
}

}  // namespace

std::optional<std::string> expanded_two(std::string_view surface) {
  const std::size_t two = surface.find('2');
  if (surface.size() > longest_indonesian_word || two == std::string_view::npos) return std::nullopt;
  const std::string_view word = surface.substr(0, two);
  const std::string_view ending = surface.substr(two + 1);
  if (!ending.empty() && !is_ending(ending, after_two)) return std::nullopt;
  std::string_view repeated = repeated_part(word, ending);
  if (repeated.empty() && is_indonesian_root(word)) repeated = word;
  if (repeated.empty()) return std::nullopt;
  return std::string(word).append("-").append(repeated).append(ending);
}

}}}  // namespace tema::v0::detail
