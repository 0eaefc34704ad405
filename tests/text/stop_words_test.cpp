#include "tema/text/stop_words.hpp"

#include "tema/text/normalizer.hpp"
#include "tema/text/utf8.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

bool has_all(const tema::StopWords& set, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    const bool found = set.contains(word);
    if (!found) MESSAGE(word);
    return found;
  });
}

bool has_none(const tema::StopWords& set, const std::vector<std::string>& words) {
  return std::none_of(words.begin(), words.end(), [&](const std::string& word) {
    const bool found = set.contains(word);
    if (found) MESSAGE(word);
    return found;
  });
}

bool has_white_space(const std::string& word) {
  return word.find_first_of(" \t\r\n\v\f") != std::string::npos || word.find("\u00A0") != std::string::npos ||
         word.find("\u3000") != std::string::npos;
}

}  // namespace

TEST_CASE("stop words: function words are in and content words are not in Indonesian") {
  const tema::StopWords words = tema::stop_words("id");
  CHECK(has_all(words, {"yang", "dan", "di", "ke", "dari", "untuk", "dengan", "ini", "itu", "adalah", "yg"}));
  CHECK(has_none(words, {"masalah", "kasus", "naik", "ibu", "presiden", "harga", "jakarta", ""}));
}

TEST_CASE("stop words: function words are in and content words are not in English") {
  const tema::StopWords words = tema::stop_words("en");
  CHECK(has_all(words, {"the", "and", "of", "to", "in", "is", "that", "with", "not", "which"}));
  CHECK(has_none(words, {"microsoft", "system", "world", "research", "state", "uk", "president", ""}));
}

TEST_CASE(
    "stop words: function words are in and content words are not in lists that were of frequent words") {
  const tema::StopWords malay = tema::stop_words("ms");
  CHECK(has_all(malay, {"yang", "dan", "iaitu", "kerana", "bahawa", "tiada", "sahaja", "daripada"}));
  CHECK(has_none(malay, {"negara", "menteri", "bank", "saham", "najib", "malaysia", "minyak", "sawit",
                         "ringgit", "proton", "kuala", "umno", "syarikat", "disember"}));
  const tema::StopWords russian = tema::stop_words("ru");
  CHECK(has_all(russian, {"и", "в", "не", "что", "который"}));
  CHECK(has_none(russian, {"москва", "россия", "война", "деньги", "машина", "женщина", "вода"}));
  CHECK(has_none(tema::stop_words("sl"), {"januar", "sobota"}));
  CHECK(has_none(tema::stop_words("es"), {"sal"}));
}

TEST_CASE("stop words: a region and the case of the code do not matter") {
  for (const char* code : {"en-GB", "en_US", "EN", "en-"}) {
    CHECK(std::ranges::equal(tema::stop_words(code).words(), tema::stop_words("en").words()));
  }
}

TEST_CASE("stop words: an unknown language is named together with those that are known") {
  for (const char* code : {"xx", "english", "", "-en", "e"}) {
    std::string message;
    try {
      static_cast<void>(tema::stop_words(code));
    } catch (const std::invalid_argument& error) {
      message = std::string(error.what()) + ' ';
    }
    CHECK(message.find("\"" + std::string(code) + "\"") != std::string::npos);
    for (const std::string known : {" id ", " en ", " und "}) CHECK(message.find(known) != std::string::npos);
  }
}

TEST_CASE("stop words: the undetermined language has none") {
  CHECK(tema::stop_words("und").empty());
  CHECK(tema::stop_words("und").size() == 0);
}

TEST_CASE("stop words: the known languages are sorted and each is there once") {
  const auto known = tema::languages();
  CHECK(std::is_sorted(known.begin(), known.end()));
  CHECK(std::adjacent_find(known.begin(), known.end()) == known.end());
  for (const char* code : {"und", "id", "ms", "en", "de", "ja", "ar", "th"}) {
    CHECK(std::find(known.begin(), known.end(), code) != known.end());
  }
}

TEST_CASE("stop words: every list holds folded single words in order") {
  for (const std::string& language : tema::languages()) {
    CAPTURE(language);
    const tema::StopWords set = tema::stop_words(language);
    const auto words = set.words();
    const std::vector<std::string> without = {"az", "ne", "sr", "ta", "und", "yi"};
    CHECK(words.empty() == std::binary_search(without.begin(), without.end(), language));
    CHECK(std::is_sorted(words.begin(), words.end()));
    CHECK(std::adjacent_find(words.begin(), words.end()) == words.end());
    for (const std::string& word : words) {
      REQUIRE_FALSE(word.empty());
      REQUIRE(tema::fold(word) == word);
      REQUIRE(tema::count_ill_formed(word) == 0);
      REQUIRE_FALSE_MESSAGE(has_white_space(word), word);
      REQUIRE(set.contains(word));
    }
  }
}

TEST_CASE("stop words: words are folded as they come in") {
  tema::StopWords set = {"Yang", "STRASSE", "Jum’at"};
  set.insert("ΣΟΦΟΣ");
  set.insert("yang");
  CHECK(set.size() == 4);
  CHECK(has_all(set, {"yang", "strasse", "jum'at", "σοφοσ"}));
  CHECK(has_none(set, {"Yang", "straße", "Jum’at", "yan", "yangg", ""}));
}

TEST_CASE("stop words: a set of strings and another set may be put in") {
  const std::vector<std::string> own = {"Kata", "dia", "kata"};
  tema::StopWords set(own);
  CHECK(std::ranges::equal(set.words(), std::vector<std::string>{"dia", "kata"}));
  set.insert(tema::StopWords{"ujar", "DIA"});
  CHECK(std::ranges::equal(set.words(), std::vector<std::string>{"dia", "kata", "ujar"}));
  set.insert(tema::StopWords());
  CHECK(set.size() == 3);
}

TEST_CASE("stop words: a new set has no words") {
  const tema::StopWords set;
  CHECK(set.empty());
  CHECK(has_none(set, {"", "yang"}));
}
