#include "topics/topic_clusters.hpp"

#include "core/check.hpp"
#include "linalg/distinct_rows.hpp"
#include "tema/core/error.hpp"
#include "topics/reduction.hpp"
#include "topics/restarts.hpp"
#include "topics/term_weights.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

namespace {

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

/// BM25 weights with the squared idf. The options were checked, so what can still be refused are
/// document-frequency limits that leave no term.
Tfidf fit_weights(const TokenizedCorpus& corpus, const TopicOptions& options, const RunContext& run) {
  const TfidfOptions weighting{.min_documents = options.min_documents,
                               .max_document_share = options.max_document_share,
                               .term_frequency = TermFrequency::bm25,
                               .idf = IdfFormula::bm25,
                               .idf_power = 2.0};
  try {
    return Tfidf::fit(corpus, weighting, run);
  } catch (const std::invalid_argument& error) {
    throw Error(ErrorKind::format, "none of the " + std::to_string(corpus.documents()) +
                                       " documents has a term left: " + error.what());
  }
}

void check_terms_left(const CsrMatrix& x, std::size_t with_terms, const TopicOptions& options) {
  if (with_terms > 0) return;
  throw Error(ErrorKind::format,
              "none of the " + std::to_string(x.rows()) +
                  " documents has a term left after stop words and document-frequency limits "
                  "(min_documents " +
                  std::to_string(options.min_documents) + ", max_document_share " +
                  text_of(options.max_document_share) + ")");
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
  const TruncatedSvd reduction =
      TruncatedSvd::fit(x.view(), {.rank = options.rank, .seed = options.seed}, as_stage(run, "weigh"));
  const std::vector<float> coordinates = reduce(reduction, x, quietly(run));
  const RowsView points = dense_view(coordinates, options.rank);
  const std::size_t clusters = count_fine_clusters(options.topics, count_nonzero_rows(points));
  if (clusters < 2) return std::vector<double>(x.cols, 1.0);
  const KMeansOptions fine{
      .clusters = clusters, .restarts = 2, .max_iterations = options.max_iterations, .seed = options.seed};
  const KMeans kmeans = KMeans::fit(points, fine, quietly(run));
  return cluster_divergence(x.view(), labels_of(kmeans.assignments()), clusters, run);
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

/// The clusters in the form of a file, which holds the centroids. So a loaded model gives exactly what the
/// fitted one gives.
KMeans as_saved(const KMeans& kmeans, const RunContext& run) {
  const auto centroids = kmeans.centroids();
  return KMeans::from_centroids({centroids.data(), static_cast<std::size_t>(centroids.size())},
                                kmeans.clusters(), kmeans.metric(), RunContext{.threads = run.threads});
}

}  // namespace

TopicClusters find_topic_clusters(const TokenizedCorpus& corpus, TopicOptions& options,
                                  const RunContext& run) {
  const Tfidf weights = fit_weights(corpus, options, run);
  CsrMatrix x = weights.transform_rows(corpus, run);
  const std::size_t with_terms = count_rows_with_terms(x.view());
  check_terms_left(x, with_terms, options);
  options.topics = std::min(options.topics, count_distinct_rows(x.view(), options.topics));
  if (options.rank == 0) options.rank = default_rank(with_terms, x.cols, options.topics);

  TopicClusters clusters{weights, {}, {}, {}, {}, false, {}};
  if (options.method == TopicMethod::mixture) {
    const std::vector<double> divergence = divergence_of(x, options, run);
    clusters.tfidf = term_weights(weights, divergence);
    clusters.rows = clusters.tfidf.transform_rows(corpus, quietly(run));
    // The weights contain the squared idf: once is enough where terms are weighted by what they distinguish.
    std::vector<float> factors;
    factors.reserve(divergence.size());
    for (std::size_t column = 0; column < divergence.size(); ++column) {
      factors.push_back(static_cast<float>(std::sqrt(divergence[column] / weights.idf()[column])));
    }
    x = with_factors(x, factors);
  }
  TruncatedSvd reduction = TruncatedSvd::fit(x.view(), {.rank = options.rank, .seed = options.seed}, run);
  const std::vector<float> coordinates = reduce(reduction, x, quietly(run));
  const RowsView points = dense_view(coordinates, options.rank);
  options.topics = std::min(options.topics, count_distinct_rows(points, options.topics));
  BestRestart best =
      best_restart(points, options.method == TopicMethod::mixture ? &clusters.rows : nullptr, options, run);
  clusters.stability = best.stability;
  clusters.converged = best.converged;
  clusters.mixture = std::move(best.mixture);
  if (!clusters.mixture) {
    clusters.kmeans = as_saved(best.kmeans, run);
    clusters.reduction = std::move(reduction);
    clusters.rows = std::move(x);
  }
  return clusters;
}

TopicClusters topic_clusters_of(const TokenizedCorpus& corpus, std::span<const std::int32_t> labels,
                                const TopicOptions& options, const RunContext& run) {
  const Tfidf weights = fit_weights(corpus, options, run);
  const CsrMatrix x = weights.transform_rows(corpus, run);
  check_terms_left(x, count_rows_with_terms(x.view()), options);
  const std::vector<double> divergence = cluster_divergence(x.view(), labels, options.topics, run);
  TopicClusters clusters{term_weights(weights, divergence), {}, {}, {}, {}, true, {}};
  clusters.rows = clusters.tfidf.transform_rows(corpus, quietly(run));
  MixtureOptions mixture = mixture_options(clusters.rows.view(), options.topics);
  mixture.max_iterations = 0;
  mixture.fill = false;
  clusters.mixture = MultinomialMixture::fit(clusters.rows.view(), labels, mixture, run);
  return clusters;
}

}}}  // namespace tema::v0::detail
