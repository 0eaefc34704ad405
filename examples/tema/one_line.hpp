#pragma once

#include <string>
#include <string_view>

namespace tema_program {

/// Text from a corpus or a file name as a terminal may show it on one line: control characters (the line
/// ends, and those that begin a terminal's commands) as spaces, ill-formed parts of the UTF-8 as U+FFFD.
std::string one_line(std::string_view text);

}  // namespace tema_program
