#pragma once

#include <algorithm>
#include <chrono>

namespace tema { inline namespace v0 { namespace detail {

/// How long parallel work took, in a build with TEMA_RECORD_CHUNKS. It is recorded on one thread, and tells
/// what the same work would take on many. Not thread-safe.
struct ChunkTimes {
  static constexpr double many = 16.0;  // threads

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
    const auto begin = std::chrono::steady_clock::now();
    body();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    seconds_ += taken.count();
    longest_ = std::max(longest_, taken.count());
  }

 private:
  static int& depth() {
    static int ranges = 0;
    return ranges;
  }

  double seconds_ = 0.0;
  double longest_ = 0.0;
};

}}}  // namespace tema::v0::detail
