#pragma once

#include "tema/core/export.hpp"

#include <string>
#include <vector>

namespace tema { inline namespace v0 {

/// The words of a text file, one per line, without the white space around them. Blank lines and lines that
/// begin with # are skipped. The encodings are those of a corpus (see CorpusReader). Throws Error{io} if the
/// file cannot be read, Error{format}, naming the line, if a word is not UTF-8.
[[nodiscard]] TEMA_EXPORT std::vector<std::string> read_word_list(const std::string& path);

/// The lines of a text file that are not empty, unchanged except for their line ends: a vocabulary may
/// contain "#" and " a". Throws what read_word_list throws.
[[nodiscard]] TEMA_EXPORT std::vector<std::string> read_lines(const std::string& path);

}}  // namespace tema::v0
