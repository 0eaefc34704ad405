#pragma once

#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// A text in the form in which a TextsView reads a document.
struct OneText {
  std::string_view text;
  std::string_view language;
};

}}}  // namespace tema::v0::detail
