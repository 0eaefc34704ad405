#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"

#include <concepts>
#include <cstddef>
#include <memory>
#include <string_view>
#include <type_traits>

namespace tema { inline namespace v0 {

/// A part of a range of work: the items [begin, end). `index` counts the chunks from the front.
struct Chunk {
  std::size_t index = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The number of chunks that `count` items are divided into.
[[nodiscard]] constexpr std::size_t chunk_count(std::size_t count, std::size_t chunk_size) {
  return count / chunk_size + (count % chunk_size != 0 ? 1 : 0);
}

/// The threads of one long call: the calling thread and RunContext::threads - 1 others, which are started
/// when they are first needed. If the system refuses to start one, the others do the work.
///
/// The chunks of a range depend only on its length and the chunk size. So a result that is computed per
/// chunk, and put together in the order of the chunks, is the same for any number of threads. Only one thread
/// at a time may call a Workers. The RunContext must outlive it.
class TEMA_EXPORT Workers {
 public:
  explicit Workers(const RunContext& run);
  explicit Workers(const RunContext&& run) = delete;
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// The number of threads that take part, including the calling one; at least 1.
  [[nodiscard]] unsigned threads() const;

  [[nodiscard]] const RunContext& run() const { return run_; }

  /// Calls body(Chunk) once for each chunk of `count` items, and returns when all calls are done.
  /// `chunk_size` must be at least 1.
  ///
  /// Whichever thread is free takes the next chunk, in order. An exception of the body ends the call. If
  /// several are thrown, the one of the lowest chunk is rethrown, which is the same for any number of
  /// threads. Throws Cancelled if a stop was requested before all chunks were begun. If `stage` is given, it
  /// is reported as progress.
  template <class Body>
  requires std::invocable<Body&, const Chunk&>
  void for_chunks(std::size_t count, std::size_t chunk_size, Body&& body, std::string_view stage = {}) {
    using Plain = std::remove_reference_t<Body>;
    const Job job{[](void* context, const Chunk& chunk) { (*static_cast<Plain*>(context))(chunk); },
                  const_cast<void*>(static_cast<const void*>(std::addressof(body)))};
    work(count, chunk_size, job, stage);
  }

 private:
  struct Job {
    void (*call)(void*, const Chunk&);
    void* context;
  };
  struct Team;

  void work(std::size_t count, std::size_t chunk_size, Job job, std::string_view stage);

  const RunContext& run_;
  unsigned threads_;
  std::unique_ptr<Team> team_;
};

}}  // namespace tema::v0
