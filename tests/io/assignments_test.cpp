#include "tema/io/assignments.hpp"

#include "tema/core/error.hpp"
#include "tema/core/random.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

TEST_CASE("assignments: a line is what the contract says") {
  CHECK(tema::to_json_line({"a\"b", {3, 0.5F, 0.1F}}) ==
        "{\"id\": \"a\\\"b\", \"topic\": 3, \"score\": 0.5, \"margin\": 0.1}\n");
  CHECK(tema::to_json_line({"a", {-1, 0.0F, 0.0F}, tema::ByteSpan{2, 9}}) ==
        "{\"id\": \"a\", \"topic\": -1, \"score\": 0, \"margin\": 0, \"start\": 2, \"end\": 9}\n");
  CHECK(tema::to_json_line({"\xff", {}}).find("�") != std::string::npos);
}

TEST_CASE("assignments: what is written reads back as the same floats") {
  const TemporaryFolder folder;
  tema::Random random(1);
  std::vector<tema::AssignmentRecord> records;
  std::string lines;
  for (int i = 0; i < 1000; ++i) {
    records.push_back({std::to_string(i),
                       {static_cast<std::int32_t>(random.below(50)) - 1, static_cast<float>(random.uniform()),
                        static_cast<float>(random.uniform() * 1e-5)}});
    lines += tema::to_json_line(records.back());
  }
  const auto read = tema::read_assignments(folder.file("a.jsonl", lines));
  REQUIRE(read.size() == records.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    CHECK(read[i].id == records[i].id);
    CHECK(read[i].assignment == records[i].assignment);
  }
}

TEST_CASE("assignments: a line without an id or a whole topic is named") {
  const TemporaryFolder folder;
  for (const char* line :
       {"{\"topic\": 1}", "{\"id\": \"a\"}", "{\"id\": \"a\", \"topic\": 1.5}",
        "{\"id\": \"a\", \"topic\": -2}", "{\"id\": \"a\", \"topic\": 2147483648}",
        "{\"id\": \"a\", \"topic\": 1e999}", "{\"id\": \"a\", \"topic\": 123456789012345678901}", "x"}) {
    CAPTURE(line);
    const std::string path = folder.file("a.jsonl", "{\"id\": 1, \"topic\": 0}\n" + std::string(line));
    CHECK_THROWS_WITH_AS((void)tema::read_assignments(path), doctest::Contains("a.jsonl:2: "), tema::Error);
  }
}

TEST_CASE("assignments: of several fields with one name the last counts") {
  const TemporaryFolder folder;
  const auto records = tema::read_assignments(folder.file(
      "a.jsonl", R"({"id": "a", "topic": 1, "score": 0.1, "topic": 2, "id": "b", "score": 0.5})"));
  REQUIRE(records.size() == 1);
  CHECK(records[0].id == "b");
  CHECK(records[0].assignment.topic == 2);
  CHECK(records[0].assignment.score == 0.5F);
}

TEST_CASE("assignments: a row of a table is what the contract says") {
  CHECK(tema::to_csv_row({"a\"b", {3, 0.5F, 0.1F}}) == "\"a\"\"b\",3,0.5,0.1\r\n");
  CHECK(tema::to_csv_row({"a,b\nc", {-1, 0.0F, 0.0F}, tema::ByteSpan{2, 9}}) == "\"a,b\nc\",-1,0,0,2,9\r\n");
  CHECK(tema::to_csv_row({"=1+1", {-1, -0.5F, 0.0F}}) == "'=1+1,-1,-0.5,0\r\n");
  CHECK(tema::to_csv_row({"''@x", {}}).starts_with("'''@x,"));
  CHECK(tema::to_csv_row({"'x", {}}).starts_with("'x,"));
  CHECK(tema::assignment_columns(false) == "id,topic,score,margin\r\n");
}

TEST_CASE("assignments: several topics are a list in a line, and columns in a table") {
  const tema::AssignmentRecord record{
      "a", {3, 0.5F, 0.25F}, std::nullopt, std::vector<tema::TopicScore>{{3, 0.5F}, {1, 0.25F}}};
  CHECK(tema::to_json_line(record) ==
        "{\"id\": \"a\", \"topic\": 3, \"score\": 0.5, \"margin\": 0.25, \"topics\": [{\"topic\": 3, "
        "\"score\": 0.5}, {\"topic\": 1, \"score\": 0.25}]}\n");
  const tema::AssignmentRecord none{"b", {}, tema::ByteSpan{2, 9}, std::vector<tema::TopicScore>{}};
  CHECK(tema::to_json_line(none).ends_with("\"end\": 9, \"topics\": []}\n"));
  CHECK(tema::assignment_columns(false, 3) == "id,topic,score,margin,topic_2,score_2,topic_3,score_3\r\n");
  CHECK(tema::assignment_columns(true, 2) == "id,topic,score,margin,start,end,topic_2,score_2\r\n");
  CHECK(tema::to_csv_row(record, 3) == "a,3,0.5,0.25,1,0.25,,\r\n");
  CHECK(tema::to_csv_row(none, 2) == "b,-1,0,0,2,9,,\r\n");
  const TemporaryFolder folder;
  const std::string table = tema::assignment_columns(false, 3) + tema::to_csv_row(record, 3);
  for (const std::string& path :
       {folder.file("a.jsonl", tema::to_json_line(record)), folder.file("a.csv", table)}) {
    const auto read = tema::read_assignments(path);
    REQUIRE(read.size() == 1);
    CHECK(read[0].id == "a");
    CHECK(read[0].assignment == record.assignment);
  }
}

TEST_CASE("assignments: tables of any ids read back as they were") {
  const TemporaryFolder folder;
  tema::Random random(1);
  const std::string alphabet = "''=+-@\t\r\n\",;a ";
  std::vector<tema::AssignmentRecord> records;
  std::string table = tema::assignment_columns(false);
  for (int i = 0; i < 2000; ++i) {
    std::string id = i % 5 == 0 ? "x" : "";
    for (std::uint64_t j = random.below(6); j > 0; --j) id += alphabet[random.below(alphabet.size())];
    records.push_back({id,
                       {static_cast<std::int32_t>(random.below(50)) - 1, static_cast<float>(random.uniform()),
                        -static_cast<float>(random.uniform() * 1e-5)}});
    table += tema::to_csv_row(records.back());
  }
  const auto read = tema::read_assignments(folder.file("a.csv", table));
  REQUIRE(read.size() == records.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    CHECK(read[i].id == records[i].id);
    CHECK(read[i].assignment.topic == records[i].assignment.topic);
    CHECK(read[i].assignment.score == records[i].assignment.score);
    CHECK(read[i].assignment.margin == records[i].assignment.margin);
  }
}

TEST_CASE("assignments: what is wrong with a table names its row") {
  const TemporaryFolder folder;
  const auto failure = [&](const std::string& table) -> std::string {
    try {
      (void)tema::read_assignments(folder.file("a.csv", table));
    } catch (const tema::Error& error) {
      return error.what();
    }
    return "no error";
  };
  CHECK(failure("id,n\na,1\n").find("row 1: the columns \"id\" and \"topic\"") != std::string::npos);
  CHECK(failure("id,topic\na,1\nb,1.5\n").find("row 3: column \"topic\" must be") != std::string::npos);
  CHECK(failure("id,topic\na,-2\n").find("row 2: column \"topic\" must be") != std::string::npos);
  CHECK(failure("id,topic\na\n").find("row 2: it has 1 fields") != std::string::npos);
  CHECK(tema::read_assignments(folder.file("b.csv", "topic,id\n4,a\n")).front().assignment.topic == 4);
}

TEST_CASE(
    "assignment columns: what is known of documents follows, and names of our own columns are changed") {
  const TemporaryFolder folder;
  using Columns = std::vector<tema::DocumentField>;
  const auto metadata = [](std::string url, Columns columns) {
    return std::make_shared<const tema::DocumentMetadata>(
        tema::DocumentMetadata{std::move(url), "", std::move(columns)});
  };
  const std::vector<tema::Document> documents = {
      {.id = "a",
       .text = "",
       .title = "=T",
       .metadata = metadata("u", {{"score", "9"}, {"x", "1,\n"}, {"score_2", "8"}})},
      {.id = "b", .text = ""},
      {.id = "-c", .text = "", .metadata = metadata("", {{"id", "@"}, {"x", "\xFF"}, {"+", ""}})}};
  const tema::AssignmentColumns columns(documents);
  std::string table = columns.header();
  std::string lines;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const tema::AssignmentRecord record{documents[i].id, {static_cast<std::int32_t>(i), 0.5F, 0.25F}};
    table += columns.csv_row(record, documents[i]);
    lines += columns.json_line(record, documents[i]);
  }
  CHECK(table ==
        "id,topic,score,margin,title,url,score_2,x,score_2_2,id_2,'+\r\n"
        "a,0,0.5,0.25,'=T,u,9,\"1,\n\",8,,\r\n"
        "b,1,0.5,0.25,,,,,,,\r\n"
        "'-c,2,0.5,0.25,,,,�,,'@,\r\n");
  CHECK(lines ==
        "{\"id\": \"a\", \"topic\": 0, \"score\": 0.5, \"margin\": 0.25, \"title\": \"=T\", \"url\": \"u\", "
        "\"score_2\": \"9\", \"x\": \"1,\\n\", \"score_2_2\": \"8\"}\n"
        "{\"id\": \"b\", \"topic\": 1, \"score\": 0.5, \"margin\": 0.25}\n"
        "{\"id\": \"-c\", \"topic\": 2, \"score\": 0.5, \"margin\": 0.25, \"id_2\": \"@\", \"x\": \"�\", "
        "\"+\": \"\"}\n");
  for (const std::string& path : {folder.file("a.csv", table), folder.file("a.jsonl", lines)}) {
    const auto read = tema::read_assignments(path);
    REQUIRE(read.size() == 3);
    CHECK(read[2].id == "-c");
    CHECK(read[2].assignment == tema::TopicAssignment{2, 0.5F, 0.25F});
  }
}

TEST_CASE("assignment columns: spans stand before what is known, and a table has a limit") {
  const std::vector<tema::Document> documents = {{.id = "a", .text = "x", .title = "t"}};
  const tema::AssignmentColumns columns(documents, true);
  CHECK(columns.header() == "id,topic,score,margin,start,end,title\r\n");
  CHECK(columns.csv_row({"a", {}, tema::ByteSpan{2, 3}}, documents[0]) == "a,-1,0,0,2,3,t\r\n");
  CHECK(tema::AssignmentColumns({}).header() == tema::assignment_columns(false));
  tema::DocumentMetadata many;
  for (int i = 0; i < 16'384; ++i) many.columns.push_back({std::to_string(i), ""});
  const std::vector<tema::Document> wide = {
      {.id = "a", .text = "", .metadata = std::make_shared<const tema::DocumentMetadata>(many)}};
  CHECK_THROWS_WITH_AS(static_cast<void>(tema::AssignmentColumns(wide).header()),
                       doctest::Contains("16384 different fields"), tema::Error);
}
