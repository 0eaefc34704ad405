#pragma once

namespace tema { inline namespace v0 {

/// The weight of a term that occurs tf times in a document. The letter is SMART's (Manning, Raghavan,
/// Schütze: Introduction to Information Retrieval, 2008, figure 6.15).
enum class TermFrequency {
  count,      ///< n: tf
  binary,     ///< b: 1
  log,        ///< l: 1 + ln tf ("sublinear")
  augmented,  ///< a: 0.5 + 0.5 tf / the largest tf of the document
  bm25,       ///< tf (k1 + 1) / (tf + k1 (1 - b + b length / mean length)) (Robertson & Zaragoza 2009)
};

/// The weight of a term that is in df of n documents.
enum class IdfFormula {
  none,           ///< n: 1
  smooth,         ///< ln((1 + n) / (1 + df)) + 1, scikit-learn's own
  plus_one,       ///< ln(n / df) + 1, scikit-learn's without smoothing
  plain,          ///< t: ln(n / df), 0 for a term in every document
  probabilistic,  ///< p: max(0, ln((n - df) / df))
  bm25,           ///< ln(1 + (n - df + 0.5) / (df + 0.5)), Lucene's, never negative
};

/// The norm that a row is divided by.
enum class Norm {
  none,  ///< n
  l1,    ///< the sum of the absolute weights
  l2,    ///< c: the Euclidean length
  max,   ///< the largest absolute weight
};

}}  // namespace tema::v0
