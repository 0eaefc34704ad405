#pragma once

#include "tema/core/error.hpp"

#include <unicode/utypes.h>

#include <string>

namespace tema { inline namespace v0 { namespace detail {

/// Throws Error{io}, naming what failed, unless ICU's code means success.
inline void check_icu(UErrorCode code, const char* what) {
  if (U_FAILURE(code)) throw Error(ErrorKind::io, std::string("ICU: ") + what + ": " + u_errorName(code));
}

}}}  // namespace tema::v0::detail
