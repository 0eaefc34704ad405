#include "tema/topics/topic_model.hpp"

#include "core/check.hpp"
#include "core/elementary.hpp"
#include "tema/text/language_detector.hpp"
#include "tema/text/stem_table.hpp"
#include "tema/vector/corpus_stop_words.hpp"
#include "topics/option_ranges.hpp"
#include "topics/topic_clusters.hpp"
#include "topics/topic_state.hpp"
#include "topics/topic_summary.hpp"
#include "topics/topic_tokenizer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

/// Replaces each 0 of the options by what suits so many documents.
TopicOptions with_defaults(TopicOptions options, std::size_t documents) {
  const bool tiny = documents < 50;
  if (options.topics == 0) {
    const auto root = std::lround(std::sqrt(static_cast<double>(documents) / 2.0));
    options.topics = static_cast<std::size_t>(std::clamp(root, 2L, 20L));
  }
  if (options.min_documents == 0) {
    const double by_size = detail::log(static_cast<double>(documents)) / detail::log(6.0);
    options.min_documents = tiny ? 1 : static_cast<std::uint64_t>(std::lround(by_size));
  }
  if (options.max_document_share == 0.0) options.max_document_share = tiny ? 1.0 : 0.5;
  return options;
}

/// The language that texts too short to tell are taken to be in.
std::string corpus_language(TextsView texts, const TopicOptions& options, const RunContext& run) {
  return options.language == "auto" ? LanguageDetector::fit(texts, {}, run).options().prior : "und";
}

/// Makes those stop words that are found in the texts excluded terms. Stop words are compared before stems
/// are taken.
void exclude_found_stop_words(TopicOptions& options, const std::string& language, TextsView texts,
                              const RunContext& run) {
  TopicOptions unstemmed = options;
  unstemmed.stemming = Stemming::none;
  const Tokenizer tokenizer = detail::topic_tokenizer(unstemmed, language, {});
  for (CorpusStopWord& word : find_stop_words(tokenizer.tokenize(texts, run), {}, run))
    options.exclude.push_back(std::move(word.term));
  options.find_stop_words = false;
}

/// The table of stems that is learnt from what the tokenizer made of the texts.
StemTable learn_stems(const Tokenizer& tokenizer, const TokenizedCorpus& corpus, const RunContext& run) {
  const TokenizerOptions& options = tokenizer.options();
  const std::string& language = options.language == "auto" ? options.corpus_language : options.language;
  return StemTable::learn(corpus, {.language = language}, run);
}

/// What the texts themselves need not be looked at for.
void check_options(const TopicOptions& options, std::size_t texts) {
  constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
  if (texts > 0 && options.topics > 0) detail::check_range<std::size_t>("topics", options.topics, 1, texts);
  if (texts > 0 && options.rank > 0) detail::check_range<std::size_t>("rank", options.rank, 1, texts);
  detail::check_range("max_document_share", options.max_document_share, 0.0, 1.0);
  detail::check_range("restarts", options.restarts, std::size_t{1}, detail::max_restarts);
  detail::check_range<std::size_t>("max_iterations", options.max_iterations, 1, any);
}

/// A model without what its topics are shown by, and the rows that it has of the texts.
struct FittedState {
  detail::TopicState state;
  CsrMatrix rows;
};

/// By the options, which are completed. Labels are found by the run `to_the_end`.
FittedState fit_state(const TokenizedCorpus& corpus, const Tokenizer& tokenizer, TopicOptions options,
                      const RunContext& run, const RunContext& to_the_end) {
  detail::TopicClusters clusters = detail::find_topic_clusters(corpus, options, run);
  detail::TopicState state{.options = options,
                           .tokenizer = tokenizer,
                           .tfidf = std::move(clusters.tfidf),
                           .mixture = std::move(clusters.mixture),
                           .reduction = std::move(clusters.reduction),
                           .kmeans = std::move(clusters.kmeans),
                           .topic_of_cluster = std::vector<std::int32_t>(options.topics),
                           .summaries = std::vector<detail::TopicSummary>(options.topics),
                           .counts = detail::GroupCounts(),
                           .assignments = {},
                           .stability = clusters.stability,
                           .missing_topics = 0,
                           .converged = clusters.converged,
                           .ill_formed = corpus.ill_formed,
                           .languages = corpus.languages};
  std::iota(state.topic_of_cluster.begin(), state.topic_of_cluster.end(), 0);
  state.assignments = detail::assign_rows(state, clusters.rows, to_the_end);
  detail::number_topics(state);
  return {std::move(state), std::move(clusters.rows)};
}

}  // namespace

TopicModel::TopicModel(std::shared_ptr<const detail::TopicState> state) : state_(std::move(state)) {}

TopicModel TopicModel::fit(TextsView texts, const TopicOptions& given, const RunContext& run) {
  TopicOptions options = with_defaults(given, texts.size());
  check_options(given, texts.size());
  const std::string language = corpus_language(texts, options, run);
  if (options.find_stop_words) exclude_found_stop_words(options, language, texts, run);
  Tokenizer tokenizer = detail::topic_tokenizer(options, language, {});
  TokenizedCorpus corpus = tokenizer.tokenize(texts, run);
  if (options.stemming == Stemming::learned) {
    tokenizer = detail::topic_tokenizer(options, language, learn_stems(tokenizer, corpus, run));
    corpus = tokenizer.tokenize(texts, run);
  }
  // A model that is kept although a stop was requested needs its labels all the same.
  RunContext to_the_end = run;
  to_the_end.progress = {};
  if (run.on_stop == OnStop::keep_best) to_the_end.stop = {};
  auto [state, rows] = fit_state(corpus, tokenizer, options, run, to_the_end);
  if (state.mixture && state.converged && detail::count_filled(state) < state.summaries.size()) {
    TopicOptions by_kmeans = options;
    by_kmeans.method = TopicMethod::kmeans;
    auto other = fit_state(corpus, tokenizer, by_kmeans, run, to_the_end);
    if (detail::count_filled(other.state) > detail::count_filled(state)) {
      state = std::move(other.state);
      rows = std::move(other.rows);
    }
  }
  const std::size_t asked = given.topics == 0 ? state.options.topics : given.topics;
  detail::drop_empty_topics(state, 0);
  state.missing_topics = asked - state.summaries.size();
  state.options.topics = state.summaries.size();
  detail::summarise(state, rows, texts, to_the_end);
  return TopicModel(std::make_shared<const detail::TopicState>(std::move(state)));
}

std::vector<TopicAssignment> TopicModel::assign(TextsView texts, const RunContext& run) const {
  return detail::assign_rows(*state_, tfidf().transform_rows(tokenizer().tokenize(texts, run), run), run);
}

std::size_t TopicModel::topics() const { return state_->summaries.size(); }

std::size_t TopicModel::size(std::size_t topic) const {
  if (topic >= topics()) throw std::out_of_range("there is no topic " + std::to_string(topic));
  return static_cast<std::size_t>(state_->counts.sizes[topic]);
}

std::span<const TopicTerm> TopicModel::top_terms(std::size_t topic, std::size_t count) const {
  const std::span<const TopicTerm> terms = state_->summaries.at(topic).terms;
  return terms.first(std::min(count, terms.size()));
}

const std::string& TopicModel::label(std::size_t topic) const { return state_->summaries.at(topic).label; }

std::span<const std::size_t> TopicModel::representatives(std::size_t topic) const {
  return state_->summaries.at(topic).representatives;
}

std::span<const TopicAssignment> TopicModel::assignments() const { return state_->assignments; }

std::optional<double> TopicModel::stability() const { return state_->stability; }

std::size_t TopicModel::missing_topics() const { return state_->missing_topics; }

bool TopicModel::converged() const { return state_->converged; }

std::uint64_t TopicModel::ill_formed() const { return state_->ill_formed; }

std::span<const LanguageCount> TopicModel::languages() const { return state_->languages; }

const TopicOptions& TopicModel::options() const { return state_->options; }

const Tokenizer& TopicModel::tokenizer() const { return state_->tokenizer; }

const Tfidf& TopicModel::tfidf() const { return state_->tfidf; }

const MultinomialMixture* TopicModel::mixture() const {
  return state_->mixture ? &*state_->mixture : nullptr;
}

const TruncatedSvd* TopicModel::reduction() const {
  return state_->reduction ? &*state_->reduction : nullptr;
}

const KMeans* TopicModel::clustering() const { return state_->kmeans ? &*state_->kmeans : nullptr; }

}}  // namespace tema::v0
