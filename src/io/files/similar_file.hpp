#pragma once

#include <string>

namespace tema { inline namespace v0 { namespace detail {

/// What to add to the message that there is no such file: "; did you mean news.csv?" if its folder has a file
/// of that name in other letters, upper or lower case, or with another ending. Otherwise nothing.
std::string similar_file(const std::string& path);

}}}  // namespace tema::v0::detail
