#include "progress_bar.hpp"

#include <algorithm>
#include <iostream>
#include <unistd.h>

namespace tema_program {

namespace {

constexpr std::uint64_t cells = 30;
constexpr auto between_updates = std::chrono::milliseconds(80);
constexpr double seconds_before_estimate = 1.0;

/// A number with a comma before each three digits.
std::string grouped(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

/// "8 s", or "2 min 5 s".
std::string duration_text(std::uint64_t seconds) {
  if (seconds < 60) return std::to_string(seconds) + " s";
  return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
}

}  // namespace

std::string progress_text(const tema::Progress& progress, std::chrono::duration<double> in_stage) {
  const double seconds = in_stage.count();
  const bool can_estimate = seconds >= seconds_before_estimate && progress.done > 0;
  const double rate = can_estimate ? static_cast<double>(progress.done) / seconds : 0.0;
  if (progress.total == 0) {
    std::string text = grouped(progress.done);
    if (can_estimate) text += ", " + grouped(static_cast<std::uint64_t>(rate)) + " per second";
    return text;
  }
  const std::uint64_t done = std::min(progress.done, progress.total);
  const std::uint64_t full = done * cells / progress.total;
  std::string text = '[' + std::string(full, '#') + std::string(cells - full, ' ') + "] " +
                     std::to_string(done * 100 / progress.total) + " %";
  if (can_estimate && done < progress.total) {
    const double left = static_cast<double>(progress.total - done) / rate;
    text += ", " + duration_text(static_cast<std::uint64_t>(left) + 1) + " left";
  }
  return text;
}

ProgressBar::ProgressBar(bool quiet) : enabled_(!quiet && isatty(STDERR_FILENO) != 0) {}

ProgressBar::~ProgressBar() { clear(); }

tema::RunContext ProgressBar::watch(tema::RunContext run) {
  if (enabled_) run.progress = [this](const tema::Progress& progress) { show(progress); };
  return run;
}

void ProgressBar::show(const tema::Progress& progress) {
  const auto now = Clock::now();
  if (progress.stage != stage_ || progress.done < done_) {  // the next stage, or the same one again
    stage_ = progress.stage;
    stage_begin_ = now;
  }
  done_ = progress.done;
  if (shown_ && now - last_ < between_updates) return;
  last_ = now;
  shown_ = true;
  std::string line = "\r\x1b[K" + stage_;
  line.resize(std::max<std::size_t>(line.size(), 15), ' ');
  std::cerr << line << progress_text(progress, now - stage_begin_) << std::flush;
}

void ProgressBar::clear() {
  if (shown_) std::cerr << "\r\x1b[K" << std::flush;
  shown_ = false;
}

}  // namespace tema_program
