#include "tema/io/matrix_market.hpp"

#include "tema/core/error.hpp"
#include "tema/core/random.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <sstream>
#include <vector>

namespace {

constexpr auto first_line = "%%MatrixMarket matrix coordinate real general\n";

std::string written(const tema::RowsView& x, std::string_view comment = {}) {
  const TemporaryFolder folder;
  tema::OutputFile file(folder.path("a.mtx"));
  tema::write_matrix_market(x, file, comment);
  file.commit();
  return TemporaryFolder::content(folder.path("a.mtx"));
}

std::string next_word(std::istream& in) {
  std::string word;
  in >> word;
  REQUIRE_FALSE(in.fail());
  return word;
}

float float_of(const std::string& digits) {
  float number = 0.0F;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  REQUIRE(error == std::errc());
  REQUIRE(end == digits.data() + digits.size());
  return number;
}

/// A plain reader of what is written row after row.
tema::CsrMatrix read(const std::string& text) {
  std::istringstream in(text);
  std::string line;
  std::getline(in, line);
  REQUIRE(line + '\n' == first_line);
  while (in.peek() == '%') std::getline(in, line);
  const std::size_t rows = std::stoul(next_word(in));
  tema::CsrMatrix x;
  x.cols = std::stoul(next_word(in));
  const std::size_t entries = std::stoul(next_word(in));
  for (std::size_t entry = 0; entry < entries; ++entry) {
    const std::size_t row = std::stoul(next_word(in));
    REQUIRE(row <= rows);
    REQUIRE(x.offsets.size() <= row);
    x.offsets.resize(row, static_cast<std::int32_t>(entry));
    x.columns.push_back(static_cast<std::int32_t>(std::stol(next_word(in)) - 1));
    x.values.push_back(float_of(next_word(in)));
  }
  in >> line;
  CHECK(in.fail());
  x.offsets.resize(rows + 1, static_cast<std::int32_t>(entries));
  return x;
}

void check_reads_back(const tema::CsrMatrix& x) {
  const tema::CsrMatrix back = read(written(x.view(), "of a test"));
  CHECK(back.cols == x.cols);
  CHECK(back.offsets == x.offsets);
  CHECK(back.columns == x.columns);
  REQUIRE(back.values.size() == x.values.size());
  for (std::size_t i = 0; i < x.values.size(); ++i)
    CHECK(std::bit_cast<std::uint32_t>(back.values[i]) == std::bit_cast<std::uint32_t>(x.values[i]));
}

tema::CsrMatrix random_matrix(tema::Random& random) {
  tema::CsrMatrix x;
  x.cols = 1 + random.below(40);
  const std::uint64_t rows = random.below(60);
  for (std::uint64_t i = 0; i < rows; ++i) {
    const bool is_empty = random.below(4) == 0;
    for (std::size_t j = 0; j < x.cols && !is_empty; ++j) {
      if (random.below(3) != 0) continue;
      x.columns.push_back(static_cast<std::int32_t>(j));
      x.values.push_back(
          static_cast<float>(std::ldexp(random.normal(), static_cast<int>(random.below(60)) - 30)));
    }
    x.offsets.push_back(static_cast<std::int32_t>(x.columns.size()));
  }
  return x;
}

}  // namespace

TEST_CASE("matrix market: rows and columns are counted from 1, the shortest digits stand for a value") {
  const tema::CsrMatrix x{3, {0, 2, 2, 3}, {0, 2, 1}, {0.5F, 0.1F, -2.0F}};
  CHECK(written(x.view(), "rows: documents") ==
        std::string(first_line) + "% rows: documents\n3 3 3\n1 1 0.5\n1 3 0.1\n3 2 -2\n");
}

TEST_CASE("matrix market: what is written reads back as the same matrix") {
  tema::Random random(1);
  for (int i = 0; i < 50; ++i) check_reads_back(random_matrix(random));
}

TEST_CASE("matrix market: matrices without rows, columns or entries") {
  CHECK(written(tema::CsrMatrix().view()) == std::string(first_line) + "0 0 0\n");
  CHECK(written(tema::CsrMatrix{7, {0}, {}, {}}.view()) == std::string(first_line) + "0 7 0\n");
  CHECK(written(tema::CsrMatrix{0, {0, 0, 0}, {}, {}}.view()) == std::string(first_line) + "2 0 0\n");
  check_reads_back({5, {0, 0, 0, 1, 1}, {4}, {1.0F}});
}

TEST_CASE("matrix market: floats at their limits, and entries that are 0") {
  using Limits = std::numeric_limits<float>;
  const std::vector<float> values = {
      Limits::max(), Limits::lowest(), Limits::min(), Limits::denorm_min(), -Limits::denorm_min(), 0.0F,
      -0.0F,         1.17549421e-38F,  16777216.0F,   0.333333343F};
  tema::CsrMatrix x{values.size(), {0}, {}, values};
  for (std::size_t i = 0; i < values.size(); ++i) x.columns.push_back(static_cast<std::int32_t>(i));
  x.offsets.push_back(static_cast<std::int32_t>(values.size()));
  check_reads_back(x);
}

TEST_CASE("matrix market: of a dense matrix, what is not 0") {
  const std::vector<float> values = {0.0F, 1.5F, 0.0F, 2.0F, 0.0F, 3.0F};
  CHECK(written({2, 3, nullptr, nullptr, values.data()}) ==
        std::string(first_line) + "2 3 3\n1 2 1.5\n2 1 2\n2 3 3\n");
}

TEST_CASE("matrix market: no line of a comment is taken for numbers") {
  CHECK(written(tema::CsrMatrix().view(), "a\n1 1 1\r\n\nb\n") ==
        std::string(first_line) + "% a\n% 1 1 1\n% \n% \n% b\n0 0 0\n");
}

TEST_CASE("matrix market: a requested stop ends it and leaves nothing") {
  const TemporaryFolder folder;
  std::stop_source source;
  source.request_stop();
  {
    tema::OutputFile file(folder.path("a.mtx"));
    const tema::CsrMatrix x{1, {0, 1}, {0}, {1.0F}};
    CHECK_THROWS_AS(tema::write_matrix_market(x.view(), file, {}, {.stop = source.get_token()}),
                    tema::Cancelled);
  }
  CHECK(folder.entries() == 0);
}

TEST_CASE("matrix market: reports its rows from the thread that called") {
  const TemporaryFolder folder;
  tema::CsrMatrix x;
  x.offsets.resize(5001);
  tema::OutputFile file(folder.path("a.mtx"));
  std::vector<std::uint64_t> reports;
  tema::write_matrix_market(x.view(), file, {}, {.progress = [&](const tema::Progress& progress) {
                              CHECK(progress.stage == "write");
                              CHECK(progress.total == 5000);
                              reports.push_back(progress.done);
                            }});
  CHECK(reports == std::vector<std::uint64_t>{0, 1024, 2048, 3072, 4096});
}
