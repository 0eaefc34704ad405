#include "io/files/similar_file.hpp"

#include "tema/core/error.hpp"
#include "tema/io/corpus_reader.hpp"
#include "tema/io/model_file.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <string>

using tema::detail::similar_file;

TEST_CASE("similar_file: another ending, or other letters") {
  const TemporaryFolder folder;
  for (const char* name : {"news.csv", "news.jsonl.gz", "News.csv", "model.safetensors", "berita", "b/a.txt"})
    (void)folder.file(name, "");
  const auto meant = [&](const char* name) { return similar_file(folder.path(name)); };
  const auto message = [&](const char* name) { return "; did you mean " + folder.path(name) + "?"; };
  CHECK(meant("news.CSV") == message("News.csv"));  // two differ in case alone: the first by bytes
  CHECK(meant("news.jsonl") == message("news.jsonl.gz"));
  CHECK(meant("news.json.zst") == message("news.jsonl.gz"));
  CHECK(meant("MODEL") == message("model.safetensors"));
  CHECK(meant("berita.txt") == message("berita"));
  CHECK(meant("b/A") == message("b/a.txt"));
}

TEST_CASE("similar_file: nothing where nothing is similar") {
  const TemporaryFolder folder;
  (void)folder.file("news.csv", "");
  for (const char* name : {"olds.csv", "new.csv", "absent/news.csv", "news.csv", "", "news.csv/"})
    CHECK(similar_file(folder.path(name)).empty());
}

TEST_CASE("similar_file: messages of missing files have it") {
  const TemporaryFolder folder;
  const std::string message = "No such file or directory; did you mean " + folder.file("news.csv", "") + "?";
  const std::string path = folder.path("news.jsonl");
  CHECK_THROWS_WITH_AS(tema::CorpusReader{path}, ("cannot open " + path + ": " + message).c_str(),
                       tema::Error);
  CHECK_THROWS_WITH_AS((void)tema::load_model(path), ("cannot open " + path + ": " + message).c_str(),
                       tema::Error);
}
