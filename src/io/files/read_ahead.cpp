#include "io/files/read_ahead.hpp"

#include "tema/core/error.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

ReadAhead::ReadAhead(Source source) : source_(std::move(source)) {
  for (Block& block : blocks_) block.bytes.resize(block_bytes);
  try {
    thread_.emplace([this](const std::stop_token& stop) { produce(stop); });
  } catch (const std::system_error&) {  // there are as many threads as the system allows
  }
}

ReadAhead::~ReadAhead() = default;

void ReadAhead::produce(const std::stop_token& stop) {
  while (true) {
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return made_ - taken_ < blocks_.size(); })) return;
    }
    // Only this thread touches a block until it is made.
    Block& block = blocks_[made_ % blocks_.size()];
    std::exception_ptr error;
    block.size = 0;
    try {
      block.size = source_(block.bytes.data(), block.bytes.size(), stop);
    } catch (...) {
      error = std::current_exception();
    }
    const bool is_last = block.size == 0;
    {
      const std::scoped_lock lock(mutex_);
      error_ = error;
      ++made_;
    }
    changed_.notify_all();
    if (is_last) return;
  }
}

ReadAhead::Block& ReadAhead::wait_for_block(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait(lock, stop, [this] { return made_ > taken_; })) throw Cancelled();
  return blocks_[taken_ % blocks_.size()];
}

std::size_t ReadAhead::read(char* to, std::size_t size, const std::stop_token& stop) {
  if (!thread_) return source_(to, size, stop);
  const Block& block = wait_for_block(stop);
  if (block.size == 0) {  // it stays the last one, so that this is so again
    if (error_) std::rethrow_exception(error_);
    return 0;
  }
  const std::size_t count = std::min(size, block.size - begin_);
  std::copy_n(block.bytes.data() + begin_, count, to);
  begin_ += count;
  if (begin_ == block.size) {
    begin_ = 0;
    {
      const std::scoped_lock lock(mutex_);
      ++taken_;
    }
    changed_.notify_all();
  }
  return count;
}

}}}  // namespace tema::v0::detail
