#pragma once

#include "tema/core/run_context.hpp"

#include <chrono>
#include <string>

namespace tema_program {

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
  void show(const tema::Progress& progress);

  bool enabled_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace tema_program
