#include "tema/core/run.hpp"

#include "tema/core/error.hpp"

namespace tema::inline v0 {

void throw_if_stopped(const Run& run) {
  if (run.stop.stop_requested()) throw Cancelled();
}

}  // namespace tema::inline v0
