#include "text/languages/indonesian/word_lists.hpp"

#include "embedded_indonesian.hpp"
#include "text/languages/indonesian/reduplication.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t longest_word = 64;

std::vector<std::string_view> lines_of(std::string_view list) {
  std::vector<std::string_view> lines;
  for (const auto& [name, text] : tema_embedded::embedded_indonesian()) {
    if (name != list) continue;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      lines.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return lines;
}

bool contains(std::span<const std::string_view> words, std::string_view word) {
  return std::binary_search(words.begin(), words.end(), word);
}

std::string joined(std::string_view first, std::string_view second) {
  std::string pair(first);
  pair += '-';
  pair += second;
  return pair;
}

bool contains(std::span<const std::string_view> pairs, std::string_view first, std::string_view second) {
  return first.size() + second.size() < longest_word && contains(pairs, joined(first, second));
}

}  // namespace

std::span<const std::string_view> indonesian_roots() {
  static const std::vector<std::string_view> words = lines_of("roots");
  return words;
}

std::span<const std::string_view> lexical_reduplications() {
  static const std::vector<std::string_view> words = lines_of("lexical_reduplications");
  return words;
}

std::span<const std::string_view> sound_reduplications() {
  static const std::vector<std::string_view> words = lines_of("sound_reduplications");
  return words;
}

bool is_indonesian_root(std::string_view folded) { return contains(indonesian_roots(), folded); }

bool is_lexical_reduplication(std::string_view first, std::string_view second) {
  return contains(lexical_reduplications(), first, second);
}

bool is_sound_reduplication(std::string_view first, std::string_view second) {
  return contains(sound_reduplications(), first, second);
}

// Clitics.

namespace {

constexpr std::array<std::string_view, 3> pronouns = {"ku", "mu", "nya"};
constexpr std::array<std::string_view, 3> particles = {"lah", "kah", "pun"};

/// Where the one of `endings` that the word has begins: its end, if it has none.
std::size_t ending_begin(std::string_view word, std::span<const std::string_view> endings) {
  for (const std::string_view ending : endings) {
    if (word.ends_with(ending)) return word.size() - ending.size();
  }
  return word.size();
}

/// The ways to read a pronoun and a particle at the end of a word, those that leave the longest rest first.
std::array<CliticSplit, 3> possible_ends(std::string_view word) {
  const std::size_t particle = ending_begin(word, particles);
  const std::size_t pronoun = ending_begin(word.substr(0, particle), pronouns);
  return {{{0, word.size(), word.size()}, {0, particle, particle}, {0, pronoun, particle}}};
}

CliticSplit split_word(std::string_view word) {
  const CliticSplit whole{0, word.size(), word.size()};
  if (is_indonesian_root(word)) return whole;
  for (const std::string_view proclitic : {"", "ku", "kau"}) {
    if (!word.starts_with(proclitic)) continue;
    // Too many words and names consist of ku and three letters: kubis, Kutim.
    const std::size_t shortest = proclitic.empty() ? 1 : 4;
    for (CliticSplit split : possible_ends(word)) {
      if (split.root_end < proclitic.size() + shortest) continue;
      split.root_begin = proclitic.size();
      if (is_indonesian_root(word.substr(split.root_begin, split.root_end - split.root_begin))) return split;
    }
  }
  return whole;
}

/// For a word with only clitics after its hyphen ("tuhan-nya"), the clitics begin at the hyphen.
CliticSplit split_hyphenated(std::string_view first, std::string_view second) {
  const std::size_t offset = first.size() + 1;
  for (const CliticSplit& end : possible_ends(second)) {
    if (end.root_end == 0) return {0, first.size(), std::max(first.size(), offset + end.particle_begin)};
  }
  const CliticSplit whole{0, offset + second.size(), offset + second.size()};
  if (first == second || is_indonesian_root(second) || is_lexical_reduplication(first, second)) return whole;
  const auto ends = possible_ends(second);
  // The shortest rest first: a reduplication may have clitics itself.
  for (auto end = ends.rbegin(); end != ends.rend() && end->root_end < second.size(); ++end) {
    const std::string_view rest = second.substr(0, end->root_end);
    // "setinggi-tingginya": se- and -nya are one affix.
    if (first.starts_with("se") && first.substr(2) == rest) continue;
    if (is_reduplication(first, rest)) return {0, offset + end->root_end, offset + end->particle_begin};
  }
  return whole;
}

}  // namespace

CliticSplit split_clitics(std::string_view folded) {
  if (folded.size() > longest_word) return {0, folded.size(), folded.size()};
  const std::size_t hyphen = folded.find('-');
  if (hyphen == std::string_view::npos) return split_word(folded);
  return split_hyphenated(folded.substr(0, hyphen), folded.substr(hyphen + 1));
}

// Reduplication.

namespace {

/// The root whose first letter me- or pe- has swallowed: "tiru" for "niru". Nothing if there is none.
std::string_view unswallowed(std::string_view stem) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> changes = {
      {{"ny", "s"}, {"ng", ""}, {"ng", "k"}, {"n", "t"}, {"m", "p"}}};
  for (const auto& [nasal, letter] : changes) {
    if (!stem.starts_with(nasal)) continue;
    std::string root(letter);
    root += stem.substr(nasal.size());
    const auto roots = indonesian_roots();
    const auto found = std::lower_bound(roots.begin(), roots.end(), root);
    if (found != roots.end() && *found == root) return *found;
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
  if (folded.size() > longest_word || hyphen == std::string_view::npos) return std::string(folded);
  const std::string_view first = folded.substr(0, hyphen);
  const std::string_view second = folded.substr(hyphen + 1);
  const auto stem = reduplicated_stem(first, second);
  if (!stem || is_of_lexical(first, second, *stem)) return std::string(folded);
  const std::string_view base = base_of(first, *stem);
  return std::string(base.empty() ? folded : base);
}

// The 2 of informal text.

namespace {

/// The part of a word with a prefix that a reduplication repeats: "lihat" of "melihat", "mukul" of "memukul",
/// "baik" of "sebaik" before -nya. Nothing if there is none.
std::string_view repeated_part(std::string_view word, std::string_view ending) {
  constexpr std::array<std::string_view, 8> prefixes = {"ber", "ter", "di", "se", "meng", "mem", "men", "me"};
  // Nouns that do not consist of a prefix and a root, or that are repeated as a whole.
  constexpr std::array<std::string_view, 15> exceptions = {
      "beranda", "berandal", "beringin", "beruang", "divisi",   "melayu",    "memori",   "menara",
      "mentari", "mentega",  "mentimun", "mereka",  "terdakwa", "terjangan", "tersangka"};
  constexpr std::size_t shortest = 4;
  if (std::find(exceptions.begin(), exceptions.end(), word) != exceptions.end()) return {};
  for (const std::string_view prefix : prefixes) {
    if (!word.starts_with(prefix)) continue;
    const std::string_view rest = word.substr(prefix.size());
    if (rest.size() < shortest) continue;
    // "sekutu", "sebagian": most listed words that begin with se- are repeated with it.
    if (prefix == "se" && ending != "nya" && is_indonesian_root(word) &&
        !is_lexical_reduplication(word, rest)) {
      continue;
    }
    if (is_indonesian_root(rest) || (prefix == "me" && !unswallowed(rest).empty())) return rest;
  }
  return {};
}

}  // namespace

std::optional<std::string> expanded_two(std::string_view surface) {
  constexpr std::array<std::string_view, 8> endings = {"", "nya", "ku", "mu", "an", "i", "kan", "lah"};
  const std::size_t two = surface.find('2');
  if (surface.size() > longest_word || two == std::string_view::npos) return std::nullopt;
  const std::string_view word = surface.substr(0, two);
  const std::string_view ending = surface.substr(two + 1);
  if (std::find(endings.begin(), endings.end(), ending) == endings.end()) return std::nullopt;
  std::string_view repeated = repeated_part(word, ending);
  if (repeated.empty() && is_indonesian_root(word)) repeated = word;
  if (repeated.empty()) return std::nullopt;
  return joined(word, repeated) + std::string(ending);
}

}}}  // namespace tema::v0::detail
