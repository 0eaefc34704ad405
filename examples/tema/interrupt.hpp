#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace tema_program {

/// While it lives, turns Ctrl-C, SIGTERM and SIGHUP into a requested stop. The work has 150 ms to end by
/// itself and to put files in order. After that, or at a second signal, the program ends at once, with the
/// same status.
///
/// It must be constructed before any other thread is started, so that other threads leave the signals to it.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

  /// The exit status by which a shell knows that a signal ended the program: 130 for Ctrl-C.
  [[nodiscard]] int status() const { return status_; }

 private:
  void watch();

  std::stop_source source_;
  std::atomic<int> status_ = 0;
  std::atomic<bool> has_ended_ = false;
  std::thread watcher_;
};

}  // namespace tema_program
