#include "tema/text/split.hpp"

#include "tema/core/error.hpp"

#include <doctest/doctest.h>

TEST_CASE("split: pieces carry the label and a number and lead back to the source") {
  const std::string source =
      "\xef\xbb\xbf"
      "Satu. Dua!\n\n Tiga \n";
  const tema::Document document{.id = "a", .text = source.substr(3), .label = "l", .offset = 3};
  const auto paragraphs = tema::split(document, tema::Unit::paragraph);
  REQUIRE(paragraphs.size() == 2);
  CHECK(paragraphs[0].text == "Satu. Dua!");
  CHECK(paragraphs[1].id == "a#2");
  for (const tema::Unit unit : {tema::Unit::sentence, tema::Unit::paragraph, tema::Unit::line}) {
    for (const tema::Document& piece : tema::split(document, unit)) {
      CHECK(source.substr(piece.offset, piece.text.size()) == piece.text);
      CHECK(piece.label == "l");
    }
  }
  CHECK(tema::split({.id = "b", .text = " \n"}, tema::Unit::line).empty());
}

TEST_CASE("split: a requested stop ends it") {
  std::stop_source source;
  source.request_stop();
  for (const tema::Unit unit :
       {tema::Unit::word, tema::Unit::sentence, tema::Unit::paragraph, tema::Unit::line})
    CHECK_THROWS_AS((void)tema::split({.id = "a", .text = "b"}, unit, {.stop = source.get_token()}),
                    tema::Cancelled);
}
