#include "tema/io/word_list.hpp"

#include "tema/core/error.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

TEST_CASE("word list: a word a line without white space, blank lines and comments") {
  const TemporaryFolder folder;
  const auto words =
      tema::read_word_list(folder.file("a", "\xef\xbb\xbfsatu\r\n  # no\n\n\tdua tiga \nempat"));
  CHECK(words == std::vector<std::string>{"satu", "dua tiga", "empat"});
}

TEST_CASE("word list: a word that is not UTF-8 is named by its line") {
  const TemporaryFolder folder;
  CHECK_THROWS_WITH_AS((void)tema::read_word_list(folder.file("a", "satu\nd\xffua\n")),
                       doctest::Contains("a:2: "), tema::Error);
  CHECK_THROWS_AS((void)tema::read_word_list(folder.path("none")), tema::Error);
}
