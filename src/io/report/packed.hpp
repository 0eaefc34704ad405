#pragma once

#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The text, compressed as gzip and written in base 85, which no markup can hide in. The page unpacks it
/// (page/data.js).
///
/// Four bytes, the first one highest, are a number of five digits to the base 85. The last group is filled up
/// with zeros, and of its digits one more is kept than it has bytes. Throws Error{limit} for 2³² bytes or
/// more.
[[nodiscard]] std::string packed(std::string_view text);

}}}  // namespace tema::v0::detail
