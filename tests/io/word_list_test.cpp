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

TEST_CASE("word list: a byte order mark is passed over, and wide encodings are read by theirs") {
  const TemporaryFolder folder;
  const std::string marked = folder.file("a", std::string_view("\xFF\xFE"
                                                               "d\0a\0n\0\r\0\n\0#\0\n\0\xe9\0",
                                                               18));
  CHECK(tema::read_word_list(marked) == std::vector<std::string>{"dan", "é"});
  CHECK(tema::read_lines(marked) == std::vector<std::string>{"dan", "#", "é"});
  CHECK(tema::read_lines(folder.file("b", "\xEF\xBB\xBF a\r\n\n#\n")) == std::vector<std::string>{" a", "#"});
  const std::string unmarked = folder.file("c", std::string_view("d\0a\0n\0", 6));
  CHECK_THROWS_WITH_AS((void)tema::read_word_list(unmarked), doctest::Contains("likely UTF-16LE"),
                       tema::Error);
  CHECK_THROWS_WITH_AS((void)tema::read_lines(unmarked), doctest::Contains("likely UTF-16LE"), tema::Error);
  CHECK_THROWS_WITH_AS((void)tema::read_lines(folder.file("d", "a\nb\xff\n")), doctest::Contains("d:2: "),
                       tema::Error);
}
