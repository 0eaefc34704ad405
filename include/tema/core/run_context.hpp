#pragma once

#include "tema/core/export.hpp"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string_view>

namespace tema { inline namespace v0 {

/// How far a long call has got. Within a stage, `done` grows to `total`; then the next stage begins.
struct Progress {
  std::string_view stage;   ///< a short name in English, such as "tokenize"; the string is valid for ever
  std::uint64_t done = 0;   ///< units of work finished in this stage
  std::uint64_t total = 0;  ///< units of work in this stage
};

/// What a stop does to a call that already has something to return.
enum class OnStop {
  discard,    ///< throw Cancelled; nothing is modified
  keep_best,  ///< return the best result so far, marked as not converged; throw Cancelled if there is none
};

/// How a long call runs; every long call takes it as its last parameter. It never changes what the call
/// computes, except where a stop ends the work early.
///
///     std::stop_source source;
///     tema::RunContext run{.stop = source.get_token(), .threads = 4};
struct RunContext {
  /// A stop that is requested here ends the call within 200 ms. The exception is a single run of megabytes in
  /// a script without spaces (Thai, Chinese…): ICU cuts it in one step.
  std::stop_token stop = {};
  /// Called now and then, always from the thread that made the call. An exception that it throws ends the
  /// call.
  std::function<void(const Progress&)> progress = {};
  /// The number of threads, including the calling one; 0 means one for each core. Any number is allowed; if
  /// the system refuses to start some, the call runs with those that it has.
  unsigned threads = 0;
  OnStop on_stop = OnStop::discard;
};

/// Throws Cancelled if a stop was requested.
TEMA_EXPORT void throw_if_stopped(const RunContext& run);

}}  // namespace tema::v0
