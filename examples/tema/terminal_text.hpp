#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

namespace tema_program {

/// The number of columns that a line of text takes on a terminal: two for a Chinese, Japanese or Korean
/// character and for an emoji, none for a mark that stands on another letter.
std::size_t columns(std::string_view text);

/// The text if it takes at most `width` columns, or else its beginning and "…", which do.
std::string clipped(const std::string& text, std::size_t width);

/// Whether to write in colours to a file descriptor: it is a terminal that can show them, and NO_COLOR is not
/// set (https://no-color.org).
bool shows_colours(int descriptor);

/// The text in bold, where `shows` says so.
std::string bold(std::string_view text, bool shows);

/// Begins a warning on standard error, and returns the stream that the rest of it goes to.
std::ostream& warn();

}  // namespace tema_program
