// Each allocation in turn fails: what is read or written is then right, or std::bad_alloc, and nothing else.
#include "reference/random_texts.hpp"
#include "tema/core/random.hpp"
#include "tema/io.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <new>
#include <string>
#include <vector>

namespace {

constexpr std::uint64_t never = std::numeric_limits<std::uint64_t>::max();

/// How many allocations of this thread succeed, and how many after these fail.
thread_local std::uint64_t until_failure = never;
thread_local std::uint64_t failures = 0;

bool may_allocate() {
  if (until_failure == never) return true;
  if (until_failure > 0) {
    --until_failure;
    return true;
  }
  if (failures == 0) return true;
  --failures;
  return false;
}

}  // namespace

// All of them, for a sanitizer has those that are left call its own.
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return may_allocate() ? std::malloc(size == 0 ? 1 : size) : nullptr;
}
void* operator new(std::size_t size) {
  void* const memory = operator new(size, std::nothrow);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new[](std::size_t size, const std::nothrow_t& tag) noexcept { return operator new(size, tag); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t& /*tag*/) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t& /*tag*/) noexcept { std::free(memory); }

namespace {

/// Runs the work again and again, while so many allocations fail after ever more that do not, until none is
/// asked for any more. Each time it must do what it does with enough memory, or throw std::bad_alloc.
template <class Work>
void fail_each_allocation(Work&& work, std::uint64_t at_once) {
  const auto expected = work();
  std::size_t thrown = 0;
  for (std::uint64_t after = 0;; after += 1 + after / 40) {
    CAPTURE(after);
    until_failure = after;
    failures = at_once;
    bool is_right = false;
    try {
      is_right = work() == expected;
    } catch (const std::bad_alloc&) {
      is_right = true;
      ++thrown;
    }
    const bool is_over = until_failure > 0;
    until_failure = never;
    REQUIRE(is_right);
    if (is_over) break;
  }
  CHECK(thrown > 3);
}

template <class Work>
void fail_allocations(Work&& work) {
  fail_each_allocation(work, 1);
  fail_each_allocation(work, never);
}

std::vector<std::string> texts() {
  tema::Random random(1);
  return reference::random_texts(reference::english(), 8, random).texts;
}

}  // namespace

TEST_CASE("failed allocations: a corpus is read whole or not at all, though lines may be skipped") {
  const TemporaryFolder folder;
  std::string lines;
  for (int i = 0; i < 5; ++i) {
    lines += R"({"id": )" + std::to_string(i) +
             R"(, "text": "satu \ud800 dua", "n": 1e999, "label": ["a"]})" + "\n";
    lines += "{\"text\": 1}\n" + std::string(40U << i, ' ') + "{\"text\": \"" + std::string(100U << i, 'x') +
             "\"}\n";
  }
  const std::string path = folder.file("a.jsonl", lines);
  fail_allocations([&] {
    const tema::Corpus corpus = tema::read_corpus(path, {.skip_invalid = true});
    std::string all = std::to_string(corpus.skipped) + ' ' + std::to_string(corpus.repaired);
    for (const tema::Document& document : corpus.documents)
      all += document.id + document.text + document.label;
    return all;
  });
}

TEST_CASE("failed allocations: assignments and word lists are read whole or not at all") {
  const TemporaryFolder folder;
  std::string lines;
  for (int i = 0; i < 20; ++i)
    lines += tema::to_json_line({"a long identifier " + std::to_string(i), {i, 0.5F, 0.1F}});
  const std::string path = folder.file("a.jsonl", lines);
  fail_allocations([&] {
    std::string all;
    for (const tema::AssignmentRecord& record : tema::read_assignments(path))
      all += tema::to_json_line(record);
    return all;
  });
  fail_allocations([&] { return tema::read_word_list(path); });
}

TEST_CASE("failed allocations: a model is loaded and saved whole or not at all") {
  const TemporaryFolder folder;
  const std::string path = folder.path("m");
  tema::save_model(tema::TopicModel::fit(texts(), {.topics = 3, .restarts = 1}), path);
  fail_allocations([&] {
    const tema::TopicModel model = tema::load_model(path, {}, {.threads = 1});
    tema::save_model(model, folder.path("again"), {.threads = 1});
    return model.topics();
  });
  CHECK(TemporaryFolder::content(folder.path("again")) == TemporaryFolder::content(path));
  CHECK(folder.entries() == 2);
}
