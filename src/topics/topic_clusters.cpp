#include "topics/topic_clusters.hpp"

#include "core/check.hpp"
#include "linalg/distinct_rows.hpp"
#include "tema/core/error.hpp"
#include "topics/methods/mixture_topics.hpp"
#include "topics/reduction.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

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

/// The corpus with the first weights of its terms; the number of texts that have terms is above 0.
WeightedCorpus weigh(const TokenizedCorpus& corpus, const TopicOptions& options, const RunContext& run) {
  Tfidf weights = fit_weights(corpus, options, run);
  CsrMatrix rows = weights.transform_rows(corpus, run);
  if (count_rows_with_terms(rows.view()) > 0) return {corpus, std::move(weights), std::move(rows)};
  throw Error(ErrorKind::format,
              "none of the " + std::to_string(rows.rows()) +
                  " documents has a term left after stop words and document-frequency limits "
                  "(min_documents " +
                  std::to_string(options.min_documents) + ", max_document_share " +
                  text_of(options.max_document_share) + ")");
}

}  // namespace

TopicClusters find_topic_clusters(const TokenizedCorpus& corpus, TopicOptions& options,
                                  const RunContext& run) {
  WeightedCorpus texts = weigh(corpus, options, run);
  options.topics = std::min(options.topics, count_distinct_rows(texts.rows.view(), options.topics));
  if (options.rank == 0)
    options.rank = default_rank(count_rows_with_terms(texts.rows.view()), texts.rows.cols, options.topics);
  return method_entry(options.method).fit(std::move(texts), options, run);
}

TopicClusters topic_clusters_of(const TokenizedCorpus& corpus, std::span<const std::int32_t> labels,
                                const TopicOptions& options, const RunContext& run) {
  return label_topics(weigh(corpus, options, run), labels, options.topics, run);
}

}}}  // namespace tema::v0::detail
