#include "topics/topic_clusters.hpp"

#include "core/check.hpp"
#include "linalg/distinct_rows.hpp"
#include "tema/core/error.hpp"
#include "topics/methods/mixture_topics.hpp"
#include "topics/reduction.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

/// BM25 weights with the squared idf. The options were checked, so what can still be refused are
/// document-frequency limits that leave no term.
Tfidf fit_topic_weights(DocumentCounts& texts, const TopicOptions& options) {
  const TfidfOptions weighting{.min_documents = options.min_documents,
                               .max_document_share = options.max_document_share,
                               .term_frequency = TermFrequency::bm25,
                               .idf = IdfFormula::bm25,
                               .idf_power = 2.0};
  try {
    return texts.fit(weighting);
  } catch (const std::invalid_argument& error) {
    throw Error(ErrorKind::format, "none of the " + std::to_string(texts.documents()) +
                                       " documents has a term left: " + error.what());
  }
}

namespace {

/// The texts with the first weights of their terms; the number of texts that have terms is above 0.
WeightedTexts weigh(DocumentCounts& texts, const Tfidf& weights, const TopicOptions& options,
                    const RunContext& run) {
  CsrMatrix rows = to_csr(texts.rows(weights), run);
  if (count_rows_with_terms(rows.view()) > 0) return {texts, weights, std::move(rows)};
  throw Error(ErrorKind::format,
              "none of the " + std::to_string(rows.rows()) +
                  " documents has a term left after stop words and document-frequency limits "
                  "(min_documents " +
                  std::to_string(options.min_documents) + ", max_document_share " +
                  text_of(options.max_document_share) + ")");
}

}  // namespace

TopicClusters find_topic_clusters(DocumentCounts& texts, const Tfidf& weights, TopicOptions& options,
                                  const RunContext& run) {
  WeightedTexts weighted = weigh(texts, weights, options, run);
  options.topics = std::min(options.topics, count_distinct_rows(weighted.rows.view(), options.topics));
  if (options.rank == 0) {
    options.rank =
        default_rank(count_rows_with_terms(weighted.rows.view()), weighted.rows.cols, options.topics);
  }
  return method_entry(options.method).fit(std::move(weighted), options, run);
}

TopicClusters topic_clusters_of(DocumentCounts& texts, const Tfidf& weights,
                                std::span<const std::int32_t> labels, const TopicOptions& options,
                                const RunContext& run) {
  return label_topics(weigh(texts, weights, options, run), labels, options.topics, run);
}

TopicState state_of(const TopicClusters& clusters, const TopicOptions& options, const TopicTokens& tokens,
                    const DocumentCounts& texts) {
  const ReadingNotes notes = texts.notes();
  TopicState state{.options = options,
                   .tokens = tokens,
                   .tfidf = clusters.tfidf,
                   .fitted = clusters.topics,
                   .topic_of_cluster = std::vector<std::int32_t>(options.topics),
                   .summaries = std::vector<TopicSummary>(options.topics),
                   .stability = clusters.stability,
                   .converged = clusters.converged,
                   .ill_formed = notes.ill_formed,
                   .languages = sorted_by_documents(notes.languages)};
  std::iota(state.topic_of_cluster.begin(), state.topic_of_cluster.end(), 0);
  return state;
}

}}}  // namespace tema::v0::detail
