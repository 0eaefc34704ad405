#pragma once

#include "tema/text/tokenizer.hpp"

#include <map>
#include <string>

namespace tema { inline namespace v0 { namespace detail {

/// What tells whether another library, on another machine, analyses texts as this tokenizer does here: names
/// of what may differ, and what each is.
///
/// "words" sums up the tokens of a text in many languages, written in scripts without dictionaries, and so
/// catches a change of any rule that this text shows; "stop_words" is of all words that are dropped;
/// "unicode" the version whose tables cut words. "dictionary" is the library that cuts the other scripts; it
/// has a say only where `dictionary_words` says so.
std::map<std::string, std::string> analysis_fingerprint(const Tokenizer& tokenizer, bool dictionary_words);

/// True if a term may have been cut by a dictionary: it has a character of Thai, Lao, Burmese, Khmer, of
/// ideographs or kana.
bool may_need_dictionary(std::string_view term);

}}}  // namespace tema::v0::detail
