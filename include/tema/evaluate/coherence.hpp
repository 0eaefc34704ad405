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

/// How well the leading terms of topics belong together, by how they stand together in a corpus.
///
/// A measure judges terms that something else has chosen, such as class_terms: choose them by the measure
/// itself, and it says nothing any more. Nothing in tema chooses terms by coherence.
enum class CoherenceMeasure {
  /// ln((p(a, b) + ε) / p(b)) for each term a and each b before it, with shares of documents (Mimno et al.,
  /// "Optimizing Semantic Coherence in Topic Models", EMNLP 2011). Up to about 0.
  u_mass,
  /// Normalised pointwise mutual information, ln((p(a, b) + ε) / (p(a) p(b))) / -ln(p(a, b) + ε), for each
  /// two terms, with shares of windows (Aletras and Stevenson, IWCS 2013). About -1 to 1.
  c_npmi,
  /// Each term has a vector of its NPMI with each of the topic's terms, itself included; its cosine to the
  /// sum of these vectors (Röder, Both and Hinneburg, "Exploring the Space of Topic Coherence Measures", WSDM
  /// 2015). -1 to 1; nearest to what people say, they found.
  c_v,
};

struct CoherenceOptions {
  CoherenceMeasure measure = CoherenceMeasure::c_npmi;
  std::size_t top_terms = 20;  ///< the leading terms of each topic that are judged, as far as it has any; ≥ 2
  std::size_t window =
      0;  ///< in tokens; 0 for the measure's own, 10 of c_npmi and 110 of c_v; not for u_mass
};

struct Coherence {
  std::vector<double> topics;  ///< of each topic, the mean over its pairs of terms, or for c_v over its terms
  double mean = 0.0;           ///< over the topics
};

/// The coherence of topics in a corpus, which may be another than the one they were found in. A topic is its
/// terms, heaviest first: at least 2, all distinct.
///
/// The values are gensim's (4.2, with ε = 10⁻¹²) for terms that occur and documents that are not empty; so
/// are its two peculiarities. When a window moves past a term, the term counts as absent until it enters
/// again, even if it still stands elsewhere in the window. And two terms that are both in every window have
/// the NPMI -1. A document shorter than the window is one window.
///
/// Otherwise, where gensim leaves the term out, or gives 0, an infinity or no number: a pair with a term that
/// occurs nowhere has the lowest value of its measure, -1 for c_npmi and ln ε ≈ -27.6 for u_mass, if it is
/// the second one, b; for c_v such a term has -1 itself, and 0 in the vectors. Empty documents count for
/// u_mass, and hold no window.
///
/// An id past the vocabulary is a term that occurs nowhere. O(tokens + topics × top_terms²) time on all
/// threads, but where many leading terms share a document: its pairs of them, each by the times that the two
/// enter and leave; and as much memory as 8 bytes × topics × top_terms² a thread. The same bytes for any
/// number of threads. Throws std::invalid_argument for an option out of its range, no topic, a topic of less
/// than 2 terms or with one twice, and a corpus without tokens or a vocabulary; Cancelled on a stop.
/// Thread-safe.
[[nodiscard]] TEMA_EXPORT Coherence coherence(const TokenizedCorpus& corpus,
                                              std::span<const std::vector<TermId>> topics,
                                              const CoherenceOptions& options = {},
                                              const RunContext& run = {});
/// Of terms by name; one that the vocabulary does not know occurs nowhere.
[[nodiscard]] TEMA_EXPORT Coherence coherence(const TokenizedCorpus& corpus,
                                              std::span<const std::vector<std::string>> topics,
                                              const CoherenceOptions& options = {},
                                              const RunContext& run = {});

/// The share of distinct terms among the leading terms of all topics, in (0, 1]; 1 if no two share one
/// (Dieng, Ruiz and Blei, "Topic Modeling in Embedding Spaces", TACL 2020). Coherence alone would be highest
/// for one good topic many times. Throws std::invalid_argument if there are no terms at all. O(n log n).
/// Thread-safe.
[[nodiscard]] TEMA_EXPORT double topic_diversity(std::span<const std::vector<TermId>> topics,
                                                 std::size_t top_terms = 25);
[[nodiscard]] TEMA_EXPORT double topic_diversity(std::span<const std::vector<std::string>> topics,
                                                 std::size_t top_terms = 25);

}}  // namespace tema::v0
