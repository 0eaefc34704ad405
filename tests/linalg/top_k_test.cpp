#include "tema/linalg/top_k.hpp"

#include "every_target.hpp"
#include "reference/naive_top_k.hpp"
#include "reference/random_data.hpp"
#include "tema/core/error.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace {

using reference::same_bytes;
using tema::CsrMatrix;
using tema::Neighbours;
using tema::TopKOptions;

/// Every bit, that of a zero's sign as well.
bool identical(const Neighbours& a, const Neighbours& b) {
  return a.offsets == b.offsets && same_bytes(a.neighbours, b.neighbours);
}

Neighbours self_join(const CsrMatrix& x, const TopKOptions& options, unsigned threads = 2) {
  return tema::top_k_neighbours(x.view(), options, {.threads = threads});
}

void append_row(CsrMatrix& to, const tema::RowsView::Row& row, float scale) {
  for (std::size_t j = 0; j < row.size; ++j) {
    to.columns.push_back(row.columns[j]);
    to.values.push_back(row.values[j] * scale);
  }
  to.offsets.push_back(static_cast<std::int32_t>(to.values.size()));
}

/// Columns that become rarer, as terms are; lengths of all sizes, and rows of zeros.
CsrMatrix zipf_rows(std::size_t rows, std::size_t cols, double density, bool negative, tema::Random& random) {
  CsrMatrix x;
  x.cols = cols;
  for (std::size_t i = 0; i < rows; ++i) {
    const double scale = std::exp(3.0 * random.normal());
    const bool is_empty = random.below(12) == 0;
    for (std::size_t j = 0; !is_empty && j < cols; ++j) {
      if (random.uniform() * static_cast<double>(j + 1) >= density * 4.0) continue;
      const double value = negative ? random.normal() : 0.01 + random.uniform();
      x.columns.push_back(static_cast<std::int32_t>(j));
      x.values.push_back(static_cast<float>(value * scale));
    }
    x.offsets.push_back(static_cast<std::int32_t>(x.values.size()));
  }
  return x;
}

/// Some rows again, also longer ones, so that there are ties and cosines of 1.
CsrMatrix with_duplicates(const CsrMatrix& x, tema::Random& random) {
  CsrMatrix result = x;
  for (std::size_t i = 0; i < x.rows(); ++i) {
    for (const float scale : {1.0F, 1.0F, 2.0F, 3.0F, -1.0F}) {
      if (random.below(4) == 0) append_row(result, x.view().row(i), scale);
    }
  }
  return result;
}

template <class Body>
void for_random_rows(std::uint64_t seed, Body&& body) {
  tema::Random random(seed);
  for (const std::size_t rows : {1U, 2U, 40U, 300U}) {
    for (const std::size_t cols : {1U, 5U, 70U, 400U}) {
      for (const bool negative : {false, true}) {
        CAPTURE(rows);
        CAPTURE(cols);
        CAPTURE(negative);
        const CsrMatrix x = zipf_rows(rows, cols, 0.5 + 3.0 * random.uniform(), negative, random);
        body(random.below(2) == 0 ? x : with_duplicates(x, random), random);
      }
    }
  }
}

CsrMatrix with_values(std::vector<float> values) {
  CsrMatrix x;
  x.cols = 2;
  for (std::size_t i = 0; i < values.size(); ++i) {
    x.columns.push_back(static_cast<std::int32_t>(i % 2));
    if (i % 2 == 1) x.offsets.push_back(static_cast<std::int32_t>(i + 1));
  }
  x.values = std::move(values);
  return x;
}

}  // namespace

TEST_CASE("top_k: each row has the neighbours, bit by bit, that comparing all pairs finds") {
  for_random_rows(1, [](const CsrMatrix& x, tema::Random&) {
    const auto all = reference::all_neighbours(x, x, true);
    for (const std::size_t k : {0U, 1U, 3U, 10U, 45U, 5000U}) {
      CAPTURE(k);
      CHECK(identical(self_join(x, {.k = k}), reference::top_k(all, {.k = k})));
    }
  });
}

TEST_CASE("top_k: only rows above the smallest cosine are neighbours") {
  for_random_rows(2, [](const CsrMatrix& x, tema::Random&) {
    const auto all = reference::all_neighbours(x, x, true);
    for (const float least : {-2.0F, -1.0F, -0.2F, 0.3F, 0.9F, 1.0F}) {
      CAPTURE(least);
      for (const std::size_t k : {2U, 1000U}) {
        const TopKOptions options{.k = k, .min_cosine = least};
        CHECK(identical(self_join(x, options), reference::top_k(all, options)));
      }
    }
  });
}

TEST_CASE("top_k: queries have the neighbours that comparing all pairs finds, equal rows among them") {
  for_random_rows(3, [](const CsrMatrix& x, tema::Random& random) {
    CsrMatrix queries = zipf_rows(35, x.cols, 1.0, true, random);
    for (std::size_t i = 0; i < x.rows(); i += 9) append_row(queries, x.view().row(i), 1.0F);
    const TopKOptions options{.k = 4};
    const Neighbours found = tema::top_k_neighbours_of(queries.view(), x.view(), options);
    CHECK(identical(found, reference::top_k(reference::all_neighbours(queries, x, false), options)));
  });
}

TEST_CASE("top_k: every SIMD target and any number of threads give the same bytes") {
  tema::Random random(4);
  const CsrMatrix x = with_duplicates(zipf_rows(700, 200, 2.0, true, random), random);
  const TopKOptions options{.k = 7};
  const Neighbours expected = reference::top_k(reference::all_neighbours(x, x, true), options);
  EveryTarget().run([&] {
    for (const unsigned threads : {1U, 2U, 7U}) CHECK(identical(self_join(x, options, threads), expected));
  });
}

TEST_CASE("top_k: rows of more than one block have the neighbours that comparing all pairs finds") {
  tema::Random random(5);
  const CsrMatrix x = zipf_rows(33'500, 60, 0.6, true, random);
  CsrMatrix queries = zipf_rows(40, 60, 0.6, true, random);
  for (const std::size_t i : {0U, 16'383U, 16'384U, 32'768U, 33'499U})
    append_row(queries, x.view().row(i), 1.0F);
  const auto all = reference::all_neighbours(queries, x, false);
  for (const std::size_t k : {1U, 20U, 600U}) {
    CAPTURE(k);
    const Neighbours found = tema::top_k_neighbours_of(queries.view(), x.view(), {.k = k});
    CHECK(identical(found, reference::top_k(all, {.k = k})));
  }
}

TEST_CASE("top_k: rows of so many entries that 16 bits cannot hold them are compared all the same") {
  tema::Random random(6);
  for (const std::size_t cols : {6'000U, 40'000U}) {
    CsrMatrix x = reference::random_sparse(12, cols, 0.95, random);
    append_row(x, x.view().row(3), 1.0F);
    const CsrMatrix few = reference::random_sparse(5, cols, 0.001, random);
    for (std::size_t i = 0; i < few.rows(); ++i) append_row(x, few.view().row(i), 1.0F);
    const auto all = reference::all_neighbours(x, x, true);
    for (const float least : {-2.0F, 0.0F}) {
      const TopKOptions options{.k = 3, .min_cosine = least};
      CHECK(identical(self_join(x, options), reference::top_k(all, options)));
    }
  }
}

TEST_CASE("top_k: a row of zeros has no neighbours and is none") {
  const CsrMatrix x = with_values({1, 0, 0, 0, 1, 1, 0, 0, -1, 0});
  const Neighbours found = self_join(x, {.k = 9, .min_cosine = -2.0F});
  const std::vector<std::size_t> offsets = {0, 2, 2, 4, 4, 6};
  CHECK(found.offsets == offsets);
  CHECK(found.size() == 5);
  CHECK(found[1].empty());
  REQUIRE(found[0].size() == 2);
  CHECK(found[0][0] == tema::Neighbour{2, static_cast<float>(1.0 / std::sqrt(2.0))});
  CHECK(found[0][1] == tema::Neighbour{4, -1.0F});
}

TEST_CASE("top_k: rows as short and as long as floats go have neighbours") {
  const CsrMatrix x = with_values({1e-45F, 1e-45F, 1e36F, 1e36F, 1e-30F, 0});
  const Neighbours found = self_join(x, {.k = 1});
  REQUIRE(found.neighbours.size() == 3);
  CHECK(found[0][0].row == 1);
  CHECK(found[1][0].row == 0);
  CHECK(found[2][0].row == 0);
}

TEST_CASE("top_k: of a matrix without rows or without columns is empty") {
  CsrMatrix x;
  CHECK(self_join(x, {}).size() == 0);
  x.offsets = {0, 0, 0};
  CHECK(identical(self_join(x, {}), {{0, 0, 0}, {}}));
  CHECK(tema::top_k_neighbours_of(CsrMatrix().view(), x.view()).size() == 0);
}

TEST_CASE("top_k: an Eigen matrix is taken as its rows") {
  tema::Random random(7);
  const CsrMatrix x = zipf_rows(50, 30, 1.0, false, random);
  const tema::SparseMatrix eigen = reference::to_eigen(x);
  CHECK(identical(tema::top_k_neighbours(eigen), self_join(x, {})));
  CHECK(identical(tema::top_k_neighbours_of(eigen, eigen), tema::top_k_neighbours_of(x.view(), x.view())));
}

TEST_CASE("top_k: what it cannot compare is refused by name") {
  const float infinity = std::numeric_limits<float>::infinity();
  const CsrMatrix good = with_values({1, 2, 3, 4});
  for (const float bad : {infinity, -infinity, std::numeric_limits<float>::quiet_NaN(), 1e38F}) {
    const CsrMatrix x = with_values({1, 2, 3, bad});
    CHECK_THROWS_WITH_AS(static_cast<void>(self_join(x, {})), doctest::Contains("row 1"),
                         std::invalid_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(tema::top_k_neighbours_of(x.view(), good.view())),
                         doctest::Contains("row 1"), std::invalid_argument);
  }
  for (const float least : {-2.5F, 1.5F, std::numeric_limits<float>::quiet_NaN()}) {
    const TopKOptions options{.min_cosine = least};
    CHECK_THROWS_WITH_AS(static_cast<void>(self_join(good, options)), doctest::Contains("min_cosine"),
                         std::invalid_argument);
  }
  CsrMatrix other = good;
  other.cols = 3;
  CHECK_THROWS_WITH_AS(static_cast<void>(tema::top_k_neighbours_of(other.view(), good.view())),
                       doctest::Contains("columns"), std::invalid_argument);
  const tema::DenseMatrix dense = tema::DenseMatrix::Ones(2, 2);
  CHECK_THROWS_AS(static_cast<void>(tema::top_k_neighbours(tema::as_rows(dense).view())),
                  std::invalid_argument);
}

TEST_CASE("top_k: reports its progress and ends on a stop") {
  tema::Random random(8);
  const CsrMatrix x = zipf_rows(300, 50, 1.0, false, random);
  std::stop_source source;
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  tema::RunContext run{.stop = source.get_token(), .threads = 1};
  run.progress = [&](const tema::Progress& progress) {
    CHECK(progress.stage == "neighbours");
    CHECK(progress.done >= done);
    CHECK(progress.done <= progress.total);
    done = progress.done;
    total = progress.total;
  };
  static_cast<void>(tema::top_k_neighbours(x.view(), {}, run));
  CHECK(done > 1);
  CHECK(done == total);
  run.progress = [&](const tema::Progress&) { source.request_stop(); };
  CHECK_THROWS_AS(static_cast<void>(tema::top_k_neighbours(x.view(), {}, run)), tema::Cancelled);
}
