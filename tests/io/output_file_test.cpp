#include "tema/io/output_file.hpp"

#include "tema/core/error.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>

TEST_CASE("output file: is there whole after commit and not before") {
  const TemporaryFolder folder;
  tema::OutputFile file(folder.path("a"));
  file.write("satu ");
  file.write(std::string(200'000, 'x'));
  CHECK_FALSE(std::filesystem::exists(folder.path("a")));
  file.commit();
  CHECK(TemporaryFolder::content(folder.path("a")) == "satu " + std::string(200'000, 'x'));
  CHECK(folder.entries() == 1);
}

TEST_CASE("output file: without commit nothing is left and what was there stays") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a", "before");
  {
    tema::OutputFile file(path);
    file.write(std::string(200'000, 'x'));
  }
  CHECK(TemporaryFolder::content(path) == "before");
  CHECK(folder.entries() == 1);
}

TEST_CASE("output file: replaces what a link leads to and keeps the link") {
  const TemporaryFolder folder;
  const std::string target = folder.file("target", "before");
  std::filesystem::create_symlink(target, folder.path("link"));
  tema::OutputFile file(folder.path("link"));
  file.write("after");
  file.commit();
  CHECK(std::filesystem::is_symlink(folder.path("link")));
  CHECK(TemporaryFolder::content(target) == "after");
}

TEST_CASE("output file: a place that cannot be written is an io error") {
  const TemporaryFolder folder;
  CHECK_THROWS_WITH_AS(tema::OutputFile(folder.path("no/a")), doctest::Contains("cannot create"),
                       tema::Error);
  tema::OutputFile full("/dev/full");
  full.write("x");
  CHECK_THROWS_WITH_AS(full.commit(), doctest::Contains("cannot write /dev/full"), tema::Error);
}

TEST_CASE("output file: a requested stop ends it and leaves nothing") {
  const TemporaryFolder folder;
  std::stop_source source;
  source.request_stop();
  {
    tema::OutputFile file(folder.path("a"), {.stop = source.get_token()});
    file.write("x");
    CHECK_THROWS_AS(file.commit(), tema::Cancelled);
  }
  CHECK(folder.entries() == 0);
}
