#pragma once

#include "tema/cluster/kmeans.hpp"
#include "tema/cluster/multinomial_mixture.hpp"
#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/token_source.hpp"
#include "tema/linalg/truncated_svd.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/topics/topic_assignment.hpp"
#include "tema/topics/topic_options.hpp"
#include "tema/vector/tfidf.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

namespace detail {
struct TopicState;
struct TopicStateAccess;
}  // namespace detail

/// A term of a topic.
struct TopicTerm {
  std::string term;     ///< as the tokenizer gives it: folded, stemmed…
  double weight = 0.0;  ///< its signed keyness for the topic (key_terms)
  std::string surface;  ///< as the texts most often write it

  friend bool operator==(const TopicTerm&, const TopicTerm&) = default;
};

/// A term of a text, and how much it contributes to the topic of the text.
struct ExplainedTerm {
  std::string term;
  double weight = 0.0;
  std::vector<ByteSpan> spans;             ///< where it occurs in the text, in order
  std::vector<ByteSpan> title_spans = {};  ///< where it occurs in the title, in order

  friend bool operator==(const ExplainedTerm&, const ExplainedTerm&) = default;
};

/// Why a text has its topic. `base` and the weights of all terms add up to `score`, up to rounding.
///
/// For a mixture, the score is the natural logarithm of the odds of the text's component against the second
/// most likely one, and the base is the part of it that comes from the mixing weights of the two. For
/// k-means, the score is the cosine to the centroid, and the base is 0.
struct Explanation {
  TopicAssignment assignment;
  std::int32_t rival = -1;  ///< the topic of the second best component or centroid; -1 if none
  double score = 0.0;
  double base = 0.0;
  std::vector<ExplainedTerm> terms;  ///< heaviest first, ties by bytes; a negative weight speaks against

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

/// The whole way from texts to topics, as one value: tokens, weights, clusters, labels.
///
/// Topics are found as follows. BM25 weights with the squared idf are reduced by a truncated SVD, and
/// clustered finely by spherical k-means. Terms that distinguish these clusters, by the Kullback-Leibler
/// divergence of their documents from all documents, get more weight in a second reduction. Each of
/// `restarts` runs clusters its result by k-means, and then fits a mixture of multinomials to the weighted
/// terms of the texts. Each run is ranked twice among all runs: by the objective of its k-means, and by that
/// of its mixture. The run with the best two ranks together is kept.
///
/// Topics are numbered by descending size. The same texts, options and seed give the same bytes on every
/// x86-64 CPU, for any number of threads. The model is an immutable value that is cheap to copy. Const
/// members may be called from many threads.
class TEMA_EXPORT TopicModel {
 public:
  /// Finds the topics of texts.
  ///
  /// Each topic has texts. If fewer distinct texts with terms remain than topics were asked for, the model
  /// has fewer topics, and missing_topics() tells how many are missing. If a mixture leaves topics without
  /// texts that k-means fills, the model becomes one of k-means, as options().method tells.
  ///
  /// Throws std::invalid_argument for an option out of its range (for example, more topics than texts);
  /// Error{format} if no text has a term left; Cancelled on a stop. With OnStop::keep_best, a stop during
  /// clustering gives the best model so far, with converged() false.
  static TopicModel fit(TextsView texts, const TopicOptions& options = {}, const RunContext& run = {});

  /// Finds the topics of the tokens of any source, instead of those of a tokenizer that the options describe.
  /// The terms of the source are not changed; options.language only tells which words are forms of one word
  /// in the labels. Also throws std::invalid_argument for options that would change the tokens (stemming,
  /// stop_words, find_stop_words, exclude, the language "auto").
  ///
  /// save_model saves such a model without its source: see with_source().
  static TopicModel fit(TextsView texts, const AnyTokenSource& source, const TopicOptions& options = {},
                        const RunContext& run = {});

  /// Makes a model of topics that are known already, from any clustering or from people. `labels` has a label
  /// for each text: any number from 0 on, or -1 for a text without a topic. The texts keep their topics. The
  /// model adds labels, terms, representatives and explanations, and it can assign other texts, by a
  /// multinomial model of the terms of the topics (naive Bayes). The score of a text is the posterior
  /// probability of the topic that it was given, which need not be its most likely one. Only those options
  /// count that describe how texts are read.
  ///
  /// Topics are renumbered by descending size (ties: the smaller label first). To find the topic that a label
  /// became, look up assignments() of any text with that label. Throws std::invalid_argument unless there is
  /// one label for each text, for a label below -1, and if no text has a topic; and what fit() throws.
  static TopicModel from_assignments(TextsView texts, std::span<const std::int32_t> labels,
                                     const TopicOptions& options = {}, const RunContext& run = {});

  /// The model with its source of tokens, for a model that was fitted to a source of your own and then loaded
  /// from a file. The source must be the one that the model was fitted to. Without it, every function that
  /// reads texts throws Error{mismatch}. Throws std::invalid_argument for a model that has a tokenizer.
  [[nodiscard]] TopicModel with_source(const AnyTokenSource& source) const;

  /// The topics of other texts. The texts that the model was fitted to get exactly what assignments() holds,
  /// unless is_given().
  [[nodiscard]] std::vector<TopicAssignment> assign(TextsView texts, const RunContext& run = {}) const;

  /// The `count` best topics of other texts, from 1 to topics(); more are cut. Costs O(topics) for each text
  /// in addition to what assign() does. Throws std::invalid_argument if `count` is 0.
  [[nodiscard]] TopTopics assign_top(TextsView texts, std::size_t count, const RunContext& run = {}) const;

  /// Why a text has its topic. A `language` takes precedence over that of the options, as a document's does.
  /// For a text without a topic, `terms` is empty. Linear in the text, and in its terms × topics.
  [[nodiscard]] Explanation explain(std::string_view text, std::string_view language = {}) const;

  /// The same for a document, with its title and its language.
  [[nodiscard]] Explanation explain(const Document& document) const;

  /// The model with these topics merged into one, which gets the texts of all of them, and new terms and a
  /// new label. Topics are renumbered by size. With fewer than two topics, it returns the same model.
  /// O(topics × terms) time.
  [[nodiscard]] TopicModel merge(std::span<const std::size_t> topics, const RunContext& run = {}) const;

  /// The model with `topics` topics, from 1 to topics(). It repeatedly merges the two topics whose terms lose
  /// the least information by that (the Jensen-Shannon divergence, weighted by the numbers of texts: Slonim
  /// and Tishby, "Agglomerative Information Bottleneck", NIPS 1999). O(topics² × terms) time.
  [[nodiscard]] TopicModel reduce(std::size_t topics, const RunContext& run = {}) const;

  /// The model with one topic split into `parts` parts, from 1 to its size(), which are found among its texts
  /// as topics are. `texts` are those that the model was fitted to. A topic with fewer distinct texts gets
  /// fewer parts, and missing_topics() tells how many are missing. Other topics keep their clusters and
  /// labels, but single texts may move between them and a part. Topics are renumbered by size. Throws
  /// std::invalid_argument for other texts, std::out_of_range if there is no such topic.
  [[nodiscard]] TopicModel split(std::size_t topic, std::size_t parts, TextsView texts,
                                 const RunContext& run = {}) const;

  /// The model with another label for a topic.
  [[nodiscard]] TopicModel rename(std::size_t topic, std::string label) const;

  [[nodiscard]] std::size_t topics() const;

  /// The number of topics that fit() or split() was asked for but could not fill with texts. 0 for a loaded
  /// model.
  [[nodiscard]] std::size_t missing_topics() const;

  /// The number of texts of this topic, among those that the model was fitted to. Here and below, throws
  /// std::out_of_range unless `topic` is below topics().
  [[nodiscard]] std::size_t size(std::size_t topic) const;

  /// The terms that distinguish the topic from the others. Each next one is the most key that is unlike those
  /// before it (key_terms, diversified). At most 50 are kept.
  [[nodiscard]] std::span<const TopicTerm> top_terms(std::size_t topic, std::size_t count) const;

  /// The label of the topic: its first three terms, as the texts write them. Empty for a topic without texts.
  [[nodiscard]] const std::string& label(std::size_t topic) const;

  /// The texts that are nearest to the centre of the topic, as their positions among the fitted texts: best
  /// first, at most 10. The measure is the cosine between the weighted terms of a text and the sum of those
  /// of all texts of the topic. For a merged topic, the texts of the topics that it was merged from come in
  /// turn.
  [[nodiscard]] std::span<const std::size_t> representatives(std::size_t topic) const;

  /// True for a model of topics that were given (from_assignments).
  [[nodiscard]] bool is_given() const;

  /// The assignments of the texts that the model was fitted to, in their order.
  [[nodiscard]] std::span<const TopicAssignment> assignments() const;

  /// How stable the topics are: the mean adjusted Rand index between the run that was kept and the others of
  /// the better half of the restarts, by the texts of the sample that topics were sought in. Near 1, the
  /// topics depend on the texts; near 0, on the seed. Texts without a topic do not count. Nothing if there is
  /// only one topic or one restart, or if the fit was stopped.
  [[nodiscard]] std::optional<double> stability() const;

  /// False if the fit was stopped, or if k-means reached max_iterations.
  [[nodiscard]] bool converged() const;

  /// The number of maximal ill-formed parts of the UTF-8 of the texts.
  [[nodiscard]] std::uint64_t ill_formed() const;

  /// The number of fitted texts that were read in each language, largest first.
  [[nodiscard]] std::span<const LanguageCount> languages() const;

  /// The options, with each 0 replaced by the value that was used.
  [[nodiscard]] const TopicOptions& options() const;

  /// The source of the tokens.
  [[nodiscard]] const AnyTokenSource& source() const;

  /// The tokenizer that the options describe, or null for a model of a source of your own.
  [[nodiscard]] const Tokenizer* tokenizer() const;

  /// The terms of the model, and the weights that assign() gives them.
  [[nodiscard]] const Tfidf& tfidf() const;

  /// What assign() uses: a mixture, or a reduction and a clustering. Each is null in a model of another
  /// method. Components and clusters are not numbered as topics are.
  [[nodiscard]] const MultinomialMixture* mixture() const;
  [[nodiscard]] const TruncatedSvd* reduction() const;
  [[nodiscard]] const KMeans* clustering() const;

 private:
  friend struct detail::TopicStateAccess;
  explicit TopicModel(std::shared_ptr<const detail::TopicState> state);

  std::shared_ptr<const detail::TopicState> state_;
};

}}  // namespace tema::v0
