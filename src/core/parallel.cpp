#include "tema/core/parallel.hpp"

#include "tema/core/error.hpp"

#ifdef TEMA_RECORD_CHUNKS
#include "core/chunk_times.hpp"
#endif

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

/// The helping threads, and the jobs that wait for one of them.
struct Workers::Team {
  Team() = default;
  ~Team() {
    {
      const std::scoped_lock lock(mutex);
      ends = true;
    }
    job_waits.notify_all();
    for (std::thread& thread : threads) thread.join();
  }
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  /// Makes a team of at least so many helpers, if the system has them. Returns how many there are; results do
  /// not depend on it.
  static std::size_t call(std::unique_ptr<Team>& team, std::size_t helpers) {
    if (!team) team = std::make_unique<Team>();
    if (team->grow(helpers)) return helpers;
    // The system is at its limit, and the work itself needs something, too.
    const std::size_t fewer = team->threads.size() / 4 * 3;
    team = nullptr;
    team = std::make_unique<Team>();
    team->grow(fewer);
    return team->threads.size();
  }

  /// Starts threads until there are so many. False if the system refuses one, or there is no memory.
  bool grow(std::size_t helpers) {
    try {
      while (threads.size() < helpers) threads.emplace_back([this] { serve(); });
    } catch (const std::exception&) {
      return false;
    }
    return true;
  }

  /// Gives a job to the next free helper.
  void post(std::function<void()> job) {
    {
      const std::scoped_lock lock(mutex);
      jobs.push_back(std::move(job));
    }
    job_waits.notify_one();
  }

  /// The work of a helper: one job after the other, until the team ends.
  void serve() {
    std::unique_lock lock(mutex);
    while (true) {
      job_waits.wait(lock, [this] { return ends || !jobs.empty(); });
      if (jobs.empty()) return;
      const std::function<void()> job = std::move(jobs.front());
      jobs.pop_front();
      lock.unlock();
      job();
      lock.lock();
    }
  }

  std::mutex mutex;
  std::condition_variable job_waits;
  std::deque<std::function<void()>> jobs;
  bool ends = false;
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
#ifdef TEMA_RECORD_CHUNKS
  detail::RangeClock clock;
#endif

  const auto take_one = [&] {
    if (shared.abandoned || run_.stop.stop_requested()) return false;
    const std::size_t index = shared.next++;
    if (index >= chunks) return false;
    const std::size_t begin = index * chunk_size;
    try {
      const Chunk chunk{index, begin, begin + std::min(chunk_size, count - begin)};
#ifdef TEMA_RECORD_CHUNKS
      clock.time([&] { job.call(job.context, chunk); });
#else
      job.call(job.context, chunk);
#endif
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
        team_->post(help);
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
