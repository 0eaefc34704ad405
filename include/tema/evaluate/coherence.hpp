#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/core/types.hpp"
#include "tema/corpus/tokenized_corpus.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace tema { inline namespace v0 {

/// A measure of how well the leading terms of a topic belong together, by how often they occur together in a
/// corpus.
///
/// Do not choose terms by the measure that judges them afterwards, or it tells nothing. tema chooses no terms
/// by coherence.
enum class CoherenceMeasure {
  /// ln((p(a, b) + ε) / p(b)) for each term a and each term b before it, where p is a share of documents
  /// (Mimno et al., "Optimizing Semantic Coherence in Topic Models", EMNLP 2011). At most about 0.
  u_mass,
  /// Normalised pointwise mutual information (NPMI), ln((p(a, b) + ε) / (p(a) p(b))) / -ln(p(a, b) + ε), for
  /// each pair of terms, where p is a share of windows (Aletras and Stevenson, IWCS 2013). From about -1 to
  /// 1.
  c_npmi,
  /// Each term gets a vector: its NPMI with each term of the topic, including itself. The measure is the
  /// cosine between this vector and the sum of the vectors of the topic (Röder, Both and Hinneburg,
  /// "Exploring the Space of Topic Coherence Measures", WSDM 2015). From -1 to 1. The paper found it to be
  /// closest to human judgement.
  c_v,
};

struct CoherenceOptions {
  CoherenceMeasure measure = CoherenceMeasure::c_npmi;
  /// How many leading terms of each topic are judged, or all if it has fewer; at least 2.
  std::size_t top_terms = 20;
  /// The size of the windows, in tokens. 0: that of the measure, which is 10 for c_npmi and 110 for c_v.
  /// u_mass uses none.
  std::size_t window = 0;
};

struct Coherence {
  std::vector<double> topics;  ///< of each topic, the mean over its pairs of terms, or for c_v over its terms
  double mean = 0.0;           ///< over the topics
};

/// The coherence of topics in a corpus, which need not be the corpus that they were found in. A topic is
/// given as its terms, heaviest first: at least 2, all distinct.
///
/// For terms that occur and documents that are not empty, the values are those of gensim 4.2 with ε = 10⁻¹²,
/// including two peculiarities. When a window moves past a term, the term counts as absent until it enters
/// the window again, even if it still occurs elsewhere in the window. And two terms that are both in every
/// window have an NPMI of -1. A document shorter than the window is one window.
///
/// In other cases, gensim drops the term, or gives 0, an infinity or NaN. Here, a pair with a term that
/// occurs nowhere gets the lowest value of the measure: -1 for c_npmi; for u_mass ln ε ≈ -27.6 if that term
/// is the second one, b. For c_v, such a term scores -1 itself and is 0 in the vectors of others. Empty
/// documents count as documents for u_mass, and hold no window.
///
/// An id beyond the vocabulary is a term that occurs nowhere. Time is O(tokens + topics × top_terms²) on all
/// threads. Where many leading terms share a document, the pairs of them there cost as often as the two enter
/// and leave a window. Memory is 8 bytes × topics × top_terms² for each thread. The bytes of the result are
/// the same for any number of threads. Throws std::invalid_argument for an option out of its range, no
/// topics, a topic with fewer than 2 terms or with the same term twice, and a corpus without tokens or
/// without a vocabulary; Cancelled on a stop. Thread-safe.
[[nodiscard]] TEMA_EXPORT Coherence coherence(const TokenizedCorpus& corpus,
                                              std::span<const std::vector<TermId>> topics,
                                              const CoherenceOptions& options = {},
                                              const RunContext& run = {});
/// The same for topics whose terms are given by name. A term that the vocabulary does not know occurs
/// nowhere.
[[nodiscard]] TEMA_EXPORT Coherence coherence(const TokenizedCorpus& corpus,
                                              std::span<const std::vector<std::string>> topics,
                                              const CoherenceOptions& options = {},
                                              const RunContext& run = {});

/// The share of distinct terms among the leading terms of all topics, in (0, 1]; 1 if no two topics share a
/// term (Dieng, Ruiz and Blei, "Topic Modeling in Embedding Spaces", TACL 2020). It complements coherence,
/// which alone would be highest for one good topic that is repeated. Throws std::invalid_argument if there
/// are no terms at all. O(n log n). Thread-safe.
[[nodiscard]] TEMA_EXPORT double topic_diversity(std::span<const std::vector<TermId>> topics,
                                                 std::size_t top_terms = 25);
[[nodiscard]] TEMA_EXPORT double topic_diversity(std::span<const std::vector<std::string>> topics,
                                                 std::size_t top_terms = 25);

}}  // namespace tema::v0
