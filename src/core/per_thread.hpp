#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// A T for each thread that asks for one. It is made at the first call of the thread, by one thread at a
/// time.
template <class T>
class PerThread {
 public:
  /// `make` receives the number of the thread: 0 for the first one that asks, and so on.
  explicit PerThread(std::function<T(std::size_t)> make) : make_(std::move(make)) {}

  /// The T of this thread.
  T& mine() {
    const std::scoped_lock lock(mutex_);
    T*& own = of_thread_[std::this_thread::get_id()];
    if (own == nullptr) {
      values_.push_back(std::make_unique<T>(make_(values_.size())));
      own = values_.back().get();
    }
    return *own;
  }

  /// All that were made, by the numbers of the threads. No thread may be working.
  [[nodiscard]] std::vector<T*> all() const {
    std::vector<T*> all;
    for (const auto& value : values_) all.push_back(value.get());
    return all;
  }

 private:
  std::function<T(std::size_t)> make_;
  std::mutex mutex_;
  std::map<std::thread::id, T*> of_thread_;
  std::vector<std::unique_ptr<T>> values_;
};

}}}  // namespace tema::v0::detail
