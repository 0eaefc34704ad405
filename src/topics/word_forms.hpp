#pragma once

#include "tema/topics/labels.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// A term, in the form in which it is compared with others.
struct WordForm {
  std::string term;
  std::string stem;        // the term itself, if the language has no stemmer
  std::size_t length = 0;  // of the term, in code points
};

std::vector<WordForm> word_forms(std::span<const TermWeight> terms, std::string_view language);

/// True if two terms are probably forms of the same word; see diversified().
bool are_alike(const WordForm& a, const WordForm& b);

}}}  // namespace tema::v0::detail
