#include "text/unicode/hyphen.hpp"

#include <doctest/doctest.h>

#include <string_view>

using tema::detail::hyphen_size;

TEST_CASE("reduplication: a gap is one hyphen or none") {
  CHECK(hyphen_size("-") == 1);
  CHECK(hyphen_size("\u2010") == 3);
  CHECK(hyphen_size("\u2011") == 3);
  for (const std::string_view gap :
       {"", " ", "--", "- ", " -", "\u2012", "\u2013", "\u2014", "\u2212", "\u00AD", "_"}) {
    CHECK(hyphen_size(gap) == 0);
  }
}
