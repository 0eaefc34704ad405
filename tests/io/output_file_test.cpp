#include "tema/io/output_file.hpp"

#include "tema/core/error.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <sys/stat.h>

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

TEST_CASE("output file: makes what a link leads to and keeps the link") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path("below"));
  std::filesystem::create_symlink("below/target", folder.path("second"));
  std::filesystem::create_symlink("second", folder.path("first"));
  tema::OutputFile file(folder.path("first"));
  file.write("new");
  file.commit();
  CHECK(std::filesystem::is_symlink(folder.path("first")));
  CHECK(std::filesystem::is_symlink(folder.path("second")));
  CHECK(TemporaryFolder::content(folder.path("below/target")) == "new");
}

TEST_CASE("output file: passes on the permissions of what it replaces") {
  const TemporaryFolder folder;
  const auto mode_after = [&](const std::string& path) {
    tema::OutputFile file(path);
    file.write("after");
    file.commit();
    return std::filesystem::status(path).permissions();
  };
  const std::string path = folder.file("a", "before");
  CHECK(mode_after(folder.path("new")) == std::filesystem::status(path).permissions());
  for (const unsigned mode : {0600U, 0664U, 0755U}) {
    std::filesystem::permissions(path, static_cast<std::filesystem::perms>(mode));
    CHECK(mode_after(path) == static_cast<std::filesystem::perms>(mode));
  }
}

TEST_CASE("output file: what another process left does not stand in its way") {
  const TemporaryFolder folder;
  const std::string process = std::to_string(::getpid());
  for (const std::string& name : {"a.partial-" + process, "tema-" + process + "-0.partial"})
    CHECK(folder.file(name, "stale") == folder.path(name));
  for (const char* content : {"new", "newer"}) {
    tema::OutputFile file(folder.path("a"));
    file.write(content);
    file.commit();
    CHECK(TemporaryFolder::content(folder.path("a")) == content);
  }
  CHECK(folder.entries() == 3);
}

TEST_CASE("output file: its name may be as long as names can be") {
  const TemporaryFolder folder;
  const std::string path = folder.file(std::string(255, 'a'), "before");
  tema::OutputFile file(path);
  file.write("after");
  file.commit();
  CHECK(TemporaryFolder::content(path) == "after");
  CHECK_THROWS_AS(tema::OutputFile(folder.path(std::string(256, 'a'))), tema::Error);
  CHECK_THROWS_AS(tema::OutputFile(""), tema::Error);
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

TEST_CASE("output file: what is finished has no name yet, and takes its place whatever stop comes then") {
  const TemporaryFolder folder;
  std::stop_source source;
  {
    tema::OutputFile first(folder.path("a"), {.stop = source.get_token()});
    tema::OutputFile second(folder.path("b"), {.stop = source.get_token()});
    for (tema::OutputFile* file : {&first, &second}) {
      file->write("whole");
      file->finish();
    }
    CHECK(folder.entries() == 0);
    source.request_stop();
    first.commit();
  }
  CHECK(TemporaryFolder::content(folder.path("a")) == "whole");
  CHECK(folder.entries() == 1);
}

TEST_CASE("output file: a file that is named by way of /proc is replaced as others are") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a", std::string(1000, 'x'));
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path(""));
  {
    tema::OutputFile file("/proc/self/cwd/a");
    file.write("after");
    CHECK(TemporaryFolder::content(path) == std::string(1000, 'x'));
    file.commit();
  }
  std::filesystem::current_path(before);
  CHECK(TemporaryFolder::content(path) == "after");
}

TEST_CASE("output file: two paths are told to name one file") {
  const TemporaryFolder folder;
  const std::string file = folder.file("a", "x");
  std::filesystem::create_directory(folder.path("below"));
  std::filesystem::create_symlink(file, folder.path("link"));
  std::filesystem::create_hard_link(file, folder.path("hard"));
  std::filesystem::create_symlink("new", folder.path("to_new"));
  std::filesystem::create_symlink(folder.path(""), folder.path("below/up"));
  for (const char* same : {"a", "link", "hard", "below/../a", "below/up/a", "below/up/link"})
    CHECK(tema::is_same_file(file, folder.path(same)));
  for (const char* same : {"new", "to_new", "below/../new", "below/up/new", "below/up/to_new"})
    CHECK(tema::is_same_file(folder.path("to_new"), folder.path(same)));
  for (const char* other : {"new", "to_new", "below/a", "b"})
    CHECK_FALSE(tema::is_same_file(file, folder.path(other)));
  CHECK_FALSE(tema::is_same_file(folder.path("new"), folder.path("newer")));
  CHECK_FALSE(tema::is_same_file("/dev/null", "/dev/null"));
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  CHECK_FALSE(tema::is_same_file(folder.path("pipe"), folder.path("pipe")));
}
