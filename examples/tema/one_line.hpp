#pragma once

#include <string>
#include <string_view>

namespace tema_program {

/// Text from a corpus, or the name of a file, in a form that a terminal can show on one line: control
/// characters (line ends, and those that begin commands of a terminal) become spaces, ill-formed parts of the
/// UTF-8 become U+FFFD.
std::string one_line(std::string_view text);

/// The same, but line feeds stay, so that the text keeps its lines.
std::string without_controls(std::string_view text);

}  // namespace tema_program
