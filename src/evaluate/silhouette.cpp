#include "tema/evaluate/silhouette.hpp"

#include "core/check.hpp"
#include "linalg/row_norm.hpp"
#include "tema/core/parallel.hpp"
#include "tema/core/random.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

constexpr std::size_t rows_per_chunk = 64;
constexpr std::size_t columns_per_chunk = 4096;
constexpr std::size_t width = 16;  // clusters at a time

std::size_t column_of(const RowsView::Row& row, std::size_t j) {
  return row.columns != nullptr ? static_cast<std::size_t>(row.columns[j]) : j;
}

/// The rows of each cluster, in their order. Clusters come in the order of their labels.
std::vector<std::vector<std::size_t>> members_of(std::span<const std::int32_t> labels) {
  std::vector<std::pair<std::int32_t, std::size_t>> rows;
  rows.reserve(labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] >= 0) rows.emplace_back(labels[i], i);
  }
  std::sort(rows.begin(), rows.end());
  std::vector<std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == 0 || rows[i].first != rows[i - 1].first) members.emplace_back();
    members.back().push_back(rows[i].second);
  }
  if (members.size() < 2 || members.size() >= rows.size()) {
    throw std::invalid_argument("the number of clusters in labels is " + std::to_string(members.size()) +
                                ", but must be at least 2 and below the number of rows in a cluster, " +
                                std::to_string(rows.size()));
  }
  return members;
}

void check_labels(const RowsView& x, std::span<const std::int32_t> labels) {
  if (labels.size() != x.rows) {
    detail::throw_invalid("the number of labels", std::to_string(labels.size()),
                          std::to_string(x.rows) + ", the number of rows");
  }
  for (const std::int32_t label : labels)
    detail::check_range<std::int32_t>("a label", label, -1, std::numeric_limits<std::int32_t>::max());
}

/// Computes the silhouettes of all rows from the sums of the unit rows of each cluster.
class Silhouettes {
 public:
  Silhouettes(const RowsView& x, std::span<const std::int32_t> labels, const RunContext& run)
      : x_(x),
        workers_(run),
        members_(members_of(labels)),
        own_(x.rows, outlier),
        inverse_norms_(x.rows),
        within_(x.rows, 0.0),
        beyond_(x.rows, std::numeric_limits<double>::infinity()),
        sums_(x.cols * width) {
    for (std::size_t c = 0; c < members_.size(); ++c) {
      for (const std::size_t i : members_[c]) own_[i] = c;
    }
  }

  std::vector<double> find() {
    set_norms();
    const RunContext& run = workers_.run();
    for (std::size_t first = 0; first < members_.size(); first += width) {
      if (run.progress) run.progress({"silhouette", first, members_.size()});
      sum_clusters(first);
      workers_.for_chunks(x_.rows, rows_per_chunk, [&](const Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
          if (own_[i] != outlier) measure(i, first);
        }
      });
    }
    if (run.progress) run.progress({"silhouette", members_.size(), members_.size()});
    std::vector<double> silhouettes(x_.rows, 0.0);
    for (std::size_t i = 0; i < x_.rows; ++i) {
      if (own_[i] != outlier && members_[own_[i]].size() > 1) silhouettes[i] = silhouette(i);
    }
    return silhouettes;
  }

 private:
  static constexpr std::size_t outlier = std::numeric_limits<std::size_t>::max();

  void set_norms() {
    workers_.for_chunks(x_.rows, rows_per_chunk, [&](const Chunk& chunk) {
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
        inverse_norms_[i] = detail::inverse_length(detail::checked_norm(x_.row(i), i));
      }
    });
  }

  [[nodiscard]] std::size_t count_from(std::size_t first) const {
    return std::min(width, members_.size() - first);
  }

  /// sums_[column × width + c]: the sum of the unit rows of the cluster first + c, added in their order.
  void sum_clusters(std::size_t first) {
    workers_.for_chunks(x_.cols, columns_per_chunk, [&](const Chunk& chunk) {
      std::fill(sums_.begin() + static_cast<std::ptrdiff_t>(chunk.begin * width),
                sums_.begin() + static_cast<std::ptrdiff_t>(chunk.end * width), 0.0);
    });
    workers_.for_chunks(count_from(first), 1, [&](const Chunk& chunk) {
      for (const std::size_t i : members_[first + chunk.index]) {
        throw_if_stopped(workers_.run());
        const RowsView::Row row = x_.row(i);
        for (std::size_t j = 0; j < row.size; ++j) {
          sums_[column_of(row, j) * width + chunk.index] +=
              inverse_norms_[i] * static_cast<double>(row.values[j]);
        }
      }
    });
  }

  /// The distances of row i to the clusters from `first` on.
  void measure(std::size_t i, std::size_t first) {
    std::array<double, width> products{};
    const RowsView::Row row = x_.row(i);
    for (std::size_t j = 0; j < row.size; ++j) {
      const double value = inverse_norms_[i] * static_cast<double>(row.values[j]);
      const double* sums = &sums_[column_of(row, j) * width];
      for (std::size_t c = 0; c < width; ++c) products[c] += value * sums[c];
    }
    const double to_itself = inverse_norms_[i] > 0.0 ? 1.0 : 0.0;
    for (std::size_t c = 0; c < count_from(first); ++c) {
      const auto size = static_cast<double>(members_[first + c].size());
      if (first + c != own_[i]) {
        beyond_[i] = std::min(beyond_[i], 1.0 - products[c] / size);
      } else if (size > 1.0) {
        within_[i] = 1.0 - (products[c] - to_itself) / (size - 1.0);
      }
    }
  }

  [[nodiscard]] double silhouette(std::size_t i) const {
    constexpr double rounding = 1e-12;
    const double within = within_[i] < rounding ? 0.0 : within_[i];
    const double beyond = beyond_[i] < rounding ? 0.0 : beyond_[i];
    const double larger = std::max(within, beyond);
    return larger == 0.0 ? 0.0 : (beyond - within) / larger;
  }

  const RowsView& x_;
  Workers workers_;
  std::vector<std::vector<std::size_t>> members_;
  std::vector<std::size_t> own_;  // by row: its cluster
  std::vector<double> inverse_norms_;
  std::vector<double> within_;  // mean distances
  std::vector<double> beyond_;
  std::vector<double> sums_;
};

/// Makes all but `size` of the rows that take part outliers.
void keep_sample(std::vector<std::int32_t>& labels, std::size_t size, std::uint64_t seed) {
  std::vector<std::size_t> rows;
  rows.reserve(labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] >= 0) rows.push_back(i);
  }
  Random random(seed);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i >= size) {
      labels[rows[i]] = -1;
    } else {
      std::swap(rows[i], rows[i + random.below(rows.size() - i)]);
    }
  }
}

}  // namespace

std::vector<double> silhouette_samples(const RowsView& x, std::span<const std::int32_t> labels,
                                       const RunContext& run) {
  check_labels(x, labels);
  return Silhouettes(x, labels, run).find();
}

double silhouette_score(const RowsView& x, std::span<const std::int32_t> labels,
                        const SilhouetteOptions& options, const RunContext& run) {
  check_labels(x, labels);
  std::vector<std::int32_t> sample(labels.begin(), labels.end());
  if (options.sample_size > 0) keep_sample(sample, options.sample_size, options.seed);
  const std::vector<double> silhouettes = Silhouettes(x, sample, run).find();
  double sum = 0.0;
  for (const double silhouette : silhouettes) sum += silhouette;  // an outlier's is 0
  return sum / static_cast<double>(std::count_if(sample.begin(), sample.end(),
                                                 [](std::int32_t label) { return label >= 0; }));
}

}}  // namespace tema::v0
