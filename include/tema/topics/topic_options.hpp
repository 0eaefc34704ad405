#pragma once

#include "tema/text/stop_words.hpp"
#include "tema/text/tokenizer.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tema { inline namespace v0 {

/// How texts are put into topics.
enum class TopicMethod {
  /// A mixture of multinomials over the terms (MultinomialMixture), begun from k-means on reduced texts.
  mixture,
  /// Spherical k-means on reduced texts (TruncatedSvd, KMeans) alone.
  kmeans
};

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
  /// A language's tag ("id", "ind", "id-ID"): its rules, and its stop words. "auto": those of each text's
  /// own, as LanguageDetector finds it; texts too short to tell take that of most texts. A document's own
  /// goes before either.
  std::string language = "und";
  TopicMethod method = TopicMethod::mixture;
  /// What becomes of words that are forms of one.
  Stemming stemming = Stemming::none;
  /// In place of the languages'.
  std::optional<StopWords> stop_words = {};
  /// Words that are spread over the texts as stop words are (tema::find_stop_words) take no part either, for
  /// languages without a list. TopicModel::options() has them behind the terms of `exclude`, those in the
  /// most texts first, and false here: other texts are read without them, too.
  bool find_stop_words = false;
  /// Terms that take no part, beside the stop words.
  std::vector<std::string> exclude = {};
  /// What becomes of numbers.
  Numbers numbers = Numbers::drop;
  /// Terms in fewer documents take no part. 0: 1 below 50 documents, then the logarithm of their number to
  /// the base 6, rounded: 3 of 200, 4 of 1,000, 5 of 10,000.
  std::uint64_t min_documents = 0;
  /// Terms in a larger share of the documents take no part. 0: 1 below 50 documents, then 0.5.
  double max_document_share = 0.0;
  /// Directions of the truncated SVD. 0: √documents, at most 100 and fewer than documents, but at least
  /// `topics`.
  std::size_t rank = 0;
  /// Runs from other seeds, of which the best by the objectives of k-means and of the mixture is kept; at
  /// most 10⁶.
  std::size_t restarts = 16;
  /// Of k-means, in each run.
  std::size_t max_iterations = 100;
  std::uint64_t seed = 1;
};

}}  // namespace tema::v0
