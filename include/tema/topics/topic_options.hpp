#pragma once

#include "tema/text/tokenizer_options.hpp"
#include "tema/topics/topic_method.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tema { inline namespace v0 {

/// How the forms of a word are joined.
enum class Stemming {
  none,
  snowball,  ///< by tema::stem
  learned    ///< by a StemTable that is learnt from the texts and kept in the model
};

/// The options of a topic model. Most users set `topics` and `language`. A 0 is replaced by a value that
/// suits the number of documents; TopicModel::options() tells which.
struct TopicOptions {
  /// The number of topics. 0: √(documents / 2), from 2 to 20.
  std::size_t topics = 0;
  /// The tag of a language ("id", "ind", "id-ID"), whose rules and stop words are used. With "auto", those of
  /// each text's own language are used, as LanguageDetector finds it; texts too short to tell get the
  /// language of most texts. A document that names its own language is read in that one.
  LanguageChoice language = {};
  TopicMethod method = TopicMethod::mixture;
  /// How the forms of a word are joined.
  Stemming stemming = Stemming::none;
  /// If set, these stop words are used in place of those of the language.
  std::optional<StopWords> stop_words = {};
  /// If true, words that are spread evenly over the texts, as stop words are, take no part either
  /// (tema::find_stop_words). This is meant for languages without a list. TopicModel::options() then has the
  /// words behind the terms of `exclude`, those in the most texts first, and false here; so assign() leaves
  /// them out, too.
  bool find_stop_words = false;
  /// Terms that take no part, in addition to the stop words.
  std::vector<std::string> exclude = {};
  /// How often each term of a document's title counts (TokenizerOptions::title_weight).
  std::size_t title_weight = 1;
  /// What becomes of numbers.
  Numbers numbers = Numbers::drop;
  /// Terms in fewer documents take no part. 0: 1 for fewer than 50 documents, otherwise the rounded logarithm
  /// of the number of documents to the base 6: 3 for 200, 4 for 1,000, 5 for 10,000.
  std::uint64_t min_documents = 0;
  /// Terms in a larger share of the documents take no part. 0: 1 for fewer than 50 documents, otherwise 0.5.
  double max_document_share = 0.0;
  /// The number of directions of the truncated SVD. 0: √documents, at most 100 and fewer than documents, but
  /// at least `topics`.
  std::size_t rank = 0;
  /// The number of runs from different seeds, of which the best one by the objectives of k-means and of the
  /// mixture is kept; at most 10⁶. Runs that begin badly are given up, and one in eight is finished.
  std::size_t restarts = 16;
  /// The largest number of iterations of k-means in each run.
  std::size_t max_iterations = 100;
  std::uint64_t seed = 1;
};

}}  // namespace tema::v0
