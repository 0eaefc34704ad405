#pragma once

#include "tema/text/normalizer.hpp"

#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// A phrase in the form in which Phrases lists it, except for its white space.
inline std::string folded_phrase(std::string_view phrase) {
  return normalized(fold(normalized(phrase, Normalization::nfc)), Normalization::nfc);
}

}}}  // namespace tema::v0::detail
