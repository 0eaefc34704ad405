#include "progress_bar.hpp"

#include <algorithm>
#include <iostream>
#include <unistd.h>

namespace tema_program {

namespace {

constexpr std::uint64_t cells = 30;
constexpr auto between_updates = std::chrono::milliseconds(80);

}  // namespace

ProgressBar::ProgressBar(bool quiet) : enabled_(!quiet && isatty(STDERR_FILENO) != 0) {}

ProgressBar::~ProgressBar() { clear(); }

tema::RunContext ProgressBar::watch(tema::RunContext run) {
  if (enabled_) run.progress = [this](const tema::Progress& progress) { show(progress); };
  return run;
}

void ProgressBar::show(const tema::Progress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (shown_ && now - last_ < between_updates) return;
  last_ = now;
  shown_ = true;
  std::string line = "\r\x1b[K" + std::string(progress.stage);
  line.resize(std::max<std::size_t>(line.size(), 15), ' ');
  if (progress.total > 0) {
    const std::uint64_t full = std::min(cells, progress.done * cells / progress.total);
    line += '[' + std::string(full, '#') + std::string(cells - full, ' ') + "] " +
            std::to_string(progress.done * 100 / progress.total) + " %";
  } else {
    line += std::to_string(progress.done);
  }
  std::cerr << line << std::flush;
}

void ProgressBar::clear() {
  if (shown_) std::cerr << "\r\x1b[K" << std::flush;
  shown_ = false;
}

}  // namespace tema_program
