#pragma once

#include "tema/text/tokenizer.hpp"

#include <map>
#include <string>

namespace tema { inline namespace v0 { namespace detail {

/// Tells whether another library, on another machine, analyses texts as this tokenizer does here: the names
/// of what may differ, with a value for each.
///
/// "words" is a checksum of the tokens of a text in many languages, in scripts without dictionaries. It
/// catches a change of any rule that this text shows. "stop_words" is a checksum of all words that are
/// dropped. "unicode" is the version of the tables that cut words. "dictionary" is the library that cuts the
/// other scripts; it is included only if `dictionary_words` is true.
std::map<std::string, std::string> analysis_fingerprint(const Tokenizer& tokenizer, bool dictionary_words);

/// True if a dictionary may have cut a term, because it has a character of Thai, Lao, Burmese, Khmer,
/// ideographs or kana.
bool may_need_dictionary(std::string_view term);

}}}  // namespace tema::v0::detail
