#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Bytes that a thread of its own makes before they are asked for, so that decompressing a file and parsing
/// it take the time of the slower one and not of both. The thread is at most a megabyte ahead.
class ReadAhead {
 public:
  /// Writes up to `size` bytes and returns how many, 0 at the end. It is called on the other thread.
  using Source = std::function<std::size_t(char* to, std::size_t size, const std::stop_token& stop)>;

  explicit ReadAhead(Source source);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// The next bytes, at most `size` of them; 0 at the end. What the source threw is thrown again once all
  /// bytes before it are taken. Throws Cancelled on a stop. If the system refuses a thread, it calls the
  /// source itself.
  std::size_t read(char* to, std::size_t size, const std::stop_token& stop);

 private:
  struct Block {
    std::vector<char> bytes;
    std::size_t size = 0;  // 0: the end, or an error
  };

  static constexpr std::size_t block_bytes = std::size_t{1} << 18;

  void produce(const std::stop_token& stop);
  Block& wait_for_block(const std::stop_token& stop);

  Source source_;
  std::array<Block, 4> blocks_;
  std::size_t made_ = 0;   // blocks so far; block i is in blocks_[i % 4]
  std::size_t taken_ = 0;  // blocks that were read to their ends
  std::size_t begin_ = 0;  // what of the first block is read
  std::exception_ptr error_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<std::jthread> thread_;  // the last member: it ends before what it uses
};

}}}  // namespace tema::v0::detail
