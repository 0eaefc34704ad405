#include "tema/core/parallel.hpp"

#include "tema/core/error.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace tema { inline namespace v0 {

/// The helping threads. Not Boost's thread_pool: that waits for ever if the system refuses one of its
/// threads.
struct Workers::Team {
  Team() = default;
  ~Team() {
    work.reset();
    for (std::thread& thread : threads) thread.join();
  }
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  /// Has a team of so many helpers at least, if the system has them; gives how many of them are there. The
  /// results do not depend on it.
  static std::size_t call(std::unique_ptr<Team>& team, std::size_t helpers) {
    if (!team) team = std::make_unique<Team>();
    if (team->grow(helpers)) return helpers;
    // The system is at its limit, and the work itself is in need of something, too.
    const std::size_t fewer = team->threads.size() / 4 * 3;
    team = nullptr;
    team = std::make_unique<Team>();
    team->grow(fewer);
    return team->threads.size();
  }

  /// Starts threads until there are so many. False if the system refuses one, or there is no memory.
  bool grow(std::size_t helpers) {
    try {
      while (threads.size() < helpers) threads.emplace_back([this] { context.run(); });
    } catch (const std::exception&) {
      return false;
    }
    return true;
  }

  boost::asio::io_context context;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{context.get_executor()};
  std::vector<std::thread> threads;
};

namespace {

/// The state that the threads share while they work on one range.
struct Shared {
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> finished{0};
  std::atomic<bool> abandoned{false};

  std::mutex mutex;
  std::condition_variable helper_left;
  std::size_t helpers = 0;
  std::exception_ptr error;
  std::size_t error_chunk = 0;

  void fail(std::size_t chunk) {
    const std::scoped_lock lock(mutex);
    if (!error || chunk < error_chunk) {
      error = std::current_exception();
      error_chunk = chunk;
    }
    abandoned = true;
  }
};

unsigned usable_threads(unsigned asked) {
  return asked != 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

Workers::Workers(const RunContext& run) : run_(run), threads_(usable_threads(run.threads)) {}
Workers::~Workers() = default;

unsigned Workers::threads() const { return threads_; }

void Workers::work(std::size_t count, std::size_t chunk_size, Job job, std::string_view stage) {
  const std::size_t chunks = chunk_count(count, chunk_size);
  throw_if_stopped(run_);
  Shared shared;

  const auto take_one = [&] {
    if (shared.abandoned || run_.stop.stop_requested()) return false;
    const std::size_t index = shared.next++;
    if (index >= chunks) return false;
    const std::size_t begin = index * chunk_size;
    try {
      job.call(job.context, Chunk{index, begin, begin + std::min(chunk_size, count - begin)});
      ++shared.finished;
    } catch (...) {
      shared.fail(index);
    }
    return true;
  };

  if (threads_ > 1 && chunks > 1) {
    const std::size_t wanted = std::min<std::size_t>(threads_, chunks) - 1;
    const std::size_t helpers = Team::call(team_, wanted);
    if (helpers < wanted) threads_ = static_cast<unsigned>(helpers) + 1;
    const auto help = [&] {
      while (take_one()) {
      }
      const std::scoped_lock lock(shared.mutex);
      if (--shared.helpers == 0) shared.helper_left.notify_one();
    };
    try {
      for (std::size_t helper = 0; helper < helpers; ++helper) {
        const std::scoped_lock lock(shared.mutex);
        boost::asio::post(team_->context, help);
        ++shared.helpers;
      }
    } catch (...) {
      shared.fail(chunks);  // the helpers must return before this function may end
    }
  }

  const bool reports = !stage.empty() && run_.progress;
  while (take_one()) {
    if (!reports || shared.abandoned) continue;
    try {
      run_.progress({stage, shared.finished, chunks});
    } catch (...) {
      shared.fail(chunks);
    }
  }
  {
    std::unique_lock lock(shared.mutex);
    shared.helper_left.wait(lock, [&] { return shared.helpers == 0; });
  }
  if (shared.error) std::rethrow_exception(shared.error);
  if (shared.finished < chunks) throw Cancelled();
  if (reports) run_.progress({stage, chunks, chunks});
}

}}  // namespace tema::v0
