#pragma once

#include "tema/vector/vectorizer.hpp"

#include <mutex>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The row buffers that no call of a vectorizer uses at the moment, with what they remember of words.
/// Thread-safe. There are as many as there were calls at the same time.
class RowBuffers {
 public:
  /// A buffer for one call. It is given back unless the call ends with an exception.
  [[nodiscard]] RowBuffer borrow() {
    const std::scoped_lock lock(mutex_);
    if (idle_.empty()) return {};
    RowBuffer buffer = std::move(idle_.back());
    idle_.pop_back();
    return buffer;
  }

  void give_back(RowBuffer buffer) {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(buffer));
  }

 private:
  std::mutex mutex_;
  std::vector<RowBuffer> idle_;
};

}}}  // namespace tema::v0::detail
