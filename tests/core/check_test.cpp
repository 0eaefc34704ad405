#include "core/check.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <limits>

using tema::detail::check_range;
using tema::detail::throw_invalid;

TEST_CASE("check: the message names the field and the value and what is expected") {
  CHECK_THROWS_WITH_AS(throw_invalid("max_length", "3", "0 or at least min_length"),
                       "max_length is 3, but must be 0 or at least min_length", std::invalid_argument);
}

TEST_CASE("check: a range includes both its ends") {
  CHECK_NOTHROW(check_range<std::size_t>("clusters", 1, 1, 20));
  CHECK_NOTHROW(check_range<std::size_t>("clusters", 20, 1, 20));
  CHECK_THROWS_WITH_AS(check_range<std::size_t>("clusters", 0, 1, 20),
                       "clusters is 0, but must be from 1 to 20", std::invalid_argument);
  CHECK_THROWS_WITH_AS(check_range<std::size_t>("clusters", 21, 1, 20),
                       "clusters is 21, but must be from 1 to 20", std::invalid_argument);
}

TEST_CASE("check: an end at the limit of the type is not named") {
  constexpr auto most = std::numeric_limits<std::uint64_t>::max();
  CHECK_NOTHROW(check_range<std::uint64_t>("restarts", most, 1, most));
  CHECK_THROWS_WITH_AS(check_range<std::uint64_t>("restarts", 0, 1, most),
                       "restarts is 0, but must be at least 1", std::invalid_argument);
}

TEST_CASE("check: negative numbers are written as such") {
  CHECK_THROWS_WITH_AS(check_range("shift", -8, -7, 7), "shift is -8, but must be from -7 to 7",
                       std::invalid_argument);
}

TEST_CASE("check: real numbers are written without the zeros at their end") {
  CHECK_NOTHROW(check_range("max_document_share", 1.0, 0.0, 1.0));
  CHECK_THROWS_WITH_AS(check_range("max_document_share", 1.25, 0.0, 1.0),
                       "max_document_share is 1.25, but must be from 0 to 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(check_range("tolerance", -100.0, 0.5, std::numeric_limits<double>::max()),
                       "tolerance is -100, but must be at least 0.5", std::invalid_argument);
}

TEST_CASE("check: what is no number is in no range") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  constexpr double most = std::numeric_limits<double>::max();
  CHECK_THROWS_WITH_AS(check_range("share", std::numeric_limits<double>::quiet_NaN(), 0.0, 1.0),
                       "share is nan, but must be from 0 to 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(check_range("share", infinity, 0.0, most), "share is inf, but must be at least 0",
                       std::invalid_argument);
}

TEST_CASE("check: a value next to an end is told from it") {
  CHECK_THROWS_WITH_AS(check_range("share", 1.0000001, 0.0, 1.0),
                       "share is 1.0000001, but must be from 0 to 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(check_range("share", -1e-7, 0.0, 1.0), "share is -1e-07, but must be from 0 to 1",
                       std::invalid_argument);
}
