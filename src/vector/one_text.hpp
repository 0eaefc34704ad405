#pragma once

#include <string_view>

namespace tema::inline v0::detail {

/// A text as a TextsView sees a document.
struct OneText {
  std::string_view text;
  std::string_view language;
};

}  // namespace tema::inline v0::detail
