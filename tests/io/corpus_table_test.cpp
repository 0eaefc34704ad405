#include "tema/core/error.hpp"
#include "tema/io/corpus_reader.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>
#include <zlib.h>

namespace {

std::string failure(const std::string& path, const tema::CorpusReaderOptions& options = {}) {
  try {
    (void)tema::read_corpus(path, options);
  } catch (const tema::Error& error) {
    CHECK(error.kind() == tema::ErrorKind::format);
    return std::string(error.what()).substr(path.size());
  }
  return "no error";
}

/// Ids, texts and labels.
std::vector<std::vector<std::string>> documents(const std::string& path,
                                                const tema::CorpusReaderOptions& options = {}) {
  std::vector<std::vector<std::string>> result;
  for (const tema::Document& document : tema::read_corpus(path, options).documents)
    result.push_back({document.id, document.text, document.label});
  return result;
}

using Rows = std::vector<std::vector<std::string>>;

}  // namespace

TEST_CASE("corpus tables: columns are found by their names, whatever their case and order") {
  const TemporaryFolder folder;
  CHECK(documents(folder.file("a.csv", "Label,x,TEXT,Id\nsport,1,\"a\nb\",7\n,2,c,\n")) ==
        Rows{{"7", "a\nb", "sport"}, {"3", "c", ""}});
  CHECK(documents(folder.file("a.tsv", "\xEF\xBB\xBFtext\tlabel\na, b\tl\n")) == Rows{{"2", "a, b", "l"}});
  CHECK(documents(folder.file("b.csv", "id;text\n1;a, b\n"), {.delimiter = ';'}) == Rows{{"1", "a, b", ""}});
  CHECK(documents(folder.file("c.CSV", "1,a\n2,b\n"), {.columns = {"id", "text"}}) ==
        Rows{{"1", "a", ""}, {"2", "b", ""}});
  CHECK(documents(folder.file("empty.csv", "")).empty());
  CHECK(documents(folder.file("header.csv", "id,text\n")).empty());
}

TEST_CASE("corpus tables: other names of the text and the label, unless names are given") {
  const TemporaryFolder folder;
  for (const std::string name : {"snippet", "contents", "Body", "description"})
    CHECK(documents(folder.file("a.csv", "id,tags," + name + "\n1,t,x\n")) == Rows{{"1", "x", "t"}});
  CHECK(documents(folder.file("b.csv", "body,text\na,b\n")) == Rows{{"2", "b", ""}});
  CHECK(documents(folder.file("c.csv", "question,n,kind\nq,5,k\n"),
                  {.id_field = "n", .text_field = "question", .label_field = "kind"}) ==
        Rows{{"5", "q", "k"}});
  CHECK(failure(folder.file("d.csv", "body,kind\na,b\n"), {.text_field = "question"}) ==
        ": no column \"question\"; the columns are \"body\", \"kind\"");
  CHECK(failure(folder.file("e.csv", "a;b\n1;2\n")) ==
        ": no column \"text\"; the columns are \"a;b\"; if ; separates them, give it as the delimiter");
  CHECK(
      failure(folder.file("f.csv", "text,text\n1,2\n")).starts_with(": two columns have the name \"text\""));
  CHECK(documents(folder.file("g.csv", "Text,text\n1,2\n")) == Rows{{"2", "2", ""}});
}

TEST_CASE("corpus tables: a row of another length names row and column, or is skipped and counted") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.csv", "id,text\n1,a\n2\n\n3,b,c\n4,x\"y\n5,d\n");
  CHECK(failure(path) == ": row 3, column 2: the row ends before \"text\"");
  CHECK(failure(folder.file("b.csv", "id,text\n3,b,c\n")) ==
        ": row 2, column 3: the row has 3 fields, but there are 2 columns");
  const tema::Corpus corpus = tema::read_corpus(path, {.skip_invalid = true});
  CHECK(corpus.skipped == 3);
  REQUIRE(corpus.documents.size() == 2);
  CHECK(corpus.documents[1].id == "5");
  CHECK(failure(folder.file("c.csv", "id,text\n1,\"a\n2,b\n"), {.skip_invalid = true}) ==
        ": row 2, column 2: the quote that begins the field is never closed");
}

TEST_CASE("corpus tables: the text stays as it is, and other fields become UTF-8") {
  const TemporaryFolder folder;
  const tema::Corpus corpus = tema::read_corpus(folder.file("a.csv", "id,text,label\n\xFF,\xFF\xFE,a\xC3\n"));
  CHECK(corpus.documents.front().text == "\xFF\xFE");
  CHECK(corpus.documents.front().id == "\xEF\xBF\xBD");
  CHECK(corpus.repaired == 2);
}

TEST_CASE("corpus tables: files of all kinds are one corpus, by a folder or a pattern") {
  const TemporaryFolder folder;
  (void)folder.file("x/1.csv", "text\na\nb\n");
  (void)folder.file("x/2.jsonl", "{\"text\": \"c\"}\n{\"id\": \"own\", \"text\": \"d\"}\n");
  (void)folder.file("x/3.txt", "e");
  (void)folder.file("x/notes.md", "f");
  CHECK(documents(folder.path("x")) == Rows{{"1.csv:2", "a", ""},
                                            {"1.csv:3", "b", ""},
                                            {"2.jsonl:1", "c", ""},
                                            {"own", "d", ""},
                                            {"3.txt", "e", ""}});
  const std::string x = folder.path("x");
  CHECK(documents(x + "/[12].*") == Rows{{x + "/1.csv:2", "a", ""},
                                         {x + "/1.csv:3", "b", ""},
                                         {x + "/2.jsonl:1", "c", ""},
                                         {"own", "d", ""}});
  CHECK(tema::corpus_files(x + "/*.csv") == std::vector<std::string>{x + "/1.csv"});
  CHECK(failure(x + "/*").find("a corpus is a .jsonl") != std::string::npos);
}

TEST_CASE("corpus tables: a compressed file is read whatever its name, and damage names the file") {
  const TemporaryFolder folder;
  const std::string path = folder.path("a.csv.gz");
  const std::string table = "id,text\n1,a\n2,b\n";
  gzFile file = ::gzopen(path.c_str(), "wb");
  ::gzwrite(file, table.data(), static_cast<unsigned>(table.size()));
  ::gzclose(file);
  CHECK(documents(path) == Rows{{"1", "a", ""}, {"2", "b", ""}});
  const std::string bytes = folder.content(path);
  CHECK(documents(folder.file("b.csv", bytes)) == Rows{{"1", "a", ""}, {"2", "b", ""}});
  CHECK(documents(folder.file("c.csv.zst", table)) == Rows{{"1", "a", ""}, {"2", "b", ""}});
  // Damage is never skipped.
  CHECK(failure(folder.file("d.csv.gz", bytes + "rest"), {.skip_invalid = true}).find("corrupt at byte") !=
        std::string::npos);
}
