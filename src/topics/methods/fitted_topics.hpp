#pragma once

#include "tema/cluster/kmeans.hpp"
#include "tema/core/run_context.hpp"
#include "tema/linalg/sparse_ops.hpp"
#include "tema/topics/topic_options.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The parts of the score of a row, for TopicModel::explain.
struct ScoreParts {
  std::int32_t rival = -1;  // the second best cluster; -1 if there is no other
  double base = 0.0;
  std::vector<double> weights;  // one for each entry of the row
};

/// A table of numbers that a model file keeps of a method.
struct SavedTensor {
  std::string_view name;
  std::vector<std::uint64_t> shape;
  /// Numbers that the fitted topics own, or a copy where the file has them in another form.
  std::variant<std::span<const float>, std::span<const double>, std::vector<float>> values;
};

struct TopicParts;

/// The clusters that a method has found, and everything that depends on the method. To add a method, derive
/// a class from this one; see methods.hpp. Immutable; const members may be called from many threads.
class FittedTopics {
 public:
  FittedTopics() = default;
  virtual ~FittedTopics() = default;
  FittedTopics(const FittedTopics&) = delete;
  FittedTopics& operator=(const FittedTopics&) = delete;

  /// The cluster of each row; -1 for a row that has none.
  [[nodiscard]] virtual std::vector<Assignment> predict(const CsrMatrix& rows,
                                                        const RunContext& run) const = 0;

  /// The same, together with the scores of all clusters, which are written to `scores`: as many floats for
  /// each row as there are clusters.
  [[nodiscard]] virtual std::vector<Assignment> predict_scores(const RowsView& rows, float* scores,
                                                               const RunContext& run) const = 0;

  /// Why the only one of the rows has this cluster, which predict() gave it.
  [[nodiscard]] virtual ScoreParts explain(const CsrMatrix& rows, std::int32_t cluster) const = 0;

  /// The clusters `staying`, which ascend, and after them at most `parts` new ones, which are found among the
  /// `members`, the rows of some texts, as topics are found by these options.
  [[nodiscard]] virtual TopicParts split(const CsrMatrix& members, std::size_t parts,
                                         std::span<const std::size_t> staying, const TopicOptions& options,
                                         const RunContext& run) const = 0;

  /// What a model file keeps, in the order of the file. Valid as long as this object.
  [[nodiscard]] virtual std::vector<SavedTensor> tensors() const = 0;

  /// The sum that rows are scaled to, which a model file keeps, too; 0 if they are not scaled.
  [[nodiscard]] virtual double row_sum() const { return 0.0; }
};

/// What FittedTopics::split returns.
struct TopicParts {
  std::shared_ptr<const FittedTopics> topics;
  std::vector<Assignment> members;  // the parts of the members, numbered from 0
  std::size_t parts = 0;
  bool converged = false;
};

/// The cluster with the largest number, other than `but`; -1 if there is none.
inline std::int32_t next_best(std::span<const double> nearness, std::int32_t but) {
  std::int32_t best = -1;
  for (std::size_t c = 0; c < nearness.size(); ++c) {
    const auto cluster = static_cast<std::int32_t>(c);
    if (cluster == but) continue;
    if (best < 0 || nearness[c] > nearness[static_cast<std::size_t>(best)]) best = cluster;
  }
  return best;
}

}}}  // namespace tema::v0::detail
