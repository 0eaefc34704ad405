#pragma once

#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The text, compressed as gzip and written in base64 (RFC 4648): what a browser unpacks by itself, and what
/// cannot hold markup. Throws Error{limit} for 2³² bytes or more.
[[nodiscard]] std::string packed(std::string_view text);

}}}  // namespace tema::v0::detail
