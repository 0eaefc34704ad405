#include "core/stop_check.hpp"

#include "tema/core/error.hpp"

#include <doctest/doctest.h>

#include <stop_token>
#include <vector>

TEST_CASE("stop_check: it looks before the first step and again after 4,096, however many a call is for") {
  for (const std::size_t steps : {1U, 7U, 64U, 1000U, 4096U, 100000U}) {
    std::stop_source source;
    const tema::RunContext run{.stop = source.get_token()};
    tema::detail::StopCheck check_stop(run);
    check_stop(steps);
    source.request_stop();
    std::size_t more = 0;
    bool stopped = false;
    while (!stopped && more <= 4096) {
      try {
        check_stop(steps);
        more += steps;
      } catch (const tema::Cancelled&) {
        stopped = true;
      }
    }
    CAPTURE(steps);
    CHECK(stopped);
    CHECK(more <= 4096);
    CHECK_THROWS_AS(tema::detail::StopCheck{run}(), tema::Cancelled);
  }
}

TEST_CASE("stop_check: filled gives so many values, and none on a stop") {
  std::stop_source source;
  const tema::RunContext run{.stop = source.get_token()};
  for (const std::size_t count : {std::size_t{0}, std::size_t{5}, (std::size_t{1} << 20) + 3})
    CHECK(tema::detail::filled<std::vector<int>>(count, 7, run) == std::vector<int>(count, 7));
  source.request_stop();
  CHECK_THROWS_AS((void)tema::detail::filled<std::vector<int>>(5, 7, run), tema::Cancelled);
}
