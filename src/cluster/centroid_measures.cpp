#include "cluster/centroid_sums.hpp"

#include <algorithm>
#include <cmath>

// How centroids are measured; the sums themselves are in centroid_sums.cpp.
namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t clusters_per_chunk = 16;

/// Widens a bound, so that it holds although it is computed in floats.
float widened(double bound) { return bound <= 0.0 ? 0.0F : static_cast<float>(bound * (1.0 + 1e-6) + 1e-9); }

/// ‖now / ‖now‖ - before / ‖before‖‖, from the lengths and the squared length of now - before.
double turn(const Measure& before, const Measure& now, double shift) {
  if (before.norm == 0.0 || now.norm == 0.0) return before.norm == now.norm ? 0.0 : 2.0;
  const double stretch = now.norm - before.norm;
  return std::sqrt(std::max(0.0, (shift - stretch * stretch) / (before.norm * now.norm)));
}

/// ‖now / size - before / size‖, likewise; `unit` is what 1 is in the lengths.
double distance(const Measure& before, const Measure& now, double shift, double unit) {
  if (before.size == 0.0 || now.size == 0.0) return before.size == now.size ? 0.0 : 2.0;
  const double growth = 1.0 - now.size / before.size;
  const double product = (now.norm * now.norm - before.norm * before.norm - shift) / 2.0;
  const double square = shift + growth * (2.0 * product + growth * before.norm * before.norm);
  return std::sqrt(std::max(0.0, square)) / (now.size * unit);
}

}  // namespace

void CentroidSums::measure_all(const std::vector<Int128>& shifts) {
  const bool cosine = points_.metric == KMeansMetric::cosine;
  for (std::size_t c = 0; c < clusters(); ++c) {
    const Measure before = measures_[c];
    Measure& now = measures_[c];
    now.norm = std::sqrt(static_cast<double>(squares_[c]));
    now.size = static_cast<double>(sizes_[c]);
    const auto shift = static_cast<double>(shifts[c]);
    if (cosine) {
      now.scale = now.norm > 0.0 ? 1.0 / now.norm : 0.0;
    } else if (now.size > 0.0) {
      now.scale = 1.0 / (now.size * unit_);
      now.offset = now.norm * now.scale * now.norm * now.scale / 2.0;
    }
    now.explained = now.size * 2.0 * now.offset;
    const double moved = cosine ? turn(before, now, shift) : distance(before, now, shift, unit_);
    drifts_[c] = {widened(moved), widened(before.offset - now.offset), widened(now.offset - before.offset)};
    scales_[c] = static_cast<float>(now.scale);
    offsets_[c] = static_cast<float>(now.offset);
  }
}

void CentroidSums::measure_on_sphere() {
  workers_.for_chunks(clusters(), clusters_per_chunk,
                      [&](const Chunk& chunk) { move_to_sphere(chunk.begin, chunk.end); });
  for (std::size_t c = 0; c < clusters(); ++c) {
    scales_[c] = static_cast<float>(measures_[c].scale);
    offsets_[c] = static_cast<float>(measures_[c].offset);
  }
}

/// The length ‖w‖ of the mean w of the unit rows of a cluster. In the frame, the mean is w minus the centre.
double CentroidSums::length_of_mean(std::size_t cluster, double factor) const {
  const std::vector<double>& centre = points_.frame.centre;
  double square = 0.0;
  for (std::size_t j = 0; j < centre.size(); ++j) {
    const auto sum = static_cast<double>(sums_[j * clusters() + cluster]);
    const double value = centre[j] + sum * factor / points_.frame.scale;
    square += value * value;
  }
  return std::sqrt(square);
}

/// Makes the mean w of each cluster a unit row, w / ‖w‖, in the frame.
void CentroidSums::move_to_sphere(std::size_t first, std::size_t last) {
  const std::vector<double>& centre = points_.frame.centre;
  for (std::size_t c = first; c < last; ++c) {
    const Measure before = measures_[c];
    Measure& now = measures_[c];
    now.size = static_cast<double>(sizes_[c]);
    const double factor = now.size > 0.0 ? 1.0 / (now.size * unit_) : 0.0;
    const double stretch = now.size > 0.0 ? 1.0 / length_of_mean(c, factor) : 1.0;
    const double of_centre = (stretch - 1.0) * points_.frame.scale;
    double shift = 0.0;
    double product = 0.0;
    double square = 0.0;
    for (std::size_t j = 0; j < centre.size(); ++j) {
      const double mean = static_cast<double>(sums_[j * clusters() + c]) * factor;
      float& entry = table_[j * width_ + c];
      const auto was = static_cast<double>(entry);
      entry = static_cast<float>(stretch * mean + of_centre * centre[j]);
      const auto is = static_cast<double>(entry);
      shift += (is - was) * (is - was);
      product += is * mean;
      square += is * is;
    }
    now.scale = 1.0;
    now.offset = square / 2.0;
    now.explained = now.size * (2.0 * product - square);
    const bool stays = (before.size > 0.0) == (now.size > 0.0);
    drifts_[c] = {widened(stays ? std::sqrt(shift) : 2.0), widened(before.offset - now.offset),
                  widened(now.offset - before.offset)};
  }
}

double CentroidSums::objective() const {
  if (!points_.on_cap()) return merit();
  double points = 0.0;
  for (const Measure& measure : measures_) points += measure.size;
  return points + merit();
}

double CentroidSums::merit() const {
  double sum = 0.0;
  if (points_.metric == KMeansMetric::cosine && !points_.on_cap()) {
    for (const Measure& measure : measures_) sum += measure.norm / unit_;
    return sum;
  }
  for (const Measure& measure : measures_) sum += measure.explained;
  const double of_frame = points_.frame.scale * points_.frame.scale;
  return (sum - points_.squares) / (points_.on_cap() ? 2.0 * of_frame : of_frame);
}

}}}  // namespace tema::v0::detail
