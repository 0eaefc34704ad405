#include "corpus/merged_terms.hpp"

#include "corpus/vocabulary_parts.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using tema::TermId;
using tema::Vocabulary;
using tema::detail::MergedTerms;
using tema::detail::ThreadTerms;
using tema::detail::VocabularyParts;

/// What a thread numbered, of which it used the terms at even numbers, last first.
struct Thread {
  Vocabulary vocabulary;
  std::vector<TermId> used = {};
};

}  // namespace

TEST_CASE("merged_terms: each term that is used has one number, whatever thread it is of") {
  tema::Random random(1);
  for (const std::size_t count : {1U, 2U, 3U, 8U}) {
    for (const unsigned workers_count : {1U, 3U}) {
      const tema::RunContext run{.threads = workers_count};
      tema::Workers workers(run);
      const VocabularyParts::Key key = VocabularyParts::random_key();
      std::vector<Thread> threads;
      for (std::size_t t = 0; t < count; ++t) {
        threads.push_back({VocabularyParts::make(key)});
        for (std::size_t i = random.below(3000); i > 0; --i) {
          threads[t].vocabulary.intern("t" + std::to_string(random.below(5000)));
        }
        for (std::size_t id = threads[t].vocabulary.size(); id > 0; --id) {
          if (id % 2 == 1) threads[t].used.push_back(static_cast<TermId>(id - 1));
        }
      }
      std::vector<ThreadTerms> terms;
      for (const Thread& thread : threads) terms.push_back({&thread.vocabulary, thread.used});
      const MergedTerms merged(terms, workers);
      std::map<std::string_view, TermId> numbers;
      std::set<TermId> taken;
      for (std::size_t t = 0; t < count; ++t) {
        const std::span<const TermId> own = merged.numbers(t);
        CHECK(own.empty() == (t == 0));
        for (const TermId id : threads[t].used) {
          const TermId number = own.empty() ? id : own[id];
          REQUIRE(number < merged.bound());
          const std::string_view term = threads[t].vocabulary.term(id);
          CHECK(merged.term(number) == term);
          CHECK(numbers.try_emplace(term, number).first->second == number);
        }
      }
      for (const auto& [term, number] : numbers) CHECK(taken.insert(number).second);
    }
  }
}

TEST_CASE("merged_terms: threads that share a vocabulary share its numbers") {
  const tema::RunContext run{.threads = 2};
  tema::Workers workers(run);
  Vocabulary vocabulary;
  vocabulary.intern("a");
  vocabulary.intern("b");
  const std::vector<TermId> used = {0, 1};
  const std::vector<ThreadTerms> terms = {{&vocabulary, used}, {&vocabulary, used}};
  const MergedTerms merged(terms, workers);
  CHECK(merged.numbers(1).empty());
  CHECK(merged.bound() == 2);
}

TEST_CASE("vocabulary_parts: a vocabulary of given terms finds each, and none else") {
  const tema::RunContext run{.threads = 3};
  tema::Workers workers(run);
  for (const std::size_t size : {0U, 1U, 40U, 20000U}) {
    std::vector<std::string> terms;
    for (std::size_t i = 0; i < size; ++i) terms.push_back("term" + std::to_string(i));
    const auto term_at = [&](std::size_t i) { return std::string_view(terms[i]); };
    Vocabulary vocabulary = VocabularyParts::of(size, term_at, workers);
    REQUIRE(vocabulary.size() == size);
    for (std::size_t i = 0; i < size; ++i) {
      CHECK(vocabulary.term(static_cast<TermId>(i)) == terms[i]);
      CHECK(vocabulary.find(terms[i]) == static_cast<TermId>(i));
    }
    CHECK_FALSE(vocabulary.find("other"));
    CHECK(vocabulary.intern("other") == size);
  }
}

TEST_CASE("vocabulary_parts: appended terms are found once they are indexed") {
  Vocabulary vocabulary;
  for (int i = 0; i < 1000; ++i) {
    CHECK(VocabularyParts::append(vocabulary, "a" + std::to_string(i)) == static_cast<TermId>(i * 2));
    VocabularyParts::index_appended(vocabulary);
    CHECK(vocabulary.intern("b" + std::to_string(i)) == static_cast<TermId>(i * 2 + 1));
  }
  for (int i = 0; i < 1000; ++i)
    CHECK(vocabulary.find("a" + std::to_string(i)) == static_cast<TermId>(i * 2));
}
