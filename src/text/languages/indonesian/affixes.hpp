#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// What may be the root of an Indonesian or Malay word by the rules of affixes, the likeliest first and the
/// word itself last: "menulis" gives "tulis", "nulis", "menulis". No dictionary is asked, so that most of
/// what it gives is no word.
///
/// The rules: prefixes with their nasals (Sneddon and others, Indonesian: A Comprehensive Grammar, 2010,
/// chapter 1), -kan, -an and -i, -ku, -mu and -nya, -lah, -kah and -pun, in their order, less the pairs of
/// prefix and suffix that do not go together (Adriani and others, "Stemming Indonesian: A Confix-Stripping
/// Approach", ACM TALIP 6(4), 2007). A root has two syllables at least, one alone behind menge-, penge- and
/// their di-. A word that looks affixed and is not, as "masalah", is cut no further, neither by itself nor
/// within another.
///
/// `folded_word` is anything; what is not a word of the letters a to z, or two such in reduplication, gives
/// itself alone.
[[nodiscard]] std::vector<std::string> candidate_roots(std::string_view folded_word);

}}}  // namespace tema::v0::detail
