#include "interrupt.hpp"

#include <csignal>
#include <ctime>
#include <pthread.h>
#include <unistd.h>

namespace tema_program {

namespace {

constexpr int status_of_signal_0 = 128;
constexpr long nanoseconds_to_end = 150'000'000;

// The signal that the object sends to its own thread at its end. If it comes from elsewhere, it means
// nothing, and is ignored.
constexpr int wake = SIGUSR1;

/// Whoever starts a program with a signal ignored means it: a shell for its background jobs, nohup.
bool is_ignored(int signal) {
  struct sigaction action {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

sigset_t watched_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, wake);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    if (!is_ignored(signal)) sigaddset(&signals, signal);
  }
  return signals;
}

}  // namespace

Interrupt::Interrupt() {
  const sigset_t signals = watched_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  watcher_ = std::thread([this] { watch(); });
}

Interrupt::~Interrupt() {
  has_ended_ = true;
  pthread_kill(watcher_.native_handle(), wake);
  watcher_.join();
}

void Interrupt::watch() {
  const sigset_t signals = watched_signals();
  int signal = wake;
  while (signal == wake) {
    if (sigwait(&signals, &signal) != 0 || has_ended_) return;
  }
  status_ = status_of_signal_0 + signal;
  source_.request_stop();
  const timespec patience{0, nanoseconds_to_end};
  while (sigtimedwait(&signals, nullptr, &patience) == wake) {
    if (has_ended_) return;
  }
  _exit(status_);
}

}  // namespace tema_program
