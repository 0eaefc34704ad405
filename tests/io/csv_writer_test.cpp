#include "tema/io/csv_writer.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>

TEST_CASE("csv_writer: cells of all kinds, quoted and guarded where they must be") {
  std::string out;
  tema::CsvWriter table(out);
  table.cell("a\"b").cell("=1").cell("x;y").cell("\xFF").cell("").end_row();
  table.cell(0.1).cell(0.1F).cell(-3).cell(std::numeric_limits<std::uint64_t>::max()).cell(true).end_row();
  table.end_row();
  CHECK(out ==
        "\"a\"\"b\",'=1,\"x;y\",\uFFFD,\r\n"
        "0.1,0.1,-3,18446744073709551615,1\r\n"
        "\r\n");
}
