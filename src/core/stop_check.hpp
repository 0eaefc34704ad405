#pragma once

#include "tema/core/run_context.hpp"

#include <algorithm>
#include <cstddef>

namespace tema { inline namespace v0 { namespace detail {

/// Throws Cancelled on a stop. It only looks at the first of each 4,096 steps, so that a loop of short steps,
/// or the comparison of a sort, may call it each time. A single call may stand for the many steps that follow
/// it.
class StopCheck {
 public:
  explicit StopCheck(const RunContext& run) : run_(run) {}

  void operator()(std::size_t steps = 1) {
    if (steps > left_) {
      throw_if_stopped(run_);
      left_ = steps_between;
    }
    left_ -= std::min(steps, left_);
  }

 private:
  static constexpr std::size_t steps_between = 4096;

  const RunContext& run_;
  std::size_t left_ = 0;  // steps until it looks again
};

/// Values(count, value), for so many values that writing them takes time. Throws Cancelled on a stop.
template <class Values>
Values filled(std::size_t count, const typename Values::value_type& value, const RunContext& run) {
  constexpr std::size_t at_a_time = std::size_t{1} << 20;
  Values values;
  values.reserve(count);
  while (values.size() < count) {
    throw_if_stopped(run);
    values.resize(std::min(values.size() + at_a_time, count), value);
  }
  return values;
}

}}}  // namespace tema::v0::detail
