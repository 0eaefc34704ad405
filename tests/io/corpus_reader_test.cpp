#include "tema/io/corpus_reader.hpp"

#include "tema/core/error.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

namespace {

/// The message of the Error that reading ends with, and its kind.
std::pair<std::string, tema::ErrorKind> failure(const std::string& path,
                                                const tema::CorpusReaderOptions& options = {}) {
  try {
    (void)tema::read_corpus(path, options);
  } catch (const tema::Error& error) {
    return {error.what(), error.kind()};
  }
  FAIL("it was read without an error");
  return {};
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("corpus reader: reads JSON lines with ids of either kind and labels or none") {
  const TemporaryFolder folder;
  const auto corpus =
      tema::read_corpus(folder.file("a.jsonl",
                                    "{\"id\": \"x\", \"text\": \"satu\", \"label\": \"l\"}\r\n\n  \n{\"id\": "
                                    "12, \"text\": \"du\\u00e1\"}\n{\"text\": \"\"}"));
  REQUIRE(corpus.documents.size() == 3);
  CHECK(corpus.documents[0].id == "x");
  CHECK(corpus.documents[0].label == "l");
  CHECK(corpus.documents[1].id == "12");
  CHECK(corpus.documents[1].text == "duá");
  CHECK(corpus.documents[1].label.empty());
  CHECK(corpus.documents[2].id == "5");  // its line
}

TEST_CASE("corpus reader: a label does not stay for the next document") {
  const TemporaryFolder folder;
  tema::CorpusReader reader(
      folder.file("a.ndjson", "{\"text\": \"a\", \"label\": 3}\n{\"text\": \"b\", \"label\": null}\n"));
  tema::Document document;
  REQUIRE(reader.next(document));
  CHECK(document.label == "3");
  REQUIRE(reader.next(document));
  CHECK(document.label.empty());
  CHECK_FALSE(reader.next(document));
}

TEST_CASE(
    "corpus reader: fields of objects in objects are named by a path, and arrays of strings are joined") {
  const TemporaryFolder folder;
  const tema::CorpusReaderOptions options = {
      .id_field = "meta.n", .text_field = "fields.body", .label_field = "meta.a.b"};
  const auto corpus = tema::read_corpus(
      folder.file("a.jsonl",
                  "{\"meta\": {\"n\": 0.50, \"a\": {\"b\": true}}, \"fields\": {\"body\": [\"a\", \"b\"]}}\n"
                  "{\"meta\": {\"n\": 1e2, \"a.b\": \"x\"}, \"fields.body\": \"c\", \"fields\": 1}\n"
                  "{\"meta.n\": 0.1, \"meta\": {\"n\": 0.2}, \"fields\": {\"body\": []}}\n"),
      options);
  REQUIRE(corpus.documents.size() == 3);
  CHECK(corpus.documents[0].id == "0.50");
  CHECK(corpus.documents[0].text == "a\nb");
  CHECK(corpus.documents[0].label == "true");
  CHECK(corpus.documents[1].id == "1e2");
  CHECK(corpus.documents[1].text == "c");
  CHECK(corpus.documents[1].label == "x");
  CHECK(corpus.documents[2].id == "0.1");
  CHECK(corpus.documents[2].text.empty());
  CHECK(contains(failure(folder.file("b.jsonl", "{\"fields\": {\"x\": 1}}"), options).first,
                 "no field \"fields.body\"; the fields are \"fields\""));
}

TEST_CASE("corpus reader: an array of objects is read as lines are, however it is broken into lines") {
  const TemporaryFolder folder;
  const std::vector<std::string> objects = {R"({"id": "x", "text": "a ] , } \\\" [ {"})",
                                            R"({"text": "b", "n": [[1], {}]})",
                                            R"({"id": 3, "text": "c\u00e1"})"};
  const std::string lines = objects[0] + '\n' + objects[1] + '\n' + objects[2] + '\n';
  const auto expected = tema::read_corpus(folder.file("a.jsonl", lines)).documents;
  for (const std::string gap : {"", " ", "\n", "\r\n  \n"}) {
    const std::string all =
        gap + '[' + gap + objects[0] + gap + ',' + gap + objects[1] + ',' + objects[2] + gap + ']' + gap;
    const auto found = tema::read_corpus(folder.file("a.json", all)).documents;
    REQUIRE(found.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(found[i].id == expected[i].id);
      CHECK(found[i].text == expected[i].text);
    }
  }
  CHECK(tema::read_corpus(folder.file("a.json", "[\n]\n")).documents.empty());
  std::string many = "[";
  for (int i = 0; i < 2000; ++i)
    many += (i > 0 ? ",\n  " : "") + ("{\n  \"text\": \"" + std::string(static_cast<std::size_t>(i), 'x')) +
            "\"\n}";
  CHECK(tema::read_corpus(folder.file("b.json", many + "]")).documents.back().text.size() == 1999);
}

TEST_CASE("corpus reader: what is wrong with an array names the line where its element begins") {
  const TemporaryFolder folder;
  for (const auto& [bytes, message] : std::vector<std::pair<std::string, std::string>>{
           {"[\n{\n\"text\": \"a\"\n},\n\n{\"text\":\n1}]", ":6: field \"text\" is a number"},
           {"[\n{\"text\": \"a\"},\n5]", ":3: the element is a number, but must be an object"},
           {"[{\"text\": \"a\"},]", ":1: not valid JSON"},
           {"[{\"text\": \"a\"}\n\n{\"text\": \"b\"}]", ":1: not valid JSON"},
           {"[{\"text\": \"a\"}]\nx", ":2: something follows the array"},
           {"[{\"text\": \"a\"},\n{\"text\": \"b", ":2: the array is cut off where the file ends"},
           {"[", ":1: the array is cut off where the file ends"}}) {
    const std::string path = folder.file("a.json", bytes);
    CHECK_MESSAGE(contains(failure(path).first, path + message), failure(path).first);
  }
  const auto corpus = tema::read_corpus(folder.file("b.json", "[{\"text\": \"a\"}, 5, {\"text\": \"b\"}]"),
                                        {.skip_invalid = true});
  CHECK(corpus.skipped == 1);
  CHECK(corpus.documents.back().id == "3");
}

TEST_CASE("corpus reader: other names of the text, unless one is given") {
  const TemporaryFolder folder;
  const auto path = folder.file("a.jsonl", "{\"body\": \"a\"}\n{\"body\": \"b\", \"text\": \"c\"}\n");
  const auto corpus = tema::read_corpus(path);
  CHECK(corpus.documents[0].text == "a");
  CHECK(corpus.documents[1].text == "c");
  CHECK(contains(failure(path, {.text_field = "isi"}).first, "no field \"isi\""));
}

TEST_CASE("corpus reader: languages that no one understands are counted") {
  const TemporaryFolder folder;
  std::string lines;
  for (const std::string language : {"ind", "Indonesian", "", "id ", "?"})
    lines += R"({"text": "a", "language": ")" + language + "\"}\n";
  const tema::Corpus corpus = tema::read_corpus(folder.file("a.jsonl", lines));
  CHECK(corpus.documents.size() == 5);
  CHECK(corpus.unknown_languages == 2);
  CHECK(corpus.documents[1].language == "Indonesian");
}

TEST_CASE("corpus reader: of several fields with one name the last counts") {
  const TemporaryFolder folder;
  const auto corpus = tema::read_corpus(folder.file(
      "a.jsonl",
      R"({"id": 1, "text": 5, "label": ["a", "b"], "\u0069d": 2e3, "text": "satu", "label": "c", "id": 3.50})"));
  REQUIRE(corpus.documents.size() == 1);
  CHECK(corpus.documents[0].id == "3.50");
  CHECK(corpus.documents[0].text == "satu");
  CHECK(corpus.documents[0].label == "c");
}

TEST_CASE("corpus reader: a label is a string, a number, a boolean, or one of these in an array, or none") {
  const TemporaryFolder folder;
  const std::vector<std::pair<std::string, std::string>> labels = {
      {"\"x\"", "x"}, {"1.50", "1.50"}, {"true", "true"}, {"false", "false"},
      {"null", ""},   {"[]", ""},       {"[\"y\"]", "y"}, {"\"\"", ""}};
  for (const auto& pair : labels) {
    const std::string line = "{\"text\": \"a\", \"label\": " + pair.first + "}";
    CAPTURE(line);
    CHECK(tema::read_corpus(folder.file("a.jsonl", line)).documents.at(0).label == pair.second);
  }
}

namespace {

/// The text in UTF-16 or UTF-32, of characters that all have one byte in Latin-1, behind a byte order mark.
std::string wide(std::string_view text, std::size_t size, bool low_byte_first) {
  std::string bytes;
  const auto add = [&](char low, char high) {
    std::string unit(size, '\0');
    unit[low_byte_first ? 0 : size - 1] = low;
    unit[low_byte_first ? 1 : size - 2] = high;
    bytes += unit;
  };
  add('\xFF', '\xFE');
  for (const char character : text) add(character, '\0');
  return bytes;
}

}  // namespace

TEST_CASE("corpus reader: UTF-16 and UTF-32 with a byte order mark are decoded, and refused without") {
  const TemporaryFolder folder;
  const std::string lines = "{\"text\": \"satu\"}\n{\"text\": \"caf\xe9\"}\n";
  for (const std::size_t size : {2U, 4U}) {
    for (const bool low_byte_first : {true, false}) {
      const std::string marked = wide(lines, size, low_byte_first);
      const auto corpus = tema::read_corpus(folder.file("a.jsonl", marked));
      REQUIRE(corpus.documents.size() == 2);
      CHECK(corpus.documents[1].text == "café");
      const auto texts = tema::read_corpus(folder.file("a.txt", wide("caf\xe9\r\n", size, low_byte_first)));
      CHECK(texts.documents.at(0).text == "café\r\n");
      CHECK(texts.documents.at(0).offset == 0);
      const std::string name = "UTF-" + std::to_string(8 * size) + (low_byte_first ? "LE" : "BE");
      for (const char* file : {"b.jsonl", "b.txt"}) {
        const auto [what, kind] = failure(folder.file(file, marked.substr(size)), {.skip_invalid = true});
        CHECK(contains(what, "is full of NULs, and likely " + name));
        CHECK(kind == tema::ErrorKind::format);
      }
    }
  }
}

TEST_CASE("corpus reader: a long file in UTF-16 comes through whole, and what is broken in it is counted") {
  const TemporaryFolder folder;
  std::string lines;
  for (int i = 0; i < 50'000; ++i) lines += "{\"text\": \"kalimat " + std::to_string(i) + "\"}\n";
  std::string bytes = wide(lines, 2, true);
  bytes[bytes.size() - 7] = '\xD8';  // the last digit becomes a lone surrogate
  const auto corpus = tema::read_corpus(folder.file("a.jsonl", bytes));
  REQUIRE(corpus.documents.size() == 50'000);
  CHECK(corpus.documents[12'345].text == "kalimat 12345");
  CHECK(corpus.documents.back().text == "kalimat 4999�");
  CHECK(corpus.repaired == 1);
}

TEST_CASE("corpus reader: the files that are read are those of the folder, or the file") {
  const TemporaryFolder folder;
  for (const char* name : {"c/b.txt", "b.txt", "c/skip.md"}) (void)folder.file(name, name);
  CHECK(tema::corpus_files(folder.path("")) ==
        std::vector<std::string>{folder.path("b.txt"), folder.path("c/b.txt")});
  CHECK(tema::corpus_files(folder.path("b.txt")) == std::vector<std::string>{folder.path("b.txt")});
  CHECK(tema::corpus_files("-").empty());
}

TEST_CASE("corpus reader: a broken line is named by file and number whatever surrounds it") {
  const TemporaryFolder folder;
  const std::string utf16 = "s\\u0000a\\u0000t\\u0000u\\u0000";
  const std::vector<std::pair<std::string, std::string>> lines = {
      {"{\"text\": }", "not valid JSON"},
      {"{\"text\": \"a\"} x", "not valid JSON"},
      {"\"a\"", "the line is a string, but must be an object"},
      {"{\"text\": [1]}",
       "field \"text\" is an array with a number, but must be a string, or an array of strings; the fields "
       "are "
       "\"text\""},
      {"{\"a\": 1, \"b\": 2}", "no field \"text\"; the fields are \"a\", \"b\""},
      {"{}", "no field \"text\"; the fields are none"},
      {"{\"text\": \"a\", \"id\": true}", "field \"id\" is a boolean, but must be a string or a number"},
      {"{\"text\": null}", "field \"text\" has a null, but must be a string, or an array"},
      {"{\"text\": \"a\", \"label\": [\"x\", \"y\"]}", "field \"label\" is an array of several, but must be"},
      {"{\"text\": \"a\", \"label\": [1]}", "field \"label\" is an array of a number, but must be"},
      {"{\"text\": \"a\", \"label\": {}}", "field \"label\" is an object, but must be"},
      {"{\"text\": \"" + utf16 + "\"}", "is full of NULs, and likely UTF-16LE"},
      {"{\"text\": " + std::string(2000, '[') + std::string(2000, ']') + "}", "not valid JSON"},
      {"{\"text\": \"\\x\"}", "not valid JSON"}};
  for (const auto& pair : lines) {
    const std::string& line = pair.first;
    CAPTURE(line);
    const std::string path = folder.file("a.jsonl", "{\"text\": \"a\"}\n\n" + line + "\n{\"text\": \"b\"}\n");
    const auto [what, kind] = failure(path);
    CHECK(what.starts_with(path + ":3: "));
    CHECK(contains(what, pair.second));
    CHECK(kind == tema::ErrorKind::format);
    const auto corpus = tema::read_corpus(path, {.skip_invalid = true});
    CHECK(corpus.documents.size() == 2);
    CHECK(corpus.skipped == 1);
  }
}

TEST_CASE("corpus reader: a line that is cut off at the end of the file is not lost silently") {
  const TemporaryFolder folder;
  const auto [what, kind] = failure(folder.file("a.jsonl", "{\"text\": \"a\"}\n{\"text\": \"b"));
  CHECK(contains(what, "a.jsonl:2: "));
  CHECK(contains(what, "cut off where the file ends"));
}

TEST_CASE("corpus reader: lone surrogates and ill-formed bytes become U+FFFD and are counted") {
  const TemporaryFolder folder;
  const auto corpus = tema::read_corpus(folder.file(
      "a.jsonl",
      "{\"text\": \"\\ud800|\\udc00|\\uD83D\\uDE00|\\\\ud800|\\ud800\\ud83d\\ude00|\xff|\xe2\x82\"}\n"));
  REQUIRE(corpus.documents.size() == 1);
  CHECK(corpus.documents[0].text == "�|�|😀|\\ud800|�😀|�|�");
  CHECK(corpus.repaired == 5);
}

TEST_CASE("corpus reader: numbers of any size are JSON, and an id is kept as it is written") {
  const TemporaryFolder folder;
  for (const std::string number :
       {"7", "-7", "0", "-0", "-0.0", "1.0", "1.50", "1e2", "1e3", "9223372036854775808",
        "-9223372036854775808", "12345678901234567890", "18446744073709551615", "18446744073709551616",
        "-9223372036854775809", "123456789012345678901", "1e999", "-1E+999", "0.10e-0999"}) {
    CAPTURE(number);
    const std::string id = "\"\\u0069d\": " + number + " , \"text\": \"123456789012345678901 \\\"1e999\"";
    for (const std::string& line :
         {"{" + id + "}", "{\"n\": [1e999, {\"id\": 3}], " + id + "}", "{" + id + ", \"\xff\": 1e999}"}) {
      const auto corpus = tema::read_corpus(folder.file("a.jsonl", line));
      REQUIRE(corpus.documents.size() == 1);
      CHECK(corpus.documents[0].id == number);
      CHECK(corpus.documents[0].text == "123456789012345678901 \"1e999");
    }
  }
}

TEST_CASE("corpus reader: of several numbers as an id the last counts, as it is written") {
  const TemporaryFolder folder;
  const std::vector<std::string> numbers = {
      "7", "-0", "1.0", "1e3", "12345678901234567890", "123456789012345678901"};
  for (const std::string& first : numbers) {
    for (const std::string& last : numbers) {
      CAPTURE(first);
      const std::string line = "{\"id\": " + first + ", \"text\": \"a\", \"id\": " + last + "}";
      CHECK(tema::read_corpus(folder.file("a.jsonl", line)).documents[0].id == last);
    }
  }
}

TEST_CASE("corpus reader: a number beyond 64 bits does not let broken JSON pass") {
  const TemporaryFolder folder;
  for (const char* broken : {"012345678901234567890", "1e9999e1", "1.e999", "+1e999", "1e999 1", "-", "1e",
                             "123456789012345678901x", "\"a\", 1e999", "[1e999", "nul", "1e-+999"}) {
    CAPTURE(broken);
    const std::string line = "{\"text\": \"a\", \"x\": 1e999, \"y\": " + std::string(broken) + "}";
    CHECK(contains(failure(folder.file("a.jsonl", line)).first, "not valid JSON"));
  }
  CHECK(contains(failure(folder.file("a.jsonl", "{\"text\": 1e999}")).first, "field \"text\" is a number"));
}

TEST_CASE("corpus reader: an escaped NUL is data and a bare one is no JSON") {
  const TemporaryFolder folder;
  const auto corpus = tema::read_corpus(folder.file("a.jsonl", "{\"text\": \"a\\u0000b\"}"));
  CHECK(corpus.documents[0].text == std::string("a\0b", 3));
  CHECK(failure(folder.file("b.jsonl", std::string_view("{\"text\": \"a\0b\"}", 15))).second ==
        tema::ErrorKind::format);
}

TEST_CASE("corpus reader: lines of any length around the size of its blocks come through whole") {
  const TemporaryFolder folder;
  std::string content;
  std::vector<std::size_t> sizes;
  for (std::size_t size : {0U, 1U, 60U, 262'080U, 262'120U, 262'144U, 262'145U, 1'000'003U, 5U}) {
    sizes.push_back(size);
    content += "{\"text\": \"" + std::string(size, 'a') + "\"}\n";
  }
  const auto corpus = tema::read_corpus(folder.file("a.jsonl", content));
  REQUIRE(corpus.documents.size() == sizes.size());
  for (std::size_t i = 0; i < sizes.size(); ++i)
    CHECK(corpus.documents[i].text == std::string(sizes[i], 'a'));
}

TEST_CASE("corpus reader: a text file is one document, its bytes as they are, after a byte order mark") {
  const TemporaryFolder folder;
  const auto corpus = tema::read_corpus(folder.file("a.txt", std::string_view("\xef\xbb\xbf"
                                                                              "a\0\xff\r\n",
                                                                              8)));
  REQUIRE(corpus.documents.size() == 1);
  CHECK(corpus.documents[0].id == "a.txt");
  CHECK(corpus.documents[0].text == std::string("a\0\xff\r\n", 5));
  CHECK(corpus.documents[0].offset == 3);
}

TEST_CASE(
    "corpus reader: a folder gives its texts in the order of their paths, labelled by the first folder") {
  const TemporaryFolder folder;
  for (const char* name : {"c/b.txt", "c/a/z.txt", "b.txt", "c/skip.md", "a.txt"})
    (void)folder.file(name, name);
  std::vector<std::pair<std::string, std::string>> found;
  for (const tema::Document& document : tema::read_corpus(folder.path("")).documents) {
    CHECK(document.text == document.id);
    found.emplace_back(document.id, document.label);
  }
  CHECK(found == std::vector<std::pair<std::string, std::string>>{
                     {"a.txt", ""}, {"b.txt", ""}, {"c/a/z.txt", "c"}, {"c/b.txt", "c"}});
}

TEST_CASE("corpus reader: what is not there or no corpus is told in so many words") {
  const TemporaryFolder folder;
  CHECK(failure(folder.path("no.jsonl")).second == tema::ErrorKind::io);
  CHECK(contains(failure(folder.path("no.jsonl")).first, "No such file"));
  CHECK(contains(failure(folder.path("")).first, "has no file of a corpus"));
  CHECK(contains(failure(folder.file("a.docx", "")).first, "a corpus is a .jsonl"));
  CHECK(tema::read_corpus(folder.file("empty.jsonl", "")).documents.empty());
}

TEST_CASE("corpus reader: a requested stop ends it") {
  const TemporaryFolder folder;
  std::stop_source source;
  tema::CorpusReader reader(folder.file("a.jsonl", "{\"text\": \"a\"}\n{\"text\": \"b\"}\n"), {},
                            {.stop = source.get_token()});
  tema::Document document;
  REQUIRE(reader.next(document));
  source.request_stop();
  CHECK_THROWS_AS(reader.next(document), tema::Cancelled);
}
