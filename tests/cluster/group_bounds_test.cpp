#include "cluster/group_bounds.hpp"

#include "every_target.hpp"
#include "reference/random_data.hpp"
#include "tema/linalg/kernels.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace {

using tema::detail::clusters_per_group;
using tema::detail::GroupBounds;

/// Centroids by column, with scales and offsets, all padded.
struct Centroids {
  Centroids(std::size_t columns, std::size_t clusters, bool sparse, tema::Random& random)
      : width(tema::padded(clusters)),
        values(columns * width, 0.0F),
        scales(width, 0.0F),
        offsets(width, std::numeric_limits<float>::infinity()) {
    for (std::size_t c = 0; c < clusters; ++c) {
      scales[c] = static_cast<float>(0.1 + random.uniform());
      offsets[c] = static_cast<float>(random.uniform());
      for (std::size_t j = 0; j < columns; ++j) {
        if (!sparse || random.below(10) == 0) values[j * width + c] = static_cast<float>(random.normal());
      }
    }
  }

  [[nodiscard]] double nearness(const tema::RowsView::Row& row, std::size_t cluster) const {
    double sum = 0.0;
    for (std::size_t j = 0; j < row.size; ++j) {
      const auto column = static_cast<std::size_t>(row.columns[j]);
      sum += static_cast<double>(row.values[j]) * static_cast<double>(values[column * width + cluster]);
    }
    return sum * static_cast<double>(scales[cluster]) - static_cast<double>(offsets[cluster]);
  }

  std::size_t width;
  std::vector<float> values;
  std::vector<float> scales;
  std::vector<float> offsets;
};

/// Half of the columns as a whole, the others cluster by cluster.
GroupBounds bounds_of(const Centroids& centroids, std::size_t columns) {
  GroupBounds bounds(columns, centroids.width);
  bounds.set_offsets(centroids.offsets);
  for (std::size_t j = 0; j < columns; ++j) {
    const float* const values = &centroids.values[j * centroids.width];
    bounds.set_column(j, values, centroids.scales.data());
    if (j % 2 == 0) continue;
    bounds.clear_column(j);
    for (std::size_t c = 0; c < centroids.width; ++c) bounds.raise(j, c, values[c] * centroids.scales[c]);
  }
  return bounds;
}

}  // namespace

TEST_CASE("group_bounds: no centroid of a group is nearer than its bound, of either sign") {
  tema::Random random(1);
  for (unsigned round = 0; round < 40; ++round) {
    const std::size_t columns = 10 + random.below(60);
    const std::size_t clusters = 1 + random.below(400);
    const Centroids centroids(columns, clusters, round % 2 == 0, random);
    const GroupBounds bounds = bounds_of(centroids, columns);
    REQUIRE(bounds.groups() == (clusters + clusters_per_group - 1) / clusters_per_group);
    const tema::CsrMatrix x = reference::random_sparse(10, columns, 0.3, random);
    std::vector<float> found(bounds.size());
    for (std::size_t i = 0; i < 10; ++i) {
      bounds.bound(x.view().row(i), found.data());
      for (std::size_t c = 0; c < clusters; ++c)
        CHECK(static_cast<double>(found[c / clusters_per_group]) >= centroids.nearness(x.view().row(i), c));
      for (std::size_t g = bounds.groups(); g < bounds.size(); ++g)
        CHECK(found[g] == -std::numeric_limits<float>::infinity());
    }
  }
}

TEST_CASE("group_bounds: a single centroid and positive values are bounded closely, on every SIMD target") {
  tema::Random random(2);
  const Centroids centroids(50, 1, false, random);
  std::vector<std::int32_t> columns(50);
  std::vector<float> values(50);
  for (std::size_t j = 0; j < 50; ++j) {
    columns[j] = static_cast<std::int32_t>(j);
    values[j] = centroids.values[j * centroids.width];  // the product of each entry is positive
  }
  const tema::RowsView::Row row{values.data(), columns.data(), 50};
  EveryTarget().run([&] {
    const GroupBounds bounds = bounds_of(centroids, 50);
    std::vector<float> found(bounds.size());
    bounds.bound(row, found.data());
    CHECK(static_cast<double>(found[0]) == doctest::Approx(centroids.nearness(row, 0)).epsilon(1e-4));
  });
}
