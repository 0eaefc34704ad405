#pragma once

#include "tema/core/run_context.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace tema_program {

/// What the line says after the name of the stage: "1,234,567, 85,000 per second" where no end is known, or
/// else
/// "[#####     ] 50 %, 8 s left". The time left is told from the second second on.
std::string progress_text(const tema::Progress& progress, std::chrono::duration<double> in_stage);

/// A line on standard error that shows the progress of the work. It appears only on a terminal, and
/// disappears when the work is done.
class ProgressBar {
 public:
  explicit ProgressBar(bool quiet);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// The run, with this bar as its progress. The bar must outlive it.
  [[nodiscard]] tema::RunContext watch(tema::RunContext run);

  /// Removes the line, before something else is written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  void show(const tema::Progress& progress);

  bool enabled_;
  bool shown_ = false;
  Clock::time_point last_;
  std::string stage_;  // the current one
  std::uint64_t done_ = 0;
  Clock::time_point stage_begin_;
};

}  // namespace tema_program
