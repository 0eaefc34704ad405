#include "tema/cluster/neighbour_embedding.hpp"

#include "cluster/embedding_descent.hpp"
#include "cluster/neighbour_graph.hpp"
#include "cluster/point_tree.hpp"
#include "every_target.hpp"
#include "reference/naive_embedding.hpp"
#include "reference/random_rows.hpp"
#include "tema/core/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

using reference::PlaneForce;
using reference::random_documents;
using reference::random_sparse;
using reference::same_bytes;
using reference::to_eigen;
using tema::CsrMatrix;
using tema::MapPoint;
using tema::Neighbours;
using tema::RunContext;
using tema::SparseMatrix;
using tema::Workers;
using tema::detail::NeighbourGraph;
using tema::detail::PointTree;

double length(double x, double y) { return std::sqrt(x * x + y * y); }

double length(const MapPoint& point) {
  return length(static_cast<double>(point.x), static_cast<double>(point.y));
}

/// Documents of some groups: each has terms of its group, and terms of all.
CsrMatrix grouped_documents(std::size_t groups, std::size_t rows, tema::Random& random) {
  constexpr std::size_t own_terms = 30;
  CsrMatrix x;
  x.cols = (groups + 1) * own_terms;
  for (std::size_t i = 0; i < rows; ++i) {
    std::set<std::size_t> terms;
    for (int j = 0; j < 8; ++j) terms.insert(i % groups * own_terms + random.below(own_terms));
    for (int j = 0; j < 3; ++j) terms.insert(groups * own_terms + random.below(own_terms));
    for (const std::size_t term : terms) {
      x.columns.push_back(static_cast<std::int32_t>(term));
      x.values.push_back(static_cast<float>(0.5 + random.uniform()));
    }
    x.offsets.push_back(static_cast<std::int32_t>(x.values.size()));
  }
  return x;
}

/// A dense cloud, a wide one, points in a row and some at one place.
std::vector<MapPoint> scattered(std::size_t count, double scale, tema::Random& random) {
  std::vector<MapPoint> points(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double spread = i % 3 == 0 ? scale : 0.1 * scale;
    points[i] = {static_cast<float>(spread * random.normal()), static_cast<float>(spread * random.normal())};
    if (i % 10 == 0) points[i].y = 0.0F;
    if (i % 7 == 0) points[i] = points[i / 2];
  }
  return points;
}

std::vector<MapPoint> forces_of(std::span<const MapPoint> points, double& kernels, unsigned threads = 2) {
  const RunContext run{.threads = threads};
  Workers workers(run);
  PointTree tree(points.size(), workers);
  tree.sort(points);
  tree.place(points);
  std::vector<MapPoint> forces;
  kernels = tree.repel(forces);
  return forces;
}

/// The length of the differences of forces, as a share of that of the forces.
template <class Force>
double error_of(std::span<const Force> forces, std::span<const PlaneForce> expected) {
  double error = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    error += length(static_cast<double>(forces[i].x) - expected[i].x,
                    static_cast<double>(forces[i].y) - expected[i].y);
    total += length(expected[i].x, expected[i].y);
  }
  return total > 0.0 ? error / total : error;
}

/// The mean share of the `k` nearest points that are of the same group.
double share_of_group(std::span<const MapPoint> points, std::size_t groups, std::size_t k) {
  double share = 0.0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::vector<std::pair<double, std::size_t>> others;
    for (std::size_t j = 0; j < points.size(); ++j) {
      const MapPoint difference{points[i].x - points[j].x, points[i].y - points[j].y};
      if (j != i) others.emplace_back(length(difference), j);
    }
    std::sort(others.begin(), others.end());
    const auto same = std::count_if(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(k),
                                    [&](const auto& other) { return other.second % groups == i % groups; });
    share += static_cast<double>(same) / static_cast<double>(k);
  }
  return share / static_cast<double>(points.size());
}

std::vector<MapPoint> start_of(std::size_t count, tema::Random& random) {
  return scattered(count, 1e-4, random);
}

void check_in_circle(std::span<const MapPoint> points) {
  for (const MapPoint& point : points) CHECK(length(point) <= 1.0 + 1e-6);
}

}  // namespace

TEST_CASE("neighbour embedding: the repulsion of groups is near to that of all pairs") {
  tema::Random random(1);
  for (const std::size_t count : {2U, 15U, 16U, 17U, 300U, 2500U}) {
    for (const double scale : {1e-4, 1.0, 30.0, 1000.0}) {
      CAPTURE(count);
      CAPTURE(scale);
      const std::vector<MapPoint> points = scattered(count, scale, random);
      double kernels = 0.0;
      double expected_kernels = 0.0;
      const std::vector<MapPoint> forces = forces_of(points, kernels);
      const std::vector<PlaneForce> expected = reference::repulsions(points, expected_kernels);
      CHECK(error_of<MapPoint>(forces, expected) <= 0.03);
      CHECK(std::abs(kernels - expected_kernels) <= 0.01 * expected_kernels + 1e-5);
    }
  }
}

TEST_CASE("neighbour embedding: points that all lie at one place repel nobody") {
  const std::vector<MapPoint> points(1000, MapPoint{3.0F, -2.0F});
  double kernels = 0.0;
  for (const MapPoint& force : forces_of(points, kernels)) CHECK(length(force) <= 1e-3);
  CHECK(kernels == doctest::Approx(1000.0 * 999.0));
}

TEST_CASE("neighbour embedding: the graph has the weights of both directions") {
  tema::Random random(2);
  for (const std::size_t rows : {1U, 2U, 30U, 120U}) {
    for (const std::size_t k : {1U, 4U, 500U}) {
      const SparseMatrix x = random_documents(rows, 40, random);
      const Neighbours neighbours = tema::top_k_neighbours(x, {.k = k});
      const NeighbourGraph graph = tema::detail::neighbour_graph(neighbours, {});
      const Eigen::MatrixXd expected = reference::edge_weights(neighbours);
      Eigen::MatrixXd found = Eigen::MatrixXd::Zero(expected.rows(), expected.cols());
      for (std::size_t node = 0; node < graph.size(); ++node) {
        double degree = 0.0;
        for (std::size_t j = graph.offsets[node]; j < graph.offsets[node + 1]; ++j) {
          found(graph.rows[node], graph.rows[static_cast<std::size_t>(graph.nodes[j])]) +=
              static_cast<double>(graph.weights[j]);
          degree += static_cast<double>(graph.weights[j]);
        }
        CHECK(degree > 0.0);
        CHECK(static_cast<double>(graph.degrees[node]) == doctest::Approx(degree).epsilon(1e-5));
      }
      CHECK((found - expected).cwiseAbs().maxCoeff() <= 1e-6);
    }
  }
}

TEST_CASE("neighbour embedding: at the end, attraction and repulsion balance") {
  tema::Random random(3);
  const CsrMatrix x = grouped_documents(5, 400, random);
  const Neighbours neighbours = tema::top_k_neighbours(x, {.k = 15});
  const NeighbourGraph graph = tema::detail::neighbour_graph(neighbours, {});
  REQUIRE(graph.size() == 400);
  const RunContext run;
  Workers workers(run);
  const auto points = tema::detail::descend(graph, start_of(400, random), 1000, workers);
  const auto pulls = reference::attractions(points, reference::edge_weights(neighbours));
  double kernels = 0.0;
  auto pushes = reference::repulsions(points, kernels);
  for (PlaneForce& push : pushes) push = {-400.0 * push.x / kernels, -400.0 * push.y / kernels};
  CHECK(error_of<PlaneForce>(pulls, pushes) <= 0.05);
}

TEST_CASE("neighbour embedding: rows of a group lie together") {
  tema::Random random(4);
  for (const std::size_t rows : {30U, 150U, 1000U}) {
    CAPTURE(rows);
    const CsrMatrix x = grouped_documents(3, rows, random);
    const std::vector<MapPoint> points = tema::embed_neighbours(x, {.neighbours = 8});
    REQUIRE(points.size() == rows);
    check_in_circle(points);
    CHECK(share_of_group(points, 3, 5) >= 0.95);
    CHECK(std::any_of(points.begin(), points.end(), [](const MapPoint& p) { return length(p) > 0.9; }));
  }
}

TEST_CASE("neighbour embedding: every SIMD target and any number of threads give the same bytes") {
  tema::Random random(5);
  CsrMatrix x = grouped_documents(7, 1500, random);
  x.offsets.push_back(x.offsets.back());
  const tema::NeighbourEmbeddingOptions options{.iterations = 60, .seed = 9};
  const std::vector<MapPoint> expected = tema::embed_neighbours(x, options, {.threads = 1});
  EveryTarget().run([&] {
    for (const unsigned threads : {1U, 2U, 7U})
      CHECK(same_bytes(tema::embed_neighbours(x, options, {.threads = threads}), expected));
  });
  CHECK_FALSE(same_bytes(tema::embed_neighbours(x, {.iterations = 60, .seed = 10}), expected));
}

TEST_CASE("neighbour embedding: rows without neighbours share the circle") {
  tema::Random random(6);
  CsrMatrix x = grouped_documents(2, 50, random);
  for (int i = 0; i < 9; ++i) x.offsets.push_back(x.offsets.back());
  ++x.cols;  // a row with a term that no other has
  x.columns.push_back(static_cast<std::int32_t>(x.cols - 1));
  x.values.push_back(1.0F);
  x.offsets.push_back(static_cast<std::int32_t>(x.values.size()));
  const std::vector<MapPoint> points = tema::embed_neighbours(x);
  REQUIRE(points.size() == 60);
  for (std::size_t i = 0; i < 50; ++i) CHECK(length(points[i]) < 0.95);
  for (std::size_t i = 50; i < 60; ++i) {
    CHECK(length(points[i]) == doctest::Approx(1.0));
    const MapPoint& next = points[i + 1 < 60 ? i + 1 : 50];
    CHECK(length({points[i].x - next.x, points[i].y - next.y}) == doctest::Approx(0.618).epsilon(0.1));
  }
}

TEST_CASE("neighbour embedding: few rows, rows that are all the same, and rows of zeros have a place") {
  tema::Random random(7);
  CsrMatrix x;
  x.cols = 3;
  CHECK(tema::embed_neighbours(x).empty());
  for (std::size_t rows = 1; rows <= 40; ++rows) {
    x.columns.insert(x.columns.end(), {0, 2});
    x.values.insert(x.values.end(), {1.0F, 0.5F});
    x.offsets.push_back(static_cast<std::int32_t>(x.values.size()));
    const std::vector<MapPoint> points = tema::embed_neighbours(x, {.neighbours = 100, .iterations = 50});
    REQUIRE(points.size() == rows);
    check_in_circle(points);
    CHECK((rows == 1 || points[0] != points[1]));
  }
  CsrMatrix zeros;
  zeros.offsets.assign(21, 0);
  for (const std::size_t cols : {0U, 4U}) {
    zeros.cols = cols;
    const std::vector<MapPoint> points = tema::embed_neighbours(zeros);
    REQUIRE(points.size() == 20);
    for (const MapPoint& point : points) CHECK(length(point) == doctest::Approx(1.0));
  }
  CHECK(tema::embed_neighbours(SparseMatrix(1, 4)) == std::vector<MapPoint>{MapPoint{}});
}

TEST_CASE("neighbour embedding: rows without clusters do not shrink to a line") {
  tema::Random random(8);
  const CsrMatrix x = random_sparse(600, 1500, 0.006, random);
  const std::vector<MapPoint> points = tema::embed_neighbours(x, {.iterations = 3000});
  double width = 0.0;
  double height = 0.0;
  for (const MapPoint& point : points) {
    width += std::abs(static_cast<double>(point.x)) / 600.0;
    height += std::abs(static_cast<double>(point.y)) / 600.0;
  }
  CHECK(width > 0.2);
  CHECK(height > 0.2);
}

TEST_CASE("neighbour embedding: an option out of its range is refused") {
  tema::Random random(9);
  const SparseMatrix x = random_documents(10, 8, random);
  CHECK_THROWS_WITH_AS(static_cast<void>(tema::embed_neighbours(x, {.neighbours = 0})),
                       "neighbours is 0, but must be at least 1", std::invalid_argument);
  for (const std::size_t iterations : {0U, 100'001U}) {
    const std::string message =
        "iterations is " + std::to_string(iterations) + ", but must be from 1 to 100000";
    CHECK_THROWS_WITH_AS(static_cast<void>(tema::embed_neighbours(x, {.iterations = iterations})),
                         message.c_str(), std::invalid_argument);
  }
  CHECK_THROWS_AS(static_cast<void>(tema::embed_neighbours(tema::DenseMatrix(x))), std::invalid_argument);
}

TEST_CASE("neighbour embedding: progress is told, and a stop ends the call in any stage") {
  tema::Random random(10);
  const SparseMatrix x = random_documents(300, 60, random);
  std::set<std::string> stages;
  const auto note = [&](const tema::Progress& progress) {
    CHECK(progress.done <= progress.total);
    stages.emplace(progress.stage);
  };
  const auto expected = tema::embed_neighbours(x, {.iterations = 20}, {.progress = note});
  CHECK(stages == std::set<std::string>{"neighbours", "reduce", "embed"});
  CHECK(same_bytes(tema::embed_neighbours(x, {.iterations = 20}), expected));
  for (const std::string& stage : stages) {
    std::stop_source source;
    const auto stop = [&](const tema::Progress& progress) {
      if (progress.stage == stage) source.request_stop();
    };
    CHECK_THROWS_AS(static_cast<void>(tema::embed_neighbours(x, {.iterations = 20},
                                                             {.stop = source.get_token(), .progress = stop})),
                    tema::Cancelled);
  }
}
