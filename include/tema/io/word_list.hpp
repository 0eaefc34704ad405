#pragma once

#include "tema/core/export.hpp"

#include <string>
#include <vector>

namespace tema { inline namespace v0 {

/// The words of a text file, one a line, without the white space around them; blank lines and lines that
/// begin with # are passed over. Encodings are those of a corpus. Throws Error{io} if it cannot be read,
/// Error{format}, naming the line, if a word is not UTF-8.
[[nodiscard]] TEMA_EXPORT std::vector<std::string> read_word_list(const std::string& path);

/// The lines of a text file that are not empty, as they stand but for their line ends: "#" and " a" may be
/// what a vocabulary has. Throws as read_word_list.
[[nodiscard]] TEMA_EXPORT std::vector<std::string> read_lines(const std::string& path);

}}  // namespace tema::v0
