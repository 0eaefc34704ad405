#include "topics/methods/mixture_runs.hpp"

#include "cluster/mixture_fit.hpp"
#include "linalg/distinct_rows.hpp"
#include "topics/methods/mixture_topics.hpp"
#include "topics/reduction.hpp"
#include "topics/sample.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// The iterations by which runs are compared.
constexpr std::size_t few_iterations = 3;

/// Rows that mixtures are fitted to, and the options for it. The rows must outlive it.
struct MixedRows {
  MixtureOptions options;
  MixtureRows rows;

  MixedRows(const CsrMatrix& x, std::size_t topics, Workers& workers)
      : options(mixture_options(x.view(), topics)), rows(x.view(), options.row_sum, workers) {}

  [[nodiscard]] MultinomialMixture fit(std::span<const std::int32_t> labels, std::size_t max_iterations,
                                       const RunContext& run) const {
    MixtureOptions limited = options;
    limited.max_iterations = std::min(limited.max_iterations, max_iterations);
    return fit_mixture(rows, labels, limited, run);
  }
};

/// What comes after k-means of a sample: mixtures of the same rows, by which starts are compared, and at last
/// of all rows.
class MixtureRuns {
 public:
  MixtureRuns(const CsrMatrix& weighted, const CsrMatrix& mixed, const ReducedRows& reduced,
              std::size_t topics, const RunContext& run)
      : weighted_(weighted),
        mixed_(mixed),
        reduced_(reduced),
        topics_(topics),
        sampled_(is_sample() ? rows_at(mixed, reduced.rows, run) : CsrMatrix()),
        sample_(mixed_rows(is_sample() ? sampled_ : mixed, run)) {}

  [[nodiscard]] Outlook look(const KMeans& start, const RunContext& run) const {
    const MultinomialMixture mixture = sample_->fit(labels_of(start.assignments()), few_iterations, run);
    return {labels_of(mixture.assignments()), mixture.objectives().back()};
  }

  [[nodiscard]] Restart finish(const KMeans& start, Effort effort, const RunContext& run) {
    if (!all_) all_ = is_sample() ? mixed_rows(mixed_, run) : sample_;
    const auto labels =
        is_sample() ? label_rows(weighted_, reduced_.reduction, start, run) : labels_of(start.assignments());
    const std::size_t iterations = effort == Effort::all ? all_->options.max_iterations : 0;
    const auto found = std::make_shared<const MixtureTopics>(all_->fit(labels, iterations, run));
    const MultinomialMixture& mixture = found->mixture();
    return {start, Refined{found, mixture.assignments(), mixture.objectives().back()}};
  }

 private:
  [[nodiscard]] bool is_sample() const { return reduced_.rows.size() < weighted_.rows(); }

  [[nodiscard]] std::shared_ptr<const MixedRows> mixed_rows(const CsrMatrix& x, const RunContext& run) const {
    Workers workers(run);
    return std::make_shared<const MixedRows>(x, topics_, workers);
  }

  const CsrMatrix& weighted_;
  const CsrMatrix& mixed_;
  const ReducedRows& reduced_;
  std::size_t topics_;
  CsrMatrix sampled_;  // the mixed rows of the sample
  std::shared_ptr<const MixedRows> sample_;
  std::shared_ptr<const MixedRows> all_;  // made when they are needed
};

}  // namespace

MixtureOptions mixture_options(const RowsView& rows, std::size_t topics) {
  constexpr double share = 0.3;
  constexpr double tokens = 10.0;
  const auto with_terms = static_cast<double>(count_rows_with_terms(rows));
  const double mean = tokens * with_terms / static_cast<double>(topics);
  return {.components = topics,
          .row_sum = tokens,
          .smoothing = std::clamp(share * mean / static_cast<double>(rows.cols), 1e-9, 1e6),
          .max_iterations = 15,
          .fill = true};
}

BestRestart best_mixture(const CsrMatrix& weighted, const CsrMatrix& mixed, TopicOptions& options,
                         const RunContext& run) {
  const ReducedRows reduced = reduce_rows(weighted, options.topics, options, run);
  options.topics = std::min(options.topics, count_distinct_rows(reduced.points(), options.topics));
  MixtureRuns runs(weighted, mixed, reduced, options.topics, run);
  const RestartMethod method{
      .look = [&](const KMeans& start, const RunContext& of_run) { return runs.look(start, of_run); },
      .finish = [&](const KMeans& start, Effort effort,
                    const RunContext& of_run) { return runs.finish(start, effort, of_run); }};
  return best_restart(reduced.points(), method, options, run);
}

}}}  // namespace tema::v0::detail
