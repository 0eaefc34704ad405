#include "tema/core/error.hpp"
#include "tema/io/corpus_reader.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using Columns = std::vector<tema::DocumentField>;

std::vector<tema::Document> documents(const std::string& path, tema::CorpusReaderOptions options = {}) {
  options.metadata = true;
  return tema::read_corpus(path, options).documents;
}

std::vector<std::string> titles(const std::string& path, const tema::CorpusReaderOptions& options = {}) {
  std::vector<std::string> result;
  for (const tema::Document& document : tema::read_corpus(path, options).documents)
    result.push_back(document.title);
  return result;
}

std::string failure(const std::string& path, const tema::CorpusReaderOptions& options = {}) {
  try {
    (void)tema::read_corpus(path, options);
  } catch (const tema::Error& error) {
    CHECK(error.kind() == tema::ErrorKind::format);
    return std::string(error.what()).substr(path.size());
  }
  return "no error";
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("corpus metadata: the title is found by its names, and is no other field's") {
  const TemporaryFolder folder;
  CHECK(titles(folder.file("a.csv", "id,Title,text\n1,Satu,a\n2,,b\n")) == Strings{"Satu", ""});
  CHECK(titles(folder.file("b.csv", "judul,text\nDua,a\n")) == Strings{"Dua"});
  CHECK(titles(folder.file("c.csv", "judul,title,text\nDua,Tiga,a\n")) == Strings{"Tiga"});
  CHECK(titles(folder.file("d.csv", "top,title,text\nSatu,Dua,a\n"), {.title_field = "top"}) ==
        Strings{"Satu"});
  CHECK(titles(folder.file("e.csv", "title,judul\nSatu,Dua\n"), {.text_field = "Title"}) == Strings{"Dua"});
  CHECK(titles(folder.file("e.csv", "title,id\nSatu,Dua\n"), {.text_field = "title"}) == Strings{""});
  CHECK(titles(folder.file("f.csv", "title,title,Headline,text\na,b,c,d\n")) == Strings{"c"});
  CHECK(titles(folder.file("g.jsonl",
                           "{\"title\": \"Satu\", \"text\": \"a\"}\n{\"text\": \"b\"}\n"
                           "{\"headline\": \"Tiga\", \"text\": \"c\"}\n{\"text\": \"d\", \"title\": 1984}\n"
                           "{\"title\": [\"x\", \"y\"], \"text\": \"e\"}\n")) ==
        Strings{"Satu", "", "Tiga", "1984", ""});
  CHECK(titles(folder.file("h.jsonl", R"({"meta": {"t": "Satu"}, "title": "Dua", "text": "a"})"),
               {.title_field = "meta.t"}) == Strings{"Satu"});
  CHECK(titles(folder.file("i.jsonl", R"({"title": "Satu"})"), {.text_field = "title"}) == Strings{""});
}

TEST_CASE("corpus metadata: a title that was named must be one") {
  const TemporaryFolder folder;
  CHECK(failure(folder.file("a.jsonl", R"({"top": {"de": "x"}, "text": "a"})"), {.title_field = "top"})
            .starts_with(":1: field \"top\" is an object, but must be a string, a number, a boolean"));
  CHECK(failure(folder.file("a.csv", "top,top,text\n1,2,3\n"), {.title_field = "top"})
            .starts_with(": two columns have the name \"top\""));
}

TEST_CASE("corpus metadata: a text may be null or empty beside a title, but not missing") {
  const TemporaryFolder folder;
  const auto found =
      documents(folder.file("a.jsonl",
                            "{\"title\": \"Satu\", \"text\": null}\n{\"title\": \"Dua\", \"text\": \"\"}\n"
                            "{\"title\": \"Tiga\", \"text\": null, \"body\": \"a\"}\n"));
  REQUIRE(found.size() == 3);
  CHECK(found[0].text.empty());
  CHECK(found[1].title == "Dua");
  CHECK(found[2].text == "a");
  CHECK(failure(folder.file("b.jsonl", R"({"title": "", "text": null})"))
            .starts_with(":1: field \"text\" has a null"));
  const std::string advice = "; to read titles alone, name their field as that of the text";
  CHECK(failure(folder.file("c.jsonl", R"({"title": "Satu"})")) ==
        ":1: no field \"text\"; the fields are \"title\"" + advice);
  CHECK(failure(folder.file("d.csv", "id,judul\n1,Satu\n")) ==
        ": no column \"text\"; the columns are \"id\", \"judul\"" + advice);
}

TEST_CASE("corpus metadata: all other fields of JSON are kept as they are written, in their order") {
  const TemporaryFolder folder;
  const auto found = documents(folder.file(
      "a.jsonl",
      R"({"n": 1.50, "big": 123456789012345678901234567890, "id": "x", "text": "a", "z": "Jakarta\n", )"
      R"("yes": true, "none": null, "link": "http://a", "time": 2024, "list": [1.0, "a \" b", {"k": [ ]}], )"
      R"("z": "Bogor", "\u0065": ""})"
      "\n{\"text\": \"b\", \"title\": \"t\", \"label\": \"l\", \"language\": \"id\"}\n"));
  REQUIRE(found.size() == 2);
  REQUIRE(found[0].metadata);
  CHECK(found[0].metadata->url == "http://a");
  CHECK(found[0].metadata->date == "2024");
  CHECK(found[0].metadata->columns == Columns{{"n", "1.50"},
                                              {"big", "123456789012345678901234567890"},
                                              {"yes", "true"},
                                              {"list", R"([1.0,"a \" b",{"k":[]}])"},
                                              {"z", "Bogor"},
                                              {"e", ""}});
  CHECK(found[1].metadata == nullptr);
}

TEST_CASE("corpus metadata: fields that need not be read again are the same as those that must") {
  const TemporaryFolder folder;
  const std::string fields =
      R"({"text": "a", "n": -12, "a": "x\ny", "b": false, "c": null, "n": 7, "\u0064": "")";
  const auto found = documents(folder.file("a.jsonl", fields + "}\n" + fields + R"(, "z": -0})" + "\n"));
  REQUIRE(found.size() == 2);
  Columns expected = {{"a", "x\ny"}, {"b", "false"}, {"n", "7"}, {"d", ""}};
  CHECK(found[0].metadata->columns == expected);
  expected.push_back({"z", "-0"});
  CHECK(found[1].metadata->columns == expected);
}

TEST_CASE("corpus metadata: all other columns of a table are kept, with different names") {
  const TemporaryFolder folder;
  const auto found =
      documents(folder.file("a.csv", "x,url,TEXT,published,x,x_2,Id\n1,http://a,b,Mon,2,\xFF,7\n,,c,,,,8\n"));
  REQUIRE(found.size() == 2);
  REQUIRE(found[0].metadata);
  CHECK(found[0].metadata->url == "http://a");
  CHECK(found[0].metadata->date == "Mon");
  CHECK(found[0].metadata->columns == Columns{{"x", "1"}, {"x_2", "2"}, {"x_2_2", "\xEF\xBF\xBD"}});
  CHECK(found[1].metadata->columns == Columns{{"x", ""}, {"x_2", ""}, {"x_2_2", ""}});
  CHECK(documents(folder.file("b.csv", "id,text,title,label\n1,a,b,c\n")).front().metadata == nullptr);
}

TEST_CASE("corpus metadata: it is read only if it is asked for, and does not stay for the next document") {
  const TemporaryFolder folder;
  const std::string path = folder.file(
      "a.jsonl", "{\"text\": \"a\", \"title\": \"t\", \"url\": \"u\", \"x\": 1}\n{\"text\": \"b\"}\n");
  CHECK(tema::read_corpus(path).documents.front().metadata == nullptr);
  tema::CorpusReader reader(path, {.metadata = true});
  tema::Document document;
  REQUIRE(reader.next(document));
  REQUIRE(document.metadata);
  const auto first = document.metadata;
  REQUIRE(reader.next(document));
  CHECK(document.title.empty());
  CHECK(document.metadata == nullptr);
  CHECK(first->columns == Columns{{"x", "1"}});
}

TEST_CASE(
    "corpus metadata: an object with many fields of one name takes no longer than one with many names") {
  const TemporaryFolder folder;
  std::string line = R"({"text": "a")";
  for (int i = 0; i < 200'000; ++i)
    line += R"(, "x)" + std::to_string(i % 100'000) + R"(": )" + std::to_string(i);
  const auto found = documents(folder.file("a.jsonl", line + "}\n"));
  REQUIRE(found.front().metadata);
  const Columns& columns = found.front().metadata->columns;
  REQUIRE(columns.size() == 100'000);
  for (std::size_t i = 0; i < columns.size(); i += 999) {
    CHECK(columns[i].name == "x" + std::to_string(i));
    CHECK(columns[i].value == std::to_string(i + 100'000));
  }
}
