#include "topics/word_forms.hpp"

#include "tema/text/stemmer.hpp"
#include "tema/text/utf8.hpp"

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// Shorter terms begin too many words that have nothing to do with them.
constexpr std::size_t shortest_beginning = 4;

}  // namespace

std::vector<WordForm> word_forms(std::span<const TermWeight> terms, std::string_view language) {
  const auto languages = stemmed_languages();
  const bool has_stemmer = std::find(languages.begin(), languages.end(), language) != languages.end();
  std::vector<WordForm> forms;
  forms.reserve(terms.size());
  for (const TermWeight& weight : terms) {
    forms.push_back({weight.term, has_stemmer ? stem(weight.term, language) : weight.term,
                     count_code_points(weight.term)});
  }
  return forms;
}

bool are_alike(const WordForm& a, const WordForm& b) {
  if (a.stem == b.stem) return true;
  const WordForm& shorter = a.length < b.length ? a : b;
  const WordForm& longer = a.length < b.length ? b : a;
  const bool is_ending = 2 * longer.length <= 3 * shorter.length;
  return shorter.length >= shortest_beginning && is_ending && longer.term.starts_with(shorter.term);
}

}}}  // namespace tema::v0::detail
