// Counts allocations: the operators are replaced for this whole program.
#include "tema/vector/vectorizer.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

namespace {

std::atomic<std::size_t> allocations = 0;

void* allocate(std::size_t size, std::size_t alignment) {
  ++allocations;
  void* const memory = alignment <= alignof(std::max_align_t)
                           ? std::malloc(size == 0 ? 1 : size)
                           : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size, 1); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

TEST_CASE("vectorizer: a text whose words the buffer has met allocates nothing") {
  const std::vector<std::string> texts = {"Negara-negara berdaulat membahas isu-isu ekonomi, kata Putin",
                                          "Kereta cepat Jakarta–Bandung berangkat", "ekonomi negara",
                                          "“x” é 3,14"};
  for (const tema::WordNgrams& ngrams : {tema::WordNgrams{1, 1}, {1, 3, 1}}) {
    const tema::Vectorizer vectorizer = tema::Vectorizer::fit(
        tema::Tokenizer({.language = "id", .language_stop_words = true}), texts, {.ngrams = ngrams});
    tema::RowBuffer buffer;
    for (const std::string& text : texts) static_cast<void>(vectorizer.transform(text, buffer));
    const std::size_t before = allocations;
    std::size_t entries = 0;
    for (const std::string& text : texts) entries += vectorizer.transform(text, buffer).size;
    CHECK(allocations == before);
    CHECK(entries > 10);
  }
}
