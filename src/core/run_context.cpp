#include "tema/core/run_context.hpp"

#include "tema/core/error.hpp"

namespace tema { inline namespace v0 {

void throw_if_stopped(const RunContext& run) {
  if (run.stop.stop_requested()) throw Cancelled();
}

}}  // namespace tema::v0
