#include "io/csv/csv_reader.hpp"

#include "reference/naive_csv.hpp"
#include "tema/core/error.hpp"
#include "tema/core/random.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

using tema::Error;
using tema::ErrorKind;
using tema::detail::CsvReader;

namespace {

class Tables {
 public:
  CsvReader open(const std::string& bytes, char delimiter = ',') const {
    std::ofstream(path_, std::ios::binary) << bytes;
    return {path_, delimiter};
  }

  /// All rows, and the columns of those that cannot be read.
  std::vector<NaiveRow> rows(const std::string& bytes, char delimiter = ',') const {
    CsvReader reader = open(bytes, delimiter);
    std::vector<NaiveRow> result;
    while (true) {
      try {
        if (!reader.next()) return result;
        result.push_back({reader.number(), {reader.fields().begin(), reader.fields().end()}});
      } catch (const Error& error) {
        const std::string message = error.what();
        const std::size_t column = message.find(", column ");
        REQUIRE(column != std::string::npos);
        result.push_back({reader.number(), {}, std::stoul(message.substr(column + 9))});
      }
    }
  }

  std::string failure(const std::string& bytes) const {
    CsvReader reader = open(bytes);
    try {
      while (reader.next()) continue;
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::format);
      return std::string(error.what()).substr(path_.size());
    }
    return "no error";
  }

 private:
  TemporaryFolder folder_;
  std::string path_ = folder_.path("table.csv");
};

}  // namespace

TEST_CASE("csv reader: fields with delimiters, quotes and line breaks, and any end of a row") {
  const Tables tables;
  const std::string bytes = "id,text\r\n1,\"a, \"\"b\"\"\r\nc\"\n\n2, d \r\"3\",\"\"\n4,";
  const std::vector<NaiveRow> expected = {
      {1, {"id", "text"}}, {2, {"1", "a, \"b\"\r\nc"}}, {4, {"2", " d "}}, {5, {"3", ""}}, {6, {"4", ""}}};
  CHECK(tables.rows(bytes) == expected);
  CHECK(tables.rows("a\tb, c\n", '\t') == std::vector<NaiveRow>{{1, {"a", "b, c"}}});
  CHECK(tables.rows("").empty());
  CHECK(tables.rows("\n\r\n\r").empty());
}

TEST_CASE("csv reader: a byte order mark is no part of the first field, and UTF-16 is decoded") {
  const Tables tables;
  CHECK(tables.rows("\xEF\xBB\xBF\"a\",b\n") == std::vector<NaiveRow>{{1, {"a", "b"}}});
  const std::string wide("\xFF\xFE\"\0\xE9\0\"\0\t\0b\0\n\0", 14);
  CHECK(tables.rows(wide, '\t') == std::vector<NaiveRow>{{1, {"\xC3\xA9", "b"}}});
  CHECK(tables.rows("\xFF\x80,b\n") == std::vector<NaiveRow>{{1, {"\xFF\x80", "b"}}});
}

TEST_CASE("csv reader: a quote out of place is an error that names row and column") {
  const Tables tables;
  CHECK(tables.failure("a,b\n1,x\"y\n")
            .starts_with(": row 2, column 2: a quote in a field that does not begin"));
  CHECK(tables.failure("\na,\"b\"c,d\nrest\n").starts_with(": row 2, column 2: something follows the quote"));
  CHECK(tables.failure("a,b\n1,2\n3,\"4\n5,6\n") ==
        ": row 3, column 2: the quote that begins the field is never closed");
}

TEST_CASE("csv reader: random tables, right and wrong, are read as the grammar says") {
  const Tables tables;
  tema::Random random(1, 1);
  const std::string alphabet = "ab\"\",,;\n\n\r \xC3\xA9";
  std::size_t wrong = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string bytes;
    const std::uint64_t size = random.below(40);
    for (std::uint64_t j = 0; j < size; ++j) bytes += alphabet[random.below(alphabet.size())];
    const char delimiter = i % 2 == 0 ? ',' : ';';
    const std::vector<NaiveRow> expected = naive_csv(bytes, delimiter);
    REQUIRE_MESSAGE(tables.rows(bytes, delimiter) == expected, bytes);
    for (const NaiveRow& row : expected) wrong += row.wrong_column > 0 ? 1U : 0U;
  }
  CHECK(wrong > 500U);
}

TEST_CASE("csv reader: rows longer than the blocks that are read") {
  const Tables tables;
  tema::Random random(2, 1);
  std::string bytes;
  for (int i = 0; i < 30; ++i) {
    const std::string middle(random.below(300000), 'x');
    bytes += i % 3 == 0 ? "\"" + middle + "\"\"\n" + middle + "\",y\r\n" : middle + ",\"" + middle + "\"\n";
  }
  CHECK(tables.rows(bytes) == naive_csv(bytes, ','));
}
