#pragma once

#include "tema/core/run_context.hpp"

namespace tema { inline namespace v0 { namespace detail {

/// Throws Cancelled on a stop. It only looks at every 4,096th call, from the first one on, so that a loop of
/// short steps, or the comparison of a sort, may call it each time.
class StopCheck {
 public:
  explicit StopCheck(const RunContext& run) : run_(run) {}

  void operator()() {
    if ((calls_++ & 4095U) == 0) throw_if_stopped(run_);
  }

 private:
  const RunContext& run_;
  unsigned calls_ = 0;
};

}}}  // namespace tema::v0::detail
