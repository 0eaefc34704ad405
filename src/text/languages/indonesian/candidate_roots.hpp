#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The possible roots of an Indonesian or Malay word by the rules of affixes, the most likely one first and
/// the word itself last: "menulis" gives "tulis", "nulis", "menulis". No dictionary is consulted, so most
/// results are not words.
///
/// The rules: prefixes with their nasals (Sneddon and others, Indonesian: A Comprehensive Grammar, 2010,
/// chapter 1); -kan, -an and -i; -ku, -mu and -nya; -lah, -kah and -pun, in this order; without the pairs of
/// a prefix and a suffix that do not go together (Adriani and others, "Stemming Indonesian: A
/// Confix-Stripping Approach", ACM TALIP 6(4), 2007). A root has at least two syllables, or one after menge-,
/// penge- and their forms with di-. A word that only looks affixed, such as "masalah", is not cut, neither by
/// itself nor within another word.
///
/// `folded_word` may be anything. What is not a word of the letters a to z, or a reduplication of two such
/// words, gives only itself.
[[nodiscard]] std::vector<std::string> candidate_roots(std::string_view folded_word);

}}}  // namespace tema::v0::detail
