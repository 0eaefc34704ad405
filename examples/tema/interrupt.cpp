#include "interrupt.hpp"

#include <csignal>
#include <ctime>
#include <pthread.h>
#include <unistd.h>

namespace tema_program {

namespace {

constexpr int status_interrupted = 130;
constexpr long nanoseconds_to_end = 150'000'000;

/// Ctrl-C, and the signal that this object sends itself at its end.
sigset_t watched_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGUSR1);
  return signals;
}

bool is_ignored(int signal) {
  struct sigaction action {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

Interrupt::Interrupt() {
  // A shell starts a background job with Ctrl-C ignored, and means it.
  if (is_ignored(SIGINT)) return;
  const sigset_t signals = watched_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  watcher_ = std::thread([this] { watch(); });
}

Interrupt::~Interrupt() {
  if (!watcher_.joinable()) return;
  pthread_kill(watcher_.native_handle(), SIGUSR1);
  watcher_.join();
}

void Interrupt::watch() {
  const sigset_t signals = watched_signals();
  int signal = 0;
  if (sigwait(&signals, &signal) != 0 || signal == SIGUSR1) return;
  source_.request_stop();
  const timespec patience{0, nanoseconds_to_end};
  if (sigtimedwait(&signals, nullptr, &patience) != SIGUSR1) _exit(status_interrupted);
}

}  // namespace tema_program
