#include "tema/io/whole_text.hpp"

#include "tema/core/error.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <string>

TEST_CASE("whole_text: a byte order mark tells the encoding, and UTF-8 is left as it is") {
  const TemporaryFolder folder;
  const tema::WholeText marked = tema::read_text(folder.file("a.md", "\xEF\xBB\xBFsatu\xFF"));
  CHECK(marked.text == "satu\xFF");
  CHECK(marked.offset == 3);
  CHECK(marked.repaired == 0);
  const std::string_view wide("\xFF\xFE\xe9\0\0\xd8", 6);  // an "é" and half of a pair
  const tema::WholeText decoded = tema::read_text(folder.file("b", wide));
  CHECK(decoded.text == "é�");
  CHECK(decoded.offset == 0);
  CHECK(decoded.repaired == 1);
  CHECK(tema::read_text(folder.file("c.txt", "")).text.empty());
}

TEST_CASE("whole_text: what cannot be read is named") {
  const TemporaryFolder folder;
  CHECK_THROWS_WITH_AS((void)tema::read_text(folder.path("none")), doctest::Contains("none"), tema::Error);
  CHECK_THROWS_WITH_AS((void)tema::read_text(folder.file("d", std::string_view("d\0a\0n\0", 6))),
                       doctest::Contains("likely UTF-16LE"), tema::Error);
  std::stop_source stop;
  stop.request_stop();
  const std::string path = folder.file("e", "satu");
  CHECK_THROWS_AS((void)tema::read_text(path, {.stop = stop.get_token()}), tema::Cancelled);
}
