#pragma once

#include "tema/core/export.hpp"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string_view>

namespace tema { inline namespace v0 {

/// How far a long call has come. `done` grows to `total` within a stage; stages follow each other.
struct Progress {
  std::string_view stage;   ///< a short name in English, valid for ever: "tokenize", "cluster"…
  std::uint64_t done = 0;   ///< units of work finished in this stage
  std::uint64_t total = 0;  ///< units of work in this stage
};

/// What a requested stop does to a call that could return something already.
enum class OnStop {
  discard,    ///< throw Cancelled; nothing is modified
  keep_best,  ///< return the best result so far, marked as not converged; Cancelled if there is none yet
};

/// How a long call runs: the last parameter of each. It never changes what the call computes.
///
///     std::stop_source source;
///     tema::RunContext run{.stop = source.get_token(), .threads = 4};
struct RunContext {
  /// A stop requested here ends the call within 200 ms, save where ICU cuts one run of a script without
  /// spaces (Thai, Chinese…) that is megabytes long: that is one step.
  std::stop_token stop = {};
  /// Called now and then, always from the thread that made the call. What it throws ends the call.
  std::function<void(const Progress&)> progress = {};
  /// Threads that work, the calling one included; 0 is one for each core. Any number is honoured, as far as
  /// the system has them.
  unsigned threads = 0;
  OnStop on_stop = OnStop::discard;
};

/// Throws Cancelled if a stop was requested.
TEMA_EXPORT void throw_if_stopped(const RunContext& run);

}}  // namespace tema::v0
