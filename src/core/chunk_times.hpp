#pragma once

#include <algorithm>
#include <ctime>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

/// How long parallel work took, in a build with TEMA_RECORD_CHUNKS. It is recorded on one thread, and tells
/// what the same work would take on many. It is the time of the CPU, so that other work on the machine does
/// not make chunks longer. Not thread-safe.
struct ChunkTimes {
  static constexpr double many = 16.0;  // threads

  /// The time that the CPU has spent so far.
  static double now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

  double seconds = 0.0;          // in chunks
  double seconds_on_many = 0.0;  // of each range its share, or its longest chunk where that takes longer

  static ChunkTimes& all() {
    static ChunkTimes times;
    return times;
  }
};

/// Adds the times of the chunks of a range to all, unless it is a range within a chunk.
class RangeClock {
 public:
  RangeClock() { ++depth(); }
  ~RangeClock() {
    if (--depth() > 0) return;
    ChunkTimes::all().seconds += seconds_;
    ChunkTimes::all().seconds_on_many += std::max(seconds_ / ChunkTimes::many, longest_);
  }
  RangeClock(const RangeClock&) = delete;
  RangeClock& operator=(const RangeClock&) = delete;

  template <class Body>
  void time(Body&& body) {
    body();
    // The clock is read once for each chunk, so that what reading it takes is time of a chunk.
    const double now = ChunkTimes::now();
    const double taken = now - std::exchange(last_, now);
    seconds_ += taken;
    longest_ = std::max(longest_, taken);
  }

 private:
  static int& depth() {
    static int ranges = 0;
    return ranges;
  }

  double last_ = ChunkTimes::now();
  double seconds_ = 0.0;
  double longest_ = 0.0;
};

}}}  // namespace tema::v0::detail
