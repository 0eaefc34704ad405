#include "topics/methods/mixture_topics.hpp"

#include "core/elementary.hpp"
#include "tema/linalg/kernels.hpp"
#include "topics/methods/mixture_runs.hpp"
#include "topics/reduction.hpp"
#include "topics/term_weights.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::string_view priors_tensor = "mixture.priors";

RunContext quietly(const RunContext& run) {
  RunContext quiet = run;
  quiet.progress = {};
  return quiet;
}

/// The same run, but with its progress reported as that of another stage.
RunContext as_stage(const RunContext& run, std::string_view stage) {
  RunContext renamed = run;
  if (run.progress) {
    renamed.progress = [&run, stage](const Progress& progress) {
      run.progress({stage, progress.done, progress.total});
    };
  }
  return renamed;
}

/// The number of clusters, finer than topics, that tell which terms distinguish texts; below 2 if there are
/// too few texts to tell.
std::size_t count_fine_clusters(std::size_t topics, std::size_t points) {
  constexpr std::size_t few_topics = 40;
  constexpr std::size_t least = 30;
  constexpr std::size_t texts_each = 5;
  return std::min(topics < few_topics ? std::max(3 * topics, least) : 2 * topics, points / texts_each);
}

/// For each column, how well it distinguishes the weighted texts; 1 if there are too few texts to tell.
std::vector<double> divergence_of(const CsrMatrix& x, const TopicOptions& options, const RunContext& run) {
  const ReducedRows reduced = reduce_rows(x, options.topics, options, as_stage(run, "weigh"));
  const std::size_t clusters = count_fine_clusters(options.topics, count_nonzero_rows(reduced.points()));
  if (clusters < 2) return std::vector<double>(x.cols, 1.0);
  const KMeansOptions fine{
      .clusters = clusters, .restarts = 2, .max_iterations = options.max_iterations, .seed = options.seed};
  const KMeans kmeans = KMeans::fit(reduced.points(), fine, quietly(run));
  const auto labels = reduced.rows.size() < x.rows() ? label_rows(x, reduced.reduction, kmeans, quietly(run))
                                                     : labels_of(kmeans.assignments());
  return cluster_divergence(x.view(), labels, clusters, run);
}

/// The same terms, weighted by log frequency and by how well they distinguish texts, with rows that sum to 1.
Tfidf term_weights(const Tfidf& weights, const std::vector<double>& divergence) {
  std::vector<std::string> terms;
  std::vector<double> factors;
  terms.reserve(divergence.size());
  factors.reserve(divergence.size());
  for (std::size_t column = 0; column < divergence.size(); ++column) {
    terms.emplace_back(weights.vocabulary().term(static_cast<TermId>(column)));
    factors.push_back(std::sqrt(divergence[column]));
  }
  TfidfOptions weighting = weights.options();
  weighting.term_frequency = TermFrequency::log;
  weighting.idf_power = 1.0;
  weighting.norm = Norm::l1;
  return Tfidf::from_idf(terms, factors, weighting);
}

const MultinomialMixture& mixture_of(const BestRestart& restart) {
  return static_cast<const MixtureTopics&>(*restart.refined->topics).mixture();
}

/// The components that stay, followed by the parts, which divide the share of the texts that the others had.
MultinomialMixture with_parts(const MultinomialMixture& mixture, std::span<const std::size_t> staying,
                              const MultinomialMixture& parts) {
  std::vector<double> mixing_weights;
  mixing_weights.reserve(staying.size() + parts.components());
  // Summed over the components that go: 1 minus the others would be mere rounding for a topic with a tiny
  // share.
  double left = 0.0;
  std::size_t next = 0;
  for (std::size_t cluster = 0; cluster < mixture.components(); ++cluster) {
    if (next < staying.size() && staying[next] == cluster) {
      mixing_weights.push_back(mixture.mixing_weights()[staying[next++]]);
    } else {
      left += mixture.mixing_weights()[cluster];
    }
  }
  for (const double prior : parts.mixing_weights()) mixing_weights.push_back(prior * left);
  std::vector<float> table;
  table.reserve(mixture.columns() * mixing_weights.size());
  for (Eigen::Index column = 0; column < static_cast<Eigen::Index>(mixture.columns()); ++column) {
    for (const std::size_t cluster : staying)
      table.push_back(mixture.log_probabilities()(column, static_cast<Eigen::Index>(cluster)));
    const auto of_parts = parts.log_probabilities().row(column);
    table.insert(table.end(), of_parts.data(), of_parts.data() + of_parts.size());
  }
  return MultinomialMixture::from_parameters(table, mixing_weights.size(), mixing_weights, mixture.row_sum());
}

void check_priors(std::span<const double> mixing_weights) {
  constexpr double least = 1e-30;  // well below what a fit gives
  constexpr double rounding = 1e-6;
  check_values(mixing_weights, least, 1.0, priors_tensor);
  const double sum = std::accumulate(mixing_weights.begin(), mixing_weights.end(), 0.0);
  if (std::abs(sum - 1.0) > rounding)
    throw std::runtime_error("mixture.priors sum to " + text_of(sum) + ", but must sum to 1");
}

}  // namespace

std::vector<Assignment> MixtureTopics::predict(const CsrMatrix& rows, const RunContext& run) const {
  return mixture_.predict(rows.view(), run);
}

std::vector<Assignment> MixtureTopics::predict_scores(const RowsView& rows, float* scores,
                                                      const RunContext& run) const {
  return mixture_.predict_scores(rows, scores, run);
}

ScoreParts MixtureTopics::explain(const CsrMatrix& rows, std::int32_t component) const {
  const RowsView::Row row = rows.view().row(0);
  double sum = 0.0;
  for (std::size_t j = 0; j < row.size; ++j) sum += static_cast<double>(row.values[j]);
  const auto table = mixture_.log_probabilities();
  const auto logarithm = [&](std::size_t j, std::int32_t c) {
    return static_cast<double>(table(row.columns[j], c)) * static_cast<double>(row.values[j]) *
           mixture_.row_sum() / sum;
  };
  std::vector<double> likelihoods;
  for (std::size_t c = 0; c < mixture_.components(); ++c) {
    likelihoods.push_back(detail::log(mixture_.mixing_weights()[c]));
    for (std::size_t j = 0; j < row.size; ++j) likelihoods[c] += logarithm(j, static_cast<std::int32_t>(c));
  }
  ScoreParts parts;
  parts.rival = next_best(likelihoods, component);
  parts.weights.assign(row.size, 0.0);
  if (parts.rival < 0) return parts;
  const auto prior = [&](std::int32_t c) {
    return detail::log(mixture_.mixing_weights()[static_cast<std::size_t>(c)]);
  };
  parts.base = prior(component) - prior(parts.rival);
  for (std::size_t j = 0; j < row.size; ++j)
    parts.weights[j] = logarithm(j, component) - logarithm(j, parts.rival);
  return parts;
}

TopicParts MixtureTopics::split(const CsrMatrix& members, std::size_t parts,
                                std::span<const std::size_t> staying, const TopicOptions& options,
                                const RunContext& run) const {
  const CsrMatrix unit_rows = with_factors(members, std::vector<float>(members.cols, 1.0F), run);
  TopicOptions of_parts = options;
  of_parts.topics = parts;
  of_parts.rank = default_rank(members.rows(), members.cols, parts);
  const BestRestart found = best_mixture(unit_rows, members, of_parts, run);
  const auto assignments = found.assignments();
  return {std::make_shared<const MixtureTopics>(with_parts(mixture_, staying, mixture_of(found))),
          {assignments.begin(), assignments.end()},
          mixture_of(found).components(),
          found.converged};
}

std::vector<SavedTensor> MixtureTopics::tensors() const {
  const auto table = mixture_.log_probabilities();
  const auto stride = static_cast<std::size_t>(table.outerStride());
  const std::span<const float> values(table.data(), static_cast<std::size_t>(table.rows()) * stride);
  const auto mixing_weights = mixture_.mixing_weights();
  return {{mixture_method.term_table, {mixture_.columns(), stride}, values},
          {priors_tensor, {mixing_weights.size()}, mixing_weights}};
}

TopicClusters fit_mixture_topics(WeightedTexts texts, TopicOptions& options, const RunContext& run) {
  const std::vector<double> divergence = divergence_of(texts.rows, options, run);
  TopicClusters clusters{term_weights(texts.weights, divergence), {}, {}};
  clusters.rows = to_csr(texts.counts.rows(clusters.tfidf), quietly(run));
  // The weights contain the squared idf: once is enough where terms are weighted by what they distinguish.
  std::vector<float> factors;
  factors.reserve(divergence.size());
  for (std::size_t column = 0; column < divergence.size(); ++column) {
    factors.push_back(static_cast<float>(std::sqrt(divergence[column] / texts.weights.idf()[column])));
  }
  texts.rows = with_factors(std::move(texts.rows), factors, quietly(run));
  const BestRestart best = best_mixture(texts.rows, clusters.rows, options, run);
  clusters.topics = best.refined->topics;
  clusters.stability = best.stability;
  clusters.converged = best.converged;
  return clusters;
}

std::shared_ptr<const FittedTopics> load_mixture_topics(const TensorSource& tensors, std::uint64_t clusters,
                                                        double row_sum, const RunContext& run) {
  const auto mixing_weights = tensors.doubles(priors_tensor, clusters);
  check_priors(mixing_weights);
  FloatTable table = tensors.term_table(mixture_method.term_table, padded(clusters));
  return std::make_shared<const MixtureTopics>(
      MultinomialMixture::from_parameters(std::move(table), mixing_weights, row_sum, run));
}

TopicClusters label_topics(const WeightedTexts& texts, std::span<const std::int32_t> labels,
                           std::size_t topics, const RunContext& run) {
  const std::vector<double> divergence = cluster_divergence(texts.rows.view(), labels, topics, run);
  TopicClusters clusters{term_weights(texts.weights, divergence), {}, {}};
  clusters.rows = to_csr(texts.counts.rows(clusters.tfidf), quietly(run));
  MixtureOptions options = mixture_options(clusters.rows.view(), topics);
  options.max_iterations = 0;
  options.fill = false;
  clusters.topics = std::make_shared<const MixtureTopics>(
      MultinomialMixture::fit(clusters.rows.view(), labels, options, run));
  clusters.converged = true;
  return clusters;
}

}}}  // namespace tema::v0::detail
