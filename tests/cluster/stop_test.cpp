// A stop in the midst of one chunk of rows: where clusters are many, that takes long.
#include "tema/cluster/kmeans.hpp"
#include "tema/cluster/multinomial_mixture.hpp"
#include "tema/core/error.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <stop_token>
#include <thread>
#include <vector>

namespace {

constexpr std::size_t clusters = 60'000;
constexpr Eigen::Index columns = 64;
constexpr Eigen::Index rows_of_a_chunk = 256;

tema::DenseMatrix random_rows() {
  tema::Random random(1);
  tema::DenseMatrix x(rows_of_a_chunk, columns);
  for (Eigen::Index i = 0; i < x.size(); ++i) x.data()[i] = static_cast<float>(random.uniform()) + 0.1F;
  return x;
}

/// True if the call, which takes much longer than that, ends by a stop after ten milliseconds.
template <class Call>
bool is_stopped(Call&& call) {
  std::stop_source source;
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    source.request_stop();
  });
  bool stopped = false;
  try {
    call(tema::RunContext{.stop = source.get_token(), .threads = 1});
  } catch (const tema::Cancelled&) {
    stopped = true;
  }
  other.join();
  return stopped;
}

}  // namespace

TEST_CASE("stop: k-means ends before a chunk of rows has been compared with many centroids") {
  const std::vector<float> centroids(clusters * static_cast<std::size_t>(columns), 0.125F);
  const auto model = tema::KMeans::from_centroids(centroids, clusters);
  const tema::DenseMatrix x = random_rows();
  CHECK(is_stopped([&](const tema::RunContext& run) { static_cast<void>(model.predict(x, run)); }));
}

TEST_CASE("stop: the mixture ends before a chunk of rows has been compared with many components") {
  const std::vector<float> logs(clusters * static_cast<std::size_t>(columns), -4.0F);
  const std::vector<double> mixing_weights(clusters, 1.0 / static_cast<double>(clusters));
  const auto model = tema::MultinomialMixture::from_parameters(logs, clusters, mixing_weights, 10.0);
  const tema::SparseMatrix x = random_rows().sparseView();
  CHECK(is_stopped([&](const tema::RunContext& run) { static_cast<void>(model.predict(x, run)); }));
}
