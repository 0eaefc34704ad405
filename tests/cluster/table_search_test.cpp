#include "cluster/table_search.hpp"

#include "every_target.hpp"
#include "reference/random_rows.hpp"
#include "tema/linalg/kernels.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <vector>

namespace {

using tema::KMeansMetric;
using tema::detail::CentroidTable;
using tema::detail::Nearest;
using tema::detail::Points;

/// Centroids that are rows of a matrix, some of them several times, so that there are ties.
struct Table {
  Table(const tema::RowsView& x, std::size_t clusters, KMeansMetric metric, tema::Random& random)
      : width(tema::padded(clusters)),
        values(x.cols * width, 0.0F),
        offsets(width, std::numeric_limits<float>::infinity()) {
    for (std::size_t c = 0; c < clusters; ++c) {
      const tema::RowsView::Row row = x.row(random.below(x.rows));
      double square = 0.0;
      for (std::size_t j = 0; j < row.size; ++j) {
        values[static_cast<std::size_t>(row.columns[j]) * width + c] = row.values[j];
        square += static_cast<double>(row.values[j]) * static_cast<double>(row.values[j]);
      }
      offsets[c] = metric == KMeansMetric::euclidean ? static_cast<float>(square / 2.0) : 0.0F;
    }
  }

  [[nodiscard]] CentroidTable view() const { return {values, offsets}; }

  std::size_t width;
  std::vector<float> values;
  std::vector<float> offsets;
};

/// Compares all centroids with a row.
Nearest nearest_of_all(const Table& table, const tema::RowsView::Row& row) {
  std::vector<float> products(table.width);
  tema::row_times_table(row, table.values.data(), table.width, products.data());
  const std::vector<float> scales(table.width, 1.0F);
  return tema::detail::find_nearest(products.data(), scales.data(), table.offsets.data(), table.width);
}

void check_equals_all(const tema::SparseMatrix& x, KMeansMetric metric, std::size_t clusters,
                      tema::Random& random) {
  const tema::RunContext run{.threads = 2};
  tema::Workers workers(run);
  const Points points = tema::detail::points_of(tema::as_rows(x).view(), metric, workers);
  const Table table(points.rows, clusters, metric, random);
  const tema::detail::GroupBounds bounds = tema::detail::bounds_of(table.view(), points, workers);
  CHECK((bounds.groups() > 0) == (table.width >= tema::detail::narrowest_with_bounds));
  tema::detail::TableSearch search(table.view(), bounds);
  for (std::size_t i = 0; i < points.rows.rows; ++i) {
    const Nearest found = search.find(points.rows.row(i), rounding_of(points, i));
    const Nearest expected = nearest_of_all(table, points.rows.row(i));
    CHECK(found.index == expected.index);
    CHECK(found.best == expected.best);
    CHECK(found.second == expected.second);
  }
}

}  // namespace

TEST_CASE("table_search: finds the two nearest centroids that a comparison with all finds") {
  tema::Random random(1);
  for (unsigned round = 0; round < 30; ++round) {
    tema::SparseMatrix x = reference::random_documents(100, 20 + random.below(300), random);
    if (round % 3 == 0) x.coeffs() -= 0.5F;
    if (round % 5 == 0) x.coeffs() = 0.5F;
    const KMeansMetric metric = round % 2 == 0 ? KMeansMetric::cosine : KMeansMetric::euclidean;
    check_equals_all(x, metric, 1 + random.below(400), random);
  }
}

TEST_CASE("table_search: finds the same on every SIMD target") {
  tema::Random random(2);
  const tema::SparseMatrix x = reference::random_documents(60, 200, random);
  EveryTarget().run([&] {
    tema::Random same(3);
    check_equals_all(x, KMeansMetric::euclidean, 150, same);
  });
}

TEST_CASE("table_search: few rows are compared with all centroids") {
  const tema::RunContext run;
  tema::Workers workers(run);
  tema::Random random(4);
  const tema::SparseMatrix x = reference::random_documents(10, 2000, random);
  const Points points = tema::detail::points_of(tema::as_rows(x).view(), KMeansMetric::cosine, workers);
  const Table table(points.rows, 200, KMeansMetric::cosine, random);
  CHECK(tema::detail::bounds_of(table.view(), points, workers).groups() == 0);
}
