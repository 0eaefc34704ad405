#include "text/languages/indonesian/clitics.hpp"

#include "text/languages/indonesian/affixes.hpp"
#include "text/languages/indonesian/indonesian.hpp"
#include "text/languages/indonesian/reduplication.hpp"
#include "text/languages/indonesian/word_lists.hpp"

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

std::array<CliticSplit, 3> possible_ends(std::string_view word) {
  const std::size_t particle = ending_begin(word, EndingKind::particle);
  const std::size_t pronoun = ending_begin(word.substr(0, particle), EndingKind::pronoun);
  return {{{0, word.size(), word.size()}, {0, particle, particle}, {0, pronoun, particle}}};
}

namespace {

CliticSplit split_word(std::string_view word) {
  const CliticSplit whole{0, word.size(), word.size()};
  if (is_indonesian_root(word)) return whole;
  for (const std::string_view proclitic : proclitics) {
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
  if (folded.size() > longest_indonesian_word) return {0, folded.size(), folded.size()};
  const std::size_t hyphen = folded.find('-');
  if (hyphen == std::string_view::npos) return split_word(folded);
  return split_hyphenated(folded.substr(0, hyphen), folded.substr(hyphen + 1));
}

}}}  // namespace tema::v0::detail
