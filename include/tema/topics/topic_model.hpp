#pragma once

#include "tema/cluster/kmeans.hpp"
#include "tema/cluster/multinomial_mixture.hpp"
#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/token_source.hpp"
#include "tema/linalg/truncated_svd.hpp"
#include "tema/text/tokenizer.hpp"
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

/// The topic of a text.
struct TopicAssignment {
  std::int32_t topic = -1;  ///< -1: the text has no term that bears on the topics
  /// How sure it is, from 0 to 1: the posterior probability of the mixture's component that the topic is; by
  /// k-means, the cosine to the topic's centroid, 0 if that is negative. A topic that was merged is of
  /// several components or centroids, of which the text's own counts.
  float score = 0.0F;
  float margin = 0.0F;  ///< that less the second best component's or centroid's, in [0, 1]

  friend bool operator==(const TopicAssignment&, const TopicAssignment&) = default;
};

/// A term of a topic.
struct TopicTerm {
  std::string term;     ///< as the tokenizer gives it, folded and so on
  double weight = 0.0;  ///< its signed keyness for the topic (key_terms)
  std::string surface;  ///< as the texts have it most often

  friend bool operator==(const TopicTerm&, const TopicTerm&) = default;
};

/// A term of a text, and what it does for the text's topic.
struct ExplainedTerm {
  std::string term;
  double weight = 0.0;
  std::vector<ByteSpan> spans;  ///< where it stands in the text, in order

  friend bool operator==(const ExplainedTerm&, const ExplainedTerm&) = default;
};

/// Why a text has its topic. `base` and the weights of all terms add up to `score`, but for rounding.
///
/// By the mixture, the score is the natural logarithm of the odds of the text's component to the next likely
/// one, and the base what the components' shares of all texts give it. By k-means it is the cosine to the
/// centroid, and the base 0.
struct Explanation {
  TopicAssignment assignment;
  std::int32_t rival = -1;  ///< the topic of the next likely component or centroid; -1 if there is none
  double score = 0.0;
  double base = 0.0;
  std::vector<ExplainedTerm> terms;  ///< the heaviest first, ties by bytes; negative: what speaks against it

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

/// From texts to topics, as one value: tokens, weights, clusters, labels.
///
/// How topics are found: BM25 weights with the squared idf are reduced by a truncated SVD and clustered
/// finely by spherical k-means; terms that tell these clusters apart, by the Kullback-Leibler divergence of
/// their documents from all documents, weigh more in a second reduction. From each of `restarts` runs of
/// k-means on it, a mixture of multinomials is fitted to the weighed terms of the texts. The run is kept
/// whose ranks among all are best together, by the objective of its k-means and by that of its mixture.
///
/// Topics are numbered by descending size. The same texts, options and seed give the same bytes on every
/// x86-64 CPU, for any number of threads. An immutable value that is cheap to copy; const members may be
/// called from many threads.
class TEMA_EXPORT TopicModel {
 public:
  /// Each topic has texts: where fewer distinct texts with terms are left than topics were asked for, it has
  /// fewer topics, and missing_topics() tells how many are missing. Where a mixture leaves topics without
  /// texts that k-means fills, the model is of k-means, as options().method tells. Throws
  /// std::invalid_argument for an option out of its range (more topics than texts, say), Error{format} if no
  /// text has a term left, and Cancelled on a stop; with OnStop::keep_best, a stop while it clusters gives
  /// the best model so far, converged() false.
  static TopicModel fit(TextsView texts, const TopicOptions& options = {}, const RunContext& run = {});

  /// The same of the tokens of a source of your own, in place of those of a tokenizer that the options
  /// describe. Terms that the source gives are not changed; options.language tells only which words are forms
  /// of one in the topics' labels. Throws std::invalid_argument, too, for options that would change the
  /// tokens (stemming, stop_words, find_stop_words, exclude, the language "auto").
  ///
  /// save_model saves such a model without its source: see with_source().
  static TopicModel fit(TextsView texts, const AnyTokenSource& source, const TopicOptions& options = {},
                        const RunContext& run = {});

  /// A model of topics that are given: `labels` has one for each text, any number from 0 on, or -1 for a text
  /// without a topic, from any clustering or from people. The texts keep their topics; what the model adds
  /// are names, terms, representatives, explanations, and a way to assign other texts: by a multinomial model
  /// of the topics' terms (naive Bayes). A text's score is the posterior probability of the topic that it was
  /// given, which need not be its likeliest. Of the options, those that tell how texts are read count.
  ///
  /// Topics are numbered anew, by descending size (of equals, the smaller label is first): the topic that
  /// label l became is that of any text with it, in assignments(). Throws std::invalid_argument if there is
  /// not a label for each text, for a label below -1, and if no text has a topic; and as fit().
  static TopicModel from_assignments(TextsView texts, std::span<const std::int32_t> labels,
                                     const TopicOptions& options = {}, const RunContext& run = {});

  /// The model with this source of tokens, which must be the one that it was fitted to: for a model of a
  /// source of your own that was loaded from a file. Until then, whatever reads texts throws Error{mismatch}.
  /// Throws std::invalid_argument for a model that has a tokenizer.
  [[nodiscard]] TopicModel with_source(const AnyTokenSource& source) const;

  /// The topics of other texts. The texts that it was fitted to get what assignments() holds, unless
  /// is_given().
  [[nodiscard]] std::vector<TopicAssignment> assign(TextsView texts, const RunContext& run = {}) const;

  /// Why a text is where it is. A `language` stands for that of the options, as a document's does. A text
  /// without a topic has no terms. Linear in the text, and in its terms × topics.
  [[nodiscard]] Explanation explain(std::string_view text, std::string_view language = {}) const;

  /// The model with these topics made one: its texts are those of all, its terms and label are found anew.
  /// Topics are numbered anew, by size. Of one topic or none, it is the same model. O(topics × terms) time.
  [[nodiscard]] TopicModel merge(std::span<const std::size_t> topics, const RunContext& run = {}) const;

  /// The model with so many topics, from 1 to topics(): again and again, the two are merged whose texts'
  /// terms lose the least information by it (the Jensen-Shannon divergence, weighed by their numbers: Slonim
  /// and Tishby, "Agglomerative Information Bottleneck", NIPS 1999). O(topics² × terms) time.
  [[nodiscard]] TopicModel reduce(std::size_t topics, const RunContext& run = {}) const;

  /// The model with one topic made so many, 1 to its size(), which are found among its texts as topics are.
  /// `texts` are those that the model was fitted to. A topic of fewer distinct texts gets fewer parts, and
  /// missing_topics() tells how many are missing. Other topics stay what they are and keep their labels,
  /// but texts between them and a part may change sides, and topics are numbered anew, by size. Throws
  /// std::invalid_argument for other texts, std::out_of_range if there is no such topic.
  [[nodiscard]] TopicModel split(std::size_t topic, std::size_t parts, TextsView texts,
                                 const RunContext& run = {}) const;

  /// The model with another label for a topic.
  [[nodiscard]] TopicModel rename(std::size_t topic, std::string label) const;

  [[nodiscard]] std::size_t topics() const;

  /// The number of topics that fit() or split() was asked for but could not fill with texts. 0 for a model
  /// that was loaded.
  [[nodiscard]] std::size_t missing_topics() const;

  /// The number of texts it was fitted to that have this topic. `topic` must be below topics(), here and
  /// below; else it throws std::out_of_range.
  [[nodiscard]] std::size_t size(std::size_t topic) const;

  /// The terms that set the topic apart, each next one the most key and unlike those before it (key_terms,
  /// diversified); at most 50 are kept.
  [[nodiscard]] std::span<const TopicTerm> top_terms(std::size_t topic, std::size_t count) const;

  /// A name for the topic: its first three terms, as the texts have them. Empty for a topic without texts.
  [[nodiscard]] const std::string& label(std::size_t topic) const;

  /// The texts of the topic that are nearest to its middle, by the cosine of their weighed terms to the sum
  /// of all that it has; by their position, best first; at most 10. Of a topic that was merged, those of each
  /// that it was made of in turn.
  [[nodiscard]] std::span<const std::size_t> representatives(std::size_t topic) const;

  /// True for a model of topics that were given (from_assignments).
  [[nodiscard]] bool is_given() const;

  /// The topics of the texts it was fitted to, in their order.
  [[nodiscard]] std::span<const TopicAssignment> assignments() const;

  /// How steady the topics are: the mean adjusted Rand index of the run that was kept to the other restarts.
  /// Near 1, the topics are in the texts; near 0, in the seed. Texts without a topic have no say. Nothing if
  /// there is one topic or one restart, or it was stopped.
  [[nodiscard]] std::optional<double> stability() const;

  /// False if it was stopped, or k-means ended at max_iterations.
  [[nodiscard]] bool converged() const;

  /// Maximal ill-formed parts of the texts' UTF-8.
  [[nodiscard]] std::uint64_t ill_formed() const;

  /// How many of the texts it was fitted to were read in which language, most first.
  [[nodiscard]] std::span<const LanguageCount> languages() const;

  /// The options, each 0 replaced by what was used.
  [[nodiscard]] const TopicOptions& options() const;

  /// Where its tokens come from.
  [[nodiscard]] const AnyTokenSource& source() const;

  /// The tokenizer that the options describe; null for a model of a source of your own.
  [[nodiscard]] const Tokenizer* tokenizer() const;

  /// The terms, and the weights that assign() gives them.
  [[nodiscard]] const Tfidf& tfidf() const;

  /// What assign() asks, by the method; null in a model of another one. Clusters and components are not
  /// numbered as topics are.
  [[nodiscard]] const MultinomialMixture* mixture() const;
  [[nodiscard]] const TruncatedSvd* reduction() const;
  [[nodiscard]] const KMeans* clustering() const;

 private:
  friend struct detail::TopicStateAccess;
  explicit TopicModel(std::shared_ptr<const detail::TopicState> state);

  std::shared_ptr<const detail::TopicState> state_;
};

}}  // namespace tema::v0
