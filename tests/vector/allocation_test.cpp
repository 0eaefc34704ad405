// Counts allocations: the operators are replaced for this whole program.
#include "tema/text/tokenizer.hpp"
#include "tema/vector/vectorizer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>
#include <span>
#include <string>
#include <vector>

namespace {

std::atomic<std::size_t> allocations = 0;
std::atomic<std::size_t> allocated_bytes = 0;
std::atomic<std::size_t> fails_at = 0;  // the allocation that fails, counted from now on; 0: none

void* allocate(std::size_t size, std::size_t alignment) {
  ++allocations;
  allocated_bytes += size;
  if (fails_at > 0 && --fails_at == 0) throw std::bad_alloc();
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
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return allocate(size, 1);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
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

TEST_CASE("vectorizer: a call with one text allocates nothing of the size of the vocabulary") {
  std::string many;
  for (int i = 0; i < 20000; ++i) many += 'w' + std::to_string(i) + ' ';
  const std::vector<std::string> texts = {many, "w1 w2 w3"};
  const tema::Vectorizer vectorizer = tema::Vectorizer::fit(tema::Tokenizer(), texts);
  static_cast<void>(vectorizer.transform_rows(texts));
  const std::size_t before = allocated_bytes;
  const tema::CsrMatrix row = vectorizer.transform_rows(std::span(texts).last(1));
  CHECK(allocated_bytes - before < 2000);
  CHECK(row.columns.size() == 3);
}

TEST_CASE("vectorizer: what ran out of memory leaves nothing behind that shows") {
  std::string text;
  for (int i = 0; i < 300; ++i)
    text += 'w' + std::to_string(i) + " K" + std::to_string(i % 7) + " \u212A" + std::to_string(i % 7) + ' ';
  const std::vector<std::string> texts = {text, "w1 w2 " + text.substr(500), "k1"};
  const tema::TokenizedCorpus expected = tema::Tokenizer().tokenize(texts, {.threads = 1});
  const tema::Vectorizer reference = tema::Vectorizer::fit(tema::Tokenizer(), texts);
  tema::RowBuffer fresh;
  const tema::RowsView::Row row = reference.transform(texts[1], fresh);
  for (std::size_t k = 1; k < 120; ++k) {
    const tema::Tokenizer tokenizer;
    const tema::Vectorizer vectorizer(tokenizer, reference.tfidf());
    tema::RowBuffer buffer;
    fails_at = k;
    try {
      static_cast<void>(tokenizer.tokenize(texts, {.threads = 1}));
    } catch (const std::bad_alloc&) {
    }
    fails_at = k;
    try {
      static_cast<void>(vectorizer.transform(texts[0], buffer));
    } catch (const std::bad_alloc&) {
    }
    fails_at = 0;
    const tema::TokenizedCorpus corpus = tokenizer.tokenize(texts, {.threads = 1});
    CHECK(corpus.ids == expected.ids);
    REQUIRE(corpus.vocabulary->size() == expected.vocabulary->size());
    for (tema::TermId id = 0; id < corpus.vocabulary->size(); ++id) {
      CHECK(corpus.vocabulary->term(id) == expected.vocabulary->term(id));
    }
    const tema::RowsView::Row again = vectorizer.transform(texts[1], buffer);
    REQUIRE(again.size == row.size);
    CHECK(std::equal(row.columns, row.columns + row.size, again.columns));
    CHECK(std::equal(row.values, row.values + row.size, again.values));
  }
}
