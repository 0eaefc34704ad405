#include "tema/topics/topic_model.hpp"

#include "core/check.hpp"
#include "tema/core/error.hpp"
#include "tema/evaluate/agreement.hpp"
#include "tema/linalg/kernels.hpp"
#include "tema/text/language_detector.hpp"
#include "tema/text/stem_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace tema::inline v0 {

namespace {

constexpr std::size_t kept_terms = 50;
constexpr std::size_t kept_representatives = 10;
constexpr std::size_t terms_of_a_label = 3;
constexpr std::size_t longest_term = 64;  // code points; what is longer is no word

/// Replaces each 0 of the options by what suits so many documents.
TopicOptions with_defaults(TopicOptions options, std::size_t documents) {
  const bool tiny = documents < 50;
  if (options.topics == 0) {
    const auto root = std::lround(std::sqrt(static_cast<double>(documents) / 2.0));
    options.topics = static_cast<std::size_t>(std::clamp(root, 2L, 20L));
  }
  if (options.min_documents == 0) {
    options.min_documents = tiny ? 1 : documents < 1000 ? 2 : 5;
  }
  if (options.max_document_share == 0.0) options.max_document_share = tiny ? 1.0 : 0.5;
  return options;
}

/// √documents, so that a few texts are not spread over as many directions; at most 100, fewer than documents,
/// and yet one for each topic, as far as there are terms.
std::size_t default_rank(std::size_t documents, std::size_t terms, std::size_t topics) {
  const auto root = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(documents))));
  return std::min(terms, std::max(topics, std::min<std::size_t>({root, 100, documents - 1})));
}

/// The language that texts too short to tell are taken to be in.
std::string corpus_language(TextsView texts, const TopicOptions& options, const Run& run) {
  return options.language == "auto" ? LanguageDetector::fit(texts, {}, run).options().prior : "und";
}

Tokenizer make_tokenizer(TextsView texts, const TopicOptions& options, const Run& run) {
  TokenizerOptions result;
  result.language = options.language;
  result.corpus_language = corpus_language(texts, options, run);
  result.numbers = options.numbers;
  result.max_length = longest_term;
  if (options.stop_words) result.stop_words = *options.stop_words;
  result.language_stop_words = !options.stop_words;
  result.stop_words.insert(StopWords(options.exclude));
  result.stem = options.stemming == Stemming::snowball;
  return Tokenizer(std::move(result));
}

/// The tokenizer with a table of stems that is learnt from what it made of the texts.
Tokenizer with_learned_stems(const Tokenizer& tokenizer, const TokenizedCorpus& corpus, const Run& run) {
  TokenizerOptions options = tokenizer.options();
  const std::string& language = options.language == "auto" ? options.corpus_language : options.language;
  options.stem_table = StemTable::learn(corpus, {.language = language}, run);
  return Tokenizer(std::move(options));
}

TfidfOptions tfidf_options(const TopicOptions& options) {
  return {.min_documents = options.min_documents,
          .max_document_share = options.max_document_share,
          .term_frequency = TermFrequency::log,
          .idf_power = 2.0};
}

/// What the texts themselves need not be looked at for.
void check_options(const TopicOptions& options, std::size_t texts) {
  constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
  if (texts > 0 && options.topics > 0) detail::check_range<std::size_t>("topics", options.topics, 1, texts);
  if (texts > 0 && options.rank > 0) detail::check_range<std::size_t>("rank", options.rank, 1, texts);
  detail::check_range("max_document_share", options.max_document_share, 0.0, 1.0);
  detail::check_range<std::size_t>("restarts", options.restarts, 1, any);
  detail::check_range<std::size_t>("max_iterations", options.max_iterations, 1, any);
}

std::size_t count_rows_with_terms(const CsrMatrix& x) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < x.rows(); ++i) count += x.offsets[i + 1] > x.offsets[i] ? 1U : 0U;
  return count;
}

std::size_t count_nonzero_rows(const RowsView& points) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < points.rows; ++i) {
    count += squared_norm({points.row(i).values, points.cols}) > 0.0 ? 1U : 0U;
  }
  return count;
}

/// The options were checked: what is still refused are document-frequency limits that suit no term.
Tfidf fit_weights(const TokenizedCorpus& corpus, const TopicOptions& options, const Run& run) {
  try {
    return Tfidf::fit(corpus, tfidf_options(options), run);
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
                  detail::text_of(options.max_document_share) + ")");
}

/// The coordinates of documents, unit rows, in the reduced space. A document that has next to nothing in it
/// gets zeros: what is left of it is rounding, which has a direction but no meaning.
std::vector<float> reduce(const TruncatedSvd& reduction, const CsrMatrix& x, const Run& run) {
  constexpr double least_length = 1e-3;
  std::vector<float> coordinates(x.rows() * reduction.rank());
  reduction.transform(x.view(), coordinates.data(), run);
  for (std::size_t i = 0; i < x.rows(); ++i) {
    const std::span<float> row = std::span(coordinates).subspan(i * reduction.rank(), reduction.rank());
    if (squared_norm(row) < least_length * least_length) std::fill(row.begin(), row.end(), 0.0F);
  }
  return coordinates;
}

RowsView dense_view(const std::vector<float>& values, std::size_t cols) {
  return {values.size() / cols, cols, nullptr, nullptr, values.data()};
}

KMeansOptions kmeans_options(const TopicOptions& options, std::uint64_t seed) {
  return {.clusters = options.topics,
          .restarts = options.restarts,
          .max_iterations = options.max_iterations,
          .seed = seed};
}

/// The clusters of the rows that have one. The others are the same in every clustering of the rows, and would
/// have any two agree.
std::vector<std::int32_t> clustered_labels(const KMeans& kmeans) {
  std::vector<std::int32_t> labels = labels_of(kmeans.assignments());
  std::erase(labels, -1);
  return labels;
}

/// Reports the clusterings that are compared as one stage of their own: the number-th of `runs`.
Run agreement_run(const Run& run, std::size_t number, std::size_t runs) {
  Run result = run;
  result.on_stop = OnStop::discard;  // runs cut short would be compared with whole ones
  if (!run.progress) return result;
  result.progress = [&run, number, runs](const Progress& progress) {
    run.progress({"compare", progress.done + number * progress.total, runs * progress.total});
  };
  return result;
}

/// The mean adjusted Rand index of all pairs of clusterings: the one given, and others from the next seeds.
std::optional<double> measure_agreement(const RowsView& points, const KMeans& first,
                                        const TopicOptions& options, const Run& run) {
  if (options.agreement_runs < 2 || options.topics < 2) return std::nullopt;
  std::vector<std::vector<std::int32_t>> clusterings = {clustered_labels(first)};
  for (std::size_t i = 1; i < options.agreement_runs; ++i) {
    const Run part = agreement_run(run, i - 1, options.agreement_runs - 1);
    // Seeds that no user's next seed meets: the runs compared are not those of seed + 1.
    const std::uint64_t seed = options.seed ^ (0x9e3779b97f4a7c15U * i);
    clusterings.push_back(clustered_labels(KMeans::fit(points, kmeans_options(options, seed), part)));
  }
  double sum = 0.0;
  double pairs = 0.0;
  for (std::size_t i = 0; i < clusterings.size(); ++i) {
    for (std::size_t j = i + 1; j < clusterings.size(); ++j, pairs += 1.0) {
      sum += adjusted_rand_index(clusterings[i], clusterings[j]);
    }
  }
  return sum / pairs;
}

}  // namespace

TopicModel::TopicModel(TopicOptions options, Tokenizer tokenizer, Tfidf tfidf, TruncatedSvd reduction,
                       KMeans kmeans)
    : options_(std::move(options)),
      tokenizer_(std::move(tokenizer)),
      tfidf_(std::move(tfidf)),
      reduction_(std::move(reduction)),
      kmeans_(std::move(kmeans)) {}

TopicModel TopicModel::fit(TextsView texts, const TopicOptions& given, const Run& run) {
  TopicOptions options = with_defaults(given, texts.size());
  check_options(given, texts.size());
  Tokenizer tokenizer = make_tokenizer(texts, options, run);
  TokenizedCorpus corpus = tokenizer.tokenize(texts, run);
  if (options.stemming == Stemming::learned) {
    tokenizer = with_learned_stems(tokenizer, corpus, run);
    corpus = tokenizer.tokenize(texts, run);
  }
  Tfidf tfidf = fit_weights(corpus, options, run);
  const CsrMatrix x = tfidf.transform_rows(corpus, run);

  const std::size_t with_terms = count_rows_with_terms(x);
  check_terms_left(x, with_terms, options);
  if (given.topics == 0) options.topics = std::min(options.topics, with_terms);
  detail::check_range<std::size_t>("topics", options.topics, 1, with_terms);
  if (given.rank == 0) options.rank = default_rank(with_terms, x.cols, options.topics);

  TruncatedSvd reduction = TruncatedSvd::fit(x.view(), {.rank = options.rank, .seed = options.seed}, run);
  const std::vector<float> coordinates = reduce(reduction, x, run);
  const RowsView points = dense_view(coordinates, options.rank);
  detail::check_range<std::size_t>("topics", options.topics, 1, count_nonzero_rows(points));
  KMeans kmeans = KMeans::fit(points, kmeans_options(options, options.seed), run);

  TopicModel model(std::move(options), std::move(tokenizer), std::move(tfidf), std::move(reduction),
                   std::move(kmeans));
  model.ill_formed_ = corpus.ill_formed;
  model.languages_ = corpus.languages;
  model.number_topics();
  // A model that is kept although a stop was requested needs its labels all the same.
  model.summarise(corpus, run.on_stop == OnStop::keep_best ? Run{} : run);
  try {
    model.agreement_ = measure_agreement(points, model.kmeans_, model.options_, run);
  } catch (const Cancelled&) {
    if (run.on_stop == OnStop::discard) throw;
  }
  return model;
}

std::vector<TopicAssignment> TopicModel::assign(TextsView texts, const Run& run) const {
  const CsrMatrix x = tfidf_.transform_rows(tokenizer_.tokenize(texts, run), run);
  const std::vector<float> coordinates = reduce(reduction_, x, run);
  return to_topics(kmeans_.predict(dense_view(coordinates, reduction_.rank()), run));
}

std::vector<TopicAssignment> TopicModel::to_topics(std::span<const Assignment> assignments) const {
  std::vector<TopicAssignment> result;
  result.reserve(assignments.size());
  for (const Assignment& a : assignments) {
    const std::int32_t topic = a.cluster < 0 ? -1 : topic_of_cluster_[static_cast<std::size_t>(a.cluster)];
    // As far from every topic as can be, or rounded past 1: the score is a share all the same.
    result.push_back({topic, std::clamp(a.score, 0.0F, 1.0F), std::min(a.margin, 1.0F)});
  }
  return result;
}

/// Numbers the topics by descending size, ties by the cluster's number.
void TopicModel::number_topics() {
  std::vector<std::size_t> sizes(kmeans_.clusters(), 0);
  for (const Assignment& a : kmeans_.assignments()) {
    if (a.cluster >= 0) ++sizes[static_cast<std::size_t>(a.cluster)];
  }
  std::vector<std::size_t> order(sizes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });

  topic_of_cluster_.resize(sizes.size());
  summaries_.resize(sizes.size());
  for (std::size_t topic = 0; topic < order.size(); ++topic) {
    topic_of_cluster_[order[topic]] = static_cast<std::int32_t>(topic);
    summaries_[topic].size = sizes[order[topic]];
  }
  assignments_ = to_topics(kmeans_.assignments());
}

/// Gives each topic its terms, label and representatives.
void TopicModel::summarise(const TokenizedCorpus& corpus, const Run& run) {
  std::vector<std::int32_t> groups;
  std::vector<std::vector<std::size_t>> members(topics());
  for (std::size_t i = 0; i < assignments_.size(); ++i) {
    groups.push_back(assignments_[i].topic);
    if (assignments_[i].topic >= 0) members[static_cast<std::size_t>(assignments_[i].topic)].push_back(i);
  }
  std::vector<bool> is_term;
  for (const std::int32_t column : tfidf_.columns_of(*corpus.vocabulary, run)) is_term.push_back(column >= 0);
  auto terms = class_terms(corpus, groups, topics(), is_term, kept_terms, run);

  for (std::size_t topic = 0; topic < topics(); ++topic) {
    Summary& summary = summaries_[topic];
    summary.terms = std::move(terms[topic]);
    for (const TermWeight& term : top_terms(topic, terms_of_a_label)) {
      summary.label += (summary.label.empty() ? "" : ", ") + term.term;
    }
    std::stable_sort(members[topic].begin(), members[topic].end(), [&](std::size_t a, std::size_t b) {
      return assignments_[a].score > assignments_[b].score;
    });
    members[topic].resize(std::min(kept_representatives, members[topic].size()));
    summary.representatives = std::move(members[topic]);
  }
}

}  // namespace tema::inline v0
