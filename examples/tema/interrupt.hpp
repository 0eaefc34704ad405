#pragma once

#include <stop_token>
#include <thread>

namespace tema_program {

/// Turns Ctrl-C into a requested stop while it lives. The work has 150 ms to end by itself, files put in
/// order; after that, or at a second Ctrl-C, the program ends at once, with the same status 130.
///
/// It must be made before the first other thread, which then leaves the signal to it.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  void watch();

  std::stop_source source_;
  std::thread watcher_;
};

}  // namespace tema_program
