#pragma once

#include "tema/cluster/kmeans.hpp"
#include "tema/core/export.hpp"
#include "tema/core/run.hpp"
#include "tema/corpus/document.hpp"
#include "tema/linalg/truncated_svd.hpp"
#include "tema/text/stop_words.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/topics/labels.hpp"
#include "tema/vector/tfidf.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tema::inline v0 {

/// How forms of a word are joined.
enum class Stemming {
  none,
  snowball,  ///< by tema::stem
  learned    ///< by a StemTable that is learnt from the texts, and kept with the model
};

/// What a topic model is made with. Most users set `topics` and `language`; a 0 is replaced by what suits the
/// number of documents, and TopicModel::options() tells by what.
struct TopicOptions {
  /// 0: √(documents / 2), from 2 to 20.
  std::size_t topics = 0;
  /// One of languages(): its rules, and its stop words. "auto": those of each text's own, as LanguageDetector
  /// finds it; texts too short to tell take that of most texts. A document's own goes before either.
  std::string language = "und";
  /// What becomes of words that are forms of one.
  Stemming stemming = Stemming::none;
  /// In place of the languages'.
  std::optional<StopWords> stop_words = {};
  /// Terms that take no part, beside the stop words.
  std::vector<std::string> exclude = {};
  /// What becomes of numbers.
  Numbers numbers = Numbers::drop;
  /// Terms in fewer documents take no part. 0: 1 below 50 documents, 2 below 1,000, then 5.
  std::uint64_t min_documents = 0;
  /// Terms in a larger share of the documents take no part. 0: 1 below 50 documents, then 0.5.
  double max_document_share = 0.0;
  /// Directions of the truncated SVD. 0: √documents, at most 100 and fewer than documents, but at least
  /// `topics`.
  std::size_t rank = 0;
  /// Runs of k-means, of which the best is kept.
  std::size_t restarts = 10;
  /// Of each run.
  std::size_t max_iterations = 100;
  /// Clusterings that agreement() compares, this one included; below 2: none.
  std::size_t agreement_runs = 3;
  std::uint64_t seed = 1;
};

/// The topic of a text.
struct TopicAssignment {
  std::int32_t topic = -1;  ///< -1: the text has no term that bears on the topics
  float score = 0.0F;       ///< the cosine to the topic's centroid, 0 if it is negative
  float margin = 0.0F;      ///< that cosine less that to the second best topic, in [0, 1]

  friend bool operator==(const TopicAssignment&, const TopicAssignment&) = default;
};

/// From texts to topics, as one value: tokens, TF-IDF, truncated SVD, spherical k-means, labels.
///
/// Topics are numbered by descending size. The same texts, options and seed give the same bytes on every
/// x86-64 CPU, for any number of threads. Immutable; const members may be called from many threads.
class TEMA_EXPORT TopicModel {
 public:
  /// Throws std::invalid_argument for an option out of its range (more topics than texts with a term, say),
  /// Error{format} if no text has a term left, and Cancelled on a stop; with OnStop::keep_best, a stop while
  /// it clusters gives the best model so far, converged() false.
  static TopicModel fit(TextsView texts, const TopicOptions& options = {}, const Run& run = {});

  /// The topics of other texts. The texts it was fitted to get what assignments() holds.
  [[nodiscard]] std::vector<TopicAssignment> assign(TextsView texts, const Run& run = {}) const;

  [[nodiscard]] std::size_t topics() const { return summaries_.size(); }

  /// The number of texts it was fitted to that have this topic. `topic` must be below topics(), here and
  /// below.
  [[nodiscard]] std::size_t size(std::size_t topic) const { return summaries_.at(topic).size; }

  /// The terms that set the topic apart, heaviest first (class_terms); at most 50 are kept.
  [[nodiscard]] std::span<const TermWeight> top_terms(std::size_t topic, std::size_t count) const {
    const std::span<const TermWeight> terms = summaries_.at(topic).terms;
    return terms.first(count < terms.size() ? count : terms.size());
  }

  /// A name for the topic: its three heaviest terms. Empty for a topic without texts.
  [[nodiscard]] const std::string& label(std::size_t topic) const { return summaries_.at(topic).label; }

  /// The texts nearest to the topic's centroid, by their position, nearest first; at most 10.
  [[nodiscard]] std::span<const std::size_t> representatives(std::size_t topic) const {
    return summaries_.at(topic).representatives;
  }

  /// The topics of the texts it was fitted to, in their order.
  [[nodiscard]] std::span<const TopicAssignment> assignments() const { return assignments_; }

  /// The mean adjusted Rand index between clusterings of the reduced texts from different seeds: near 1, the
  /// topics are in the texts; near 0, in the seed. Texts without a topic have no say. Nothing if it was not
  /// asked for, makes no sense (one topic), or was stopped.
  [[nodiscard]] std::optional<double> agreement() const { return agreement_; }

  /// False if k-means was stopped, or ended at max_iterations.
  [[nodiscard]] bool converged() const { return kmeans_.converged(); }

  /// Maximal ill-formed parts of the texts' UTF-8.
  [[nodiscard]] std::uint64_t ill_formed() const { return ill_formed_; }

  /// How many of the texts it was fitted to were read in which language, most first.
  [[nodiscard]] std::span<const LanguageCount> languages() const { return languages_; }

  /// The options, each 0 replaced by what was used.
  [[nodiscard]] const TopicOptions& options() const { return options_; }

  [[nodiscard]] const Tokenizer& tokenizer() const { return tokenizer_; }
  [[nodiscard]] const Tfidf& tfidf() const { return tfidf_; }
  [[nodiscard]] const TruncatedSvd& reduction() const { return reduction_; }
  [[nodiscard]] const KMeans& clustering() const { return kmeans_; }

 private:
  struct Summary {
    std::size_t size = 0;
    std::string label;
    std::vector<TermWeight> terms;
    std::vector<std::size_t> representatives;
  };

  TopicModel(TopicOptions options, Tokenizer tokenizer, Tfidf tfidf, TruncatedSvd reduction, KMeans kmeans);

  [[nodiscard]] std::vector<TopicAssignment> to_topics(std::span<const Assignment> assignments) const;
  void number_topics();
  void summarise(const TokenizedCorpus& corpus, const Run& run);

  TopicOptions options_;
  Tokenizer tokenizer_;
  Tfidf tfidf_;
  TruncatedSvd reduction_;
  KMeans kmeans_;
  std::vector<std::int32_t> topic_of_cluster_;
  std::vector<TopicAssignment> assignments_;
  std::vector<Summary> summaries_;
  std::optional<double> agreement_;
  std::uint64_t ill_formed_ = 0;
  std::vector<LanguageCount> languages_;
};

}  // namespace tema::inline v0
