#include "tema/topics/topic_model.hpp"

#include "core/check.hpp"
#include "topics/fit_tokenizer.hpp"
#include "topics/methods/kmeans_topics.hpp"
#include "topics/methods/mixture_topics.hpp"
#include "topics/option_ranges.hpp"
#include "topics/top_topics.hpp"
#include "topics/topic_clusters.hpp"
#include "topics/topic_state.hpp"
#include "topics/topic_summary.hpp"
#include "topics/topic_tokenizer.hpp"
#include "vector/document_counts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

/// Checks the options, as far as that is possible without looking at the texts.
void check_options(const TopicOptions& options, std::size_t texts) {
  constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
  if (texts > 0 && options.topics > 0) detail::check_range<std::size_t>("topics", options.topics, 1, texts);
  if (texts > 0 && options.rank > 0) detail::check_range<std::size_t>("rank", options.rank, 1, texts);
  detail::check_range("max_document_share", options.max_document_share, 0.0, 1.0);
  detail::check_range("restarts", options.restarts, std::size_t{1}, detail::max_restarts);
  detail::check_range<std::size_t>("max_iterations", options.max_iterations, 1, any);
}

/// A model without summaries of its topics, and the rows of the texts.
struct FittedState {
  detail::TopicState state;
  CsrMatrix rows;
};

/// Finds topics by the options, which it completes. Labels are found by the run `to_the_end`.
FittedState fit_state(detail::DocumentCounts& counts, const Tfidf& weights, const detail::TopicTokens& tokens,
                      TopicOptions options, const RunContext& run, const RunContext& to_the_end) {
  detail::TopicClusters clusters = detail::find_topic_clusters(counts, weights, options, run);
  detail::TopicState state = detail::state_of(clusters, options, tokens, counts);
  state.assignments = detail::assign_rows(state, clusters.rows, to_the_end);
  detail::number_topics(state);
  return {std::move(state), std::move(clusters.rows)};
}

/// Makes a model of the tokens of texts, which are read and counted once; `topics` is what the caller asked
/// for, or 0.
detail::TopicState fit_tokens(TextsView texts, const detail::TopicTokens& tokens, const TopicOptions& options,
                              std::size_t topics, const RunContext& run) {
  const auto counts =
      detail::count_texts(texts, tokens.source, {}, detail::DocumentCounts::Keep::everything, run);
  const Tfidf weights = detail::fit_topic_weights(*counts, options);
  // A model that is kept although a stop was requested still needs its labels.
  RunContext to_the_end = run;
  to_the_end.progress = {};
  if (run.on_stop == OnStop::keep_best) to_the_end.stop = {};
  auto [state, rows] = fit_state(*counts, weights, tokens, options, run, to_the_end);
  const auto fallback = detail::method_entry(options.method).fallback;
  if (fallback && state.converged && detail::count_filled(state) < state.summaries.size()) {
    TopicOptions by_fallback = options;
    by_fallback.method = *fallback;
    auto other = fit_state(*counts, weights, tokens, by_fallback, run, to_the_end);
    if (detail::count_filled(other.state) > detail::count_filled(state)) {
      state = std::move(other.state);
      rows = std::move(other.rows);
    }
  }
  const std::size_t asked = topics == 0 ? state.options.topics : topics;
  detail::drop_empty_topics(state, 0);
  state.missing_topics = asked - state.summaries.size();
  state.options.topics = state.summaries.size();
  detail::summarise(state, rows, *counts, to_the_end);
  return std::move(state);
}

/// Throws for an option that tema's own tokenizer would carry out, but that a caller's source does not know.
void check_source_options(const TopicOptions& options) {
  const auto refuse = [](std::string_view field, const std::string& value, const std::string& wanted) {
    detail::throw_invalid(field, value, wanted + " where the tokens come from a source of your own");
  };
  if (options.language.is_automatic())
    refuse("language", options.language.tag(), "one language, or \"und\",");
  if (options.stemming != Stemming::none) refuse("stemming", "on", "Stemming::none");
  if (options.stop_words) refuse("stop_words", "set", "unset");
  if (options.find_stop_words) refuse("find_stop_words", "true", "false");
  if (!options.exclude.empty()) refuse("exclude", std::to_string(options.exclude.size()) + " terms", "empty");
  if (options.title_weight != 1) refuse("title_weight", std::to_string(options.title_weight), "1");
}

}  // namespace

TopicModel::TopicModel(std::shared_ptr<const detail::TopicState> state) : state_(std::move(state)) {}

TopicModel TopicModel::fit(TextsView texts, const TopicOptions& given, const RunContext& run) {
  TopicOptions options = detail::with_defaults(given, texts.size());
  check_options(given, texts.size());
  const detail::TopicTokens tokens(detail::fit_tokenizer(texts, options, run));
  return detail::TopicStateAccess::model(fit_tokens(texts, tokens, options, given.topics, run));
}

TopicModel TopicModel::fit(TextsView texts, const AnyTokenSource& source, const TopicOptions& given,
                           const RunContext& run) {
  const TopicOptions options = detail::with_defaults(given, texts.size());
  check_options(given, texts.size());
  check_source_options(given);
  const detail::TopicTokens tokens(detail::topic_tokenizer(options, "und", {}), source);
  return detail::TopicStateAccess::model(fit_tokens(texts, tokens, options, given.topics, run));
}

TopicModel TopicModel::with_source(const AnyTokenSource& source) const {
  if (state_->tokens.is_own)
    throw std::invalid_argument("the model reads texts with its own tokenizer: it takes no other source");
  detail::TopicState state = *state_;
  state.tokens.source = source;
  return detail::TopicStateAccess::model(std::move(state));
}

std::vector<TopicAssignment> TopicModel::assign(TextsView texts, const RunContext& run) const {
  return detail::assign_rows(*state_, state_->vectorizer->transform_rows(texts, run), run);
}

TopTopics TopicModel::assign_top(TextsView texts, std::size_t count, const RunContext& run) const {
  detail::check_top_count(count);
  return detail::top_topics(*state_, state_->vectorizer->transform_rows(texts, run), count, run);
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

bool TopicModel::is_given() const { return state_->is_given; }

bool TopicModel::converged() const { return state_->converged; }

std::uint64_t TopicModel::ill_formed() const { return state_->ill_formed; }

std::span<const LanguageCount> TopicModel::languages() const { return state_->languages; }

const TopicOptions& TopicModel::options() const { return state_->options; }

const AnyTokenSource& TopicModel::source() const { return state_->tokens.source; }

const Tokenizer* TopicModel::tokenizer() const {
  return state_->tokens.is_own ? &state_->tokens.tokenizer : nullptr;
}

const Tfidf& TopicModel::tfidf() const { return state_->tfidf; }

const MultinomialMixture* TopicModel::mixture() const {
  const auto* const topics = dynamic_cast<const detail::MixtureTopics*>(state_->fitted.get());
  return topics == nullptr ? nullptr : &topics->mixture();
}

const TruncatedSvd* TopicModel::reduction() const {
  const auto* const topics = dynamic_cast<const detail::KMeansTopics*>(state_->fitted.get());
  return topics == nullptr ? nullptr : &topics->reduction();
}

const KMeans* TopicModel::clustering() const {
  const auto* const topics = dynamic_cast<const detail::KMeansTopics*>(state_->fitted.get());
  return topics == nullptr ? nullptr : &topics->kmeans();
}

}}  // namespace tema::v0
