#include "tema/corpus/vocabulary.hpp"

#include "corpus/vocabulary_parts.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <string>
#include <unordered_map>
#include <vector>

namespace {

/// Any bytes; short ones come again and again, long ones hardly ever.
std::string random_term(tema::Random& random) {
  constexpr std::size_t lengths[] = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 300};
  const std::uint64_t alphabet = random.below(2) == 0 ? 2 : 256;
  std::string term(lengths[random.below(std::size(lengths))], '\0');
  for (char& c : term) c = static_cast<char>(random.below(alphabet));
  return term;
}

}  // namespace

TEST_CASE("vocabulary: agrees with a hash map on random bytes of many lengths") {
  tema::Random random(1);
  tema::Vocabulary vocabulary;
  std::unordered_map<std::string, tema::TermId> naive;
  std::vector<std::string> terms;
  for (int i = 0; i < 100'000; ++i) {
    std::string term = random_term(random);
    const auto [entry, is_new] = naive.emplace(term, static_cast<tema::TermId>(terms.size()));
    REQUIRE(vocabulary.intern(term) == entry->second);
    if (is_new) terms.push_back(std::move(term));
  }
  REQUIRE(vocabulary.size() == terms.size());
  CHECK(naive.contains(""));
  CHECK(terms.size() > 20'000);
  for (tema::TermId id = 0; id < terms.size(); ++id) {
    REQUIRE(vocabulary.term(id) == terms[id]);
    REQUIRE(vocabulary.find(terms[id]) == id);
  }
  for (int i = 0; i < 10'000; ++i) {
    const std::string term = random_term(random);
    REQUIRE(vocabulary.find(term).has_value() == naive.contains(term));
  }
}

TEST_CASE("vocabulary: terms that were appended and interned apart are all found once they are indexed") {
  using tema::detail::VocabularyParts;
  tema::Random random(1);
  for (int round = 0; round < 200; ++round) {
    tema::Vocabulary vocabulary;
    std::unordered_map<std::string, tema::TermId> naive;
    std::size_t appended = 0;
    for (std::uint64_t steps = random.below(3'000); steps > 0; --steps) {
      const bool appends = random.below(3) == 0;
      const std::string term =
          appends ? "new " + std::to_string(appended++) : "apart " + std::to_string(random.below(500));
      const auto expected = naive.emplace(term, static_cast<tema::TermId>(naive.size())).first->second;
      REQUIRE((appends ? VocabularyParts::append(vocabulary, term)
                       : VocabularyParts::intern_apart(vocabulary, term)) == expected);
      if (random.below(2'000) == 0) VocabularyParts::index_appended(vocabulary);
    }
    VocabularyParts::index_appended(vocabulary);
    REQUIRE(vocabulary.size() == naive.size());
    for (const auto& [term, id] : naive) REQUIRE(vocabulary.find(term) == id);
    REQUIRE_FALSE(vocabulary.find("new"));
  }
}

TEST_CASE("vocabulary: terms are numbered by their first appearance") {
  tema::Vocabulary vocabulary;
  std::vector<tema::TermId> ids;
  for (const char* term : {"zebra", "apel", "zebra", "mangga", "apel", "zebra"})
    ids.push_back(vocabulary.intern(term));
  CHECK(ids == std::vector<tema::TermId>{0, 1, 0, 2, 1, 0});
  CHECK(vocabulary.term(0) == "zebra");
  CHECK(vocabulary.term(2) == "mangga");
}

TEST_CASE("vocabulary: the numbers do not depend on the key of the hash") {
  // Each object draws a key of its own.
  tema::Vocabulary first;
  tema::Vocabulary second;
  for (int i = 0; i < 5000; ++i)
    REQUIRE(first.intern(std::to_string(i % 3000)) == second.intern(std::to_string(i % 3000)));
}

TEST_CASE("vocabulary: terms that differ in zeros alone are different terms") {
  tema::Vocabulary vocabulary;
  for (std::size_t length = 0; length < 40; ++length)
    CHECK(vocabulary.intern(std::string(length, '\0')) == length);
  for (std::size_t length = 0; length < 40; ++length)
    CHECK(vocabulary.find(std::string(length, '\0')) == length);
}

TEST_CASE("vocabulary: an unknown term is not found and not added") {
  tema::Vocabulary vocabulary;
  CHECK_FALSE(vocabulary.find("").has_value());
  CHECK_FALSE(vocabulary.find("kata").has_value());
  vocabulary.intern("kata");
  CHECK_FALSE(vocabulary.find("kat").has_value());
  CHECK_FALSE(vocabulary.find("kata-kata").has_value());
  CHECK_FALSE(vocabulary.find("").has_value());
  CHECK(vocabulary.size() == 1);
}

TEST_CASE("vocabulary: a copy and its original are independent") {
  tema::Vocabulary original;
  original.intern("satu");
  tema::Vocabulary copy = original;
  for (int i = 0; i < 1000; ++i) copy.intern(std::to_string(i));
  CHECK(original.intern("dua") == 1);
  CHECK(original.size() == 2);
  CHECK(copy.size() == 1001);
  CHECK_FALSE(copy.find("dua").has_value());
  CHECK(copy.find("satu") == 0);
  copy = original;
  CHECK(copy.size() == 2);
  CHECK(copy.find("dua") == 1);
  CHECK_FALSE(copy.find("7").has_value());
}

TEST_CASE("vocabulary: a moved vocabulary keeps its terms") {
  tema::Vocabulary source;
  for (int i = 0; i < 1000; ++i) source.intern(std::to_string(i));
  tema::Vocabulary target = std::move(source);
  CHECK(target.size() == 1000);
  for (tema::TermId i = 0; i < 1000; ++i) REQUIRE(target.find(std::to_string(i)) == i);
}

TEST_CASE("vocabulary: a term may be cut from the bytes of another") {
  // The view lies in the array that intern() makes longer.
  tema::Vocabulary vocabulary;
  vocabulary.intern(std::string(2000, 'x'));
  for (std::size_t length = 1999; length > 0; --length) {
    const tema::TermId id = vocabulary.intern(vocabulary.term(0).substr(0, length));
    REQUIRE(vocabulary.term(id) == std::string(length, 'x'));
  }
}
