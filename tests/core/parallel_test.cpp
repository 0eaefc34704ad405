#include "tema/core/parallel.hpp"

#include "tema/core/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr std::array<unsigned, 3> thread_counts = {1, 2, 7};

/// Waits, but not for ever: a test that fails is worth more than one that hangs.
template <class Condition>
bool wait_for(Condition&& condition) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > limit) return false;
    std::this_thread::sleep_for(std::chrono::microseconds(50));
  }
  return true;
}

std::vector<double> partial_sums(unsigned threads) {
  constexpr std::size_t count = 10'000;
  constexpr std::size_t chunk_size = 97;
  const tema::RunContext run{.threads = threads};
  tema::Workers workers(run);
  std::vector<double> sums(tema::chunk_count(count, chunk_size));
  workers.for_chunks(count, chunk_size, [&](const tema::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i)
      sums[chunk.index] += 1.0 / (static_cast<double>(i) + 1.0);
  });
  return sums;
}

/// True if each chunk came once, with the bounds that its index says, and each item was in one of them.
bool visits_all_once(tema::Workers& workers, std::size_t count, std::size_t chunk_size) {
  std::vector<std::atomic<int>> items(count);
  std::vector<std::atomic<int>> chunks(tema::chunk_count(count, chunk_size));
  std::atomic<bool> bounds_are_right = true;
  workers.for_chunks(count, chunk_size, [&](const tema::Chunk& chunk) {
    const std::size_t end = std::min(count, (chunk.index + 1) * chunk_size);
    if (chunk.begin != chunk.index * chunk_size || chunk.end != end) bounds_are_right = false;
    ++chunks.at(chunk.index);
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) ++items.at(i);
  });
  const auto is_one = [](const std::atomic<int>& visits) { return visits == 1; };
  return bounds_are_right && std::all_of(items.begin(), items.end(), is_one) &&
         std::all_of(chunks.begin(), chunks.end(), is_one);
}

}  // namespace

TEST_CASE("parallel: the last chunk may be shorter and none is empty") {
  CHECK(tema::chunk_count(0, 4) == 0);
  CHECK(tema::chunk_count(1, 4) == 1);
  CHECK(tema::chunk_count(4, 4) == 1);
  CHECK(tema::chunk_count(5, 4) == 2);
  CHECK(tema::chunk_count(static_cast<std::size_t>(-1), 2) == static_cast<std::size_t>(1) << 63);
}

TEST_CASE("parallel: every chunk and every item comes exactly once") {
  for (const unsigned threads : thread_counts) {
    const tema::RunContext run{.threads = threads};
    tema::Workers workers(run);
    for (const std::size_t count : {0U, 1U, 5U, 64U, 1000U}) {
      for (const std::size_t chunk_size : {1U, 3U, 64U, 5000U}) {
        CAPTURE(threads);
        CAPTURE(count);
        CAPTURE(chunk_size);
        CHECK(visits_all_once(workers, count, chunk_size));
      }
    }
  }
}

TEST_CASE("parallel: the number of threads is the one that was asked for") {
  const tema::RunContext seven{.threads = 7};
  CHECK(tema::Workers(seven).threads() == 7);
  const tema::RunContext one{.threads = 1};
  CHECK(tema::Workers(one).threads() == 1);
  const tema::RunContext all_cores;
  CHECK(tema::Workers(all_cores).threads() >= 1);
}

TEST_CASE("parallel: seven threads really take part however few the cores") {
  const tema::RunContext run{.threads = 7};
  tema::Workers workers(run);
  std::mutex mutex;
  std::condition_variable all_are_inside;
  std::set<std::thread::id> inside;
  workers.for_chunks(7, 1, [&](const tema::Chunk&) {
    std::unique_lock lock(mutex);
    inside.insert(std::this_thread::get_id());
    all_are_inside.notify_all();
    all_are_inside.wait_for(lock, std::chrono::seconds(20), [&] { return inside.size() == 7; });
  });
  CHECK(inside.size() == 7);
  CHECK(inside.contains(std::this_thread::get_id()));
}

TEST_CASE("parallel: one thread is the calling one and takes the chunks in order") {
  const tema::RunContext run{.threads = 1};
  tema::Workers workers(run);
  std::vector<std::size_t> order;
  std::set<std::thread::id> ids;
  workers.for_chunks(50, 5, [&](const tema::Chunk& chunk) {
    order.push_back(chunk.index);
    ids.insert(std::this_thread::get_id());
  });
  CHECK(order == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  CHECK(ids == std::set<std::thread::id>{std::this_thread::get_id()});
}

TEST_CASE("parallel: what is computed per chunk has the same bits for any number of threads") {
  const std::vector<double> expected = partial_sums(1);
  for (const unsigned threads : thread_counts) CHECK(partial_sums(threads) == expected);
}

TEST_CASE("parallel: of several exceptions the one of the lowest chunk is rethrown") {
  for (const unsigned threads : {2U, 7U}) {
    const tema::RunContext run{.threads = threads};
    tema::Workers workers(run);
    std::atomic<bool> later_one_throws = false;
    const auto body = [&](const tema::Chunk& chunk) {
      if (chunk.index == 5) {
        wait_for([&] { return later_one_throws.load(); });
        std::this_thread::sleep_for(std::chrono::milliseconds(5));  // lets the later exception arrive first
      }
      if (chunk.index == 6) later_one_throws = true;
      if (chunk.index >= 5) throw std::out_of_range(std::to_string(chunk.index));
    };
    CHECK_THROWS_WITH_AS(workers.for_chunks(100, 1, body), "5", std::out_of_range);
    CHECK(visits_all_once(workers, 100, 3));
  }
}

TEST_CASE("parallel: after an exception no further chunk is begun") {
  const tema::RunContext run{.threads = 1};
  tema::Workers workers(run);
  std::size_t begun = 0;
  const auto body = [&](const tema::Chunk& chunk) {
    ++begun;
    if (chunk.index == 3) throw std::logic_error("three");
  };
  CHECK_THROWS_WITH_AS(workers.for_chunks(100, 1, body), "three", std::logic_error);
  CHECK(begun == 4);
}

TEST_CASE("parallel: a stop that was requested before lets nothing begin") {
  for (const unsigned threads : thread_counts) {
    std::stop_source source;
    source.request_stop();
    const tema::RunContext run{.stop = source.get_token(), .threads = threads};
    tema::Workers workers(run);
    std::atomic<int> begun = 0;
    CHECK_THROWS_AS(workers.for_chunks(100, 1, [&](const tema::Chunk&) { ++begun; }), tema::Cancelled);
    CHECK(begun == 0);
  }
}

TEST_CASE("parallel: a stop that is requested during the call ends it") {
  for (const unsigned threads : thread_counts) {
    std::stop_source source;
    const tema::RunContext run{.stop = source.get_token(), .threads = threads};
    tema::Workers workers(run);
    std::atomic<unsigned> begun = 0;
    const auto body = [&](const tema::Chunk& chunk) {
      ++begun;
      if (chunk.index == 3) source.request_stop();
      // The later chunks must not run away while chunk 3 has not come to its request.
      if (chunk.index > 3) wait_for([&] { return source.stop_requested(); });
    };
    CHECK_THROWS_AS(workers.for_chunks(1000, 1, body), tema::Cancelled);
    CHECK(begun >= 4);
    CHECK(begun <= 4 + 2 * threads);
  }
}

TEST_CASE("parallel: a stop that comes once all is begun loses nothing") {
  std::stop_source source;
  const tema::RunContext run{.stop = source.get_token(), .threads = 1};
  tema::Workers workers(run);
  std::size_t begun = 0;
  workers.for_chunks(10, 1, [&](const tema::Chunk& chunk) {
    ++begun;
    if (chunk.index == 9) source.request_stop();
  });
  CHECK(begun == 10);
}

TEST_CASE("parallel: progress comes from the calling thread and grows to the total") {
  for (const unsigned threads : thread_counts) {
    std::mutex mutex;
    std::vector<tema::Progress> reports;
    std::set<std::thread::id> ids;
    const auto report = [&](const tema::Progress& progress) {
      const std::scoped_lock lock(mutex);
      reports.push_back(progress);
      ids.insert(std::this_thread::get_id());
    };
    const tema::RunContext run{.progress = report, .threads = threads};
    tema::Workers(run).for_chunks(
        95, 1, [](const tema::Chunk&) { std::this_thread::yield(); }, "count");
    CHECK(ids == std::set<std::thread::id>{std::this_thread::get_id()});
    REQUIRE_FALSE(reports.empty());
    CHECK(reports.back().done == 95);
    const auto is_of_stage = [](const auto& p) {
      return p.stage == "count" && p.total == 95 && p.done <= 95;
    };
    CHECK(std::all_of(reports.begin(), reports.end(), is_of_stage));
    const auto by_done = [](const auto& a, const auto& b) { return a.done < b.done; };
    CHECK(std::is_sorted(reports.begin(), reports.end(), by_done));
  }
}

TEST_CASE("parallel: without a stage no progress is reported") {
  int reports = 0;
  const tema::RunContext run{.progress = [&](const tema::Progress&) { ++reports; }, .threads = 2};
  tema::Workers(run).for_chunks(20, 1, [](const tema::Chunk&) {});
  CHECK(reports == 0);
}

TEST_CASE("parallel: an exception of the progress callback ends the call") {
  for (const unsigned threads : thread_counts) {
    const auto report = [](const tema::Progress&) { throw std::logic_error("enough"); };
    const tema::RunContext run{.progress = report, .threads = threads};
    tema::Workers workers(run);
    std::atomic<int> begun = 0;
    const auto body = [&](const tema::Chunk&) { ++begun; };
    CHECK_THROWS_WITH_AS(workers.for_chunks(100, 1, body, "count"), "enough", std::logic_error);
    if (threads == 1) CHECK(begun == 1);
  }
}

TEST_CASE("parallel: a chunk may have workers of its own") {
  const tema::RunContext outer_run{.threads = 2};
  const tema::RunContext inner_run{.threads = 3};
  std::atomic<std::size_t> sum = 0;
  tema::Workers(outer_run).for_chunks(8, 1, [&](const tema::Chunk& outer) {
    tema::Workers(inner_run).for_chunks(100, 7, [&](const tema::Chunk& inner) {
      for (std::size_t i = inner.begin; i < inner.end; ++i) sum += outer.index * 100 + i;
    });
  });
  CHECK(sum == 800 * 799 / 2);
}

TEST_CASE("parallel: of no items nothing is begun and the stage is done") {
  tema::Progress last{.stage = "", .done = 1, .total = 2};
  const tema::RunContext run{.progress = [&](const tema::Progress& progress) { last = progress; },
                             .threads = 7};
  int begun = 0;
  tema::Workers(run).for_chunks(
      0, 10, [&](const tema::Chunk&) { ++begun; }, "count");
  CHECK(begun == 0);
  CHECK(last.done == last.total);
}
