#pragma once

#include "tema/core/export.hpp"

#include <string>
#include <vector>

namespace tema::inline v0 {

/// The words of a text file, one a line, without the white space around them; blank lines and lines that
/// begin with # are passed over. Throws Error{io} if it cannot be read, Error{format} if a word is not UTF-8.
[[nodiscard]] TEMA_EXPORT std::vector<std::string> read_word_list(const std::string& path);

}  // namespace tema::inline v0
