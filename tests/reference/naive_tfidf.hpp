#pragma once

#include "reference/random_corpus.hpp"
#include "tema/vector/tfidf.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

/// TF-IDF from its definitions, in doubles, with maps.
namespace reference {

struct TermFacts {
  std::string term;
  double documents = 0.0;
  double occurrences = 0.0;
};

/// The terms that are kept, in the order of their columns.
inline std::vector<TermFacts> tfidf_terms(const Documents& corpus, const tema::TfidfOptions& options) {
  std::map<std::string, TermFacts> facts;
  for (const auto& document : corpus) {
    std::map<std::string, double> counts;
    for (const std::string& token : document) counts[token] += 1.0;
    for (const auto& [term, count] : counts) {
      facts[term].term = term;
      facts[term].documents += 1.0;
      facts[term].occurrences += count;
    }
  }
  std::vector<TermFacts> kept;
  for (const auto& [term, fact] : facts) {
    const double share = fact.documents / static_cast<double>(corpus.size());
    const bool frequent = fact.documents >= static_cast<double>(options.min_documents);
    const bool not_too_frequent =
        options.max_documents == 0 || fact.documents <= static_cast<double>(options.max_documents);
    if (frequent && not_too_frequent && share >= options.min_document_share &&
        share <= options.max_document_share)
      kept.push_back(fact);
  }
  std::sort(kept.begin(), kept.end(), [](const TermFacts& a, const TermFacts& b) {
    return a.occurrences != b.occurrences ? a.occurrences > b.occurrences : a.term < b.term;
  });
  if (options.max_features > 0 && kept.size() > options.max_features) kept.resize(options.max_features);
  std::sort(kept.begin(), kept.end(), [](const TermFacts& a, const TermFacts& b) {
    return a.documents != b.documents ? a.documents > b.documents : a.term < b.term;
  });
  return kept;
}

inline double tfidf_idf(double n, const TermFacts& fact, const tema::TfidfOptions& options) {
  const double df = fact.documents;
  double idf = 1.0;
  switch (options.idf) {
    case tema::IdfFormula::none:
      break;
    case tema::IdfFormula::smooth:
      idf = std::log((1.0 + n) / (1.0 + df)) + 1.0;
      break;
    case tema::IdfFormula::plus_one:
      idf = std::log(n / df) + 1.0;
      break;
    case tema::IdfFormula::plain:
      idf = std::log(n / df);
      break;
    case tema::IdfFormula::probabilistic:
      idf = df == n ? 0.0 : std::max(0.0, std::log((n - df) / df));
      break;
    case tema::IdfFormula::bm25:
      idf = std::log(1.0 + (n - df + 0.5) / (df + 0.5));
      break;
  }
  return std::pow(idf, options.idf_power);
}

/// The weight of a count before the idf; `most` is the largest of the kept counts of its document, `length`
/// all its tokens.
inline double tfidf_frequency(double count, double most, double length, double mean_length,
                              const tema::TfidfOptions& options) {
  if (count == 0.0) return 0.0;
  const double k1 = options.bm25_k1;
  const double b = options.bm25_b;
  switch (options.term_frequency) {
    case tema::TermFrequency::count:
      return count;
    case tema::TermFrequency::binary:
      return 1.0;
    case tema::TermFrequency::log:
      return 1.0 + std::log(count);
    case tema::TermFrequency::augmented:
      return 0.5 + 0.5 * count / most;
    case tema::TermFrequency::bm25:
      break;
  }
  return count * (k1 + 1.0) / (count + k1 * (1.0 - b + b * length / mean_length));
}

/// Documents × terms, dense.
inline std::vector<std::vector<double>> tfidf(const Documents& corpus, const tema::TfidfOptions& options) {
  const std::vector<TermFacts> terms = tfidf_terms(corpus, options);
  double tokens = 0.0;
  for (const auto& document : corpus) tokens += static_cast<double>(document.size());
  std::vector<std::vector<double>> rows;
  for (const auto& document : corpus) {
    std::vector<double> counts;
    for (const TermFacts& fact : terms) {
      counts.push_back(static_cast<double>(std::count(document.begin(), document.end(), fact.term)));
    }
    const double most = counts.empty() ? 0.0 : *std::max_element(counts.begin(), counts.end());
    std::vector<double> row;
    double absolute = 0.0;
    double squares = 0.0;
    double largest = 0.0;
    for (std::size_t j = 0; j < terms.size(); ++j) {
      const double frequency = tfidf_frequency(counts[j], most, static_cast<double>(document.size()),
                                               tokens / static_cast<double>(corpus.size()), options);
      row.push_back(frequency * tfidf_idf(static_cast<double>(corpus.size()), terms[j], options));
      absolute += std::abs(row.back());
      squares += row.back() * row.back();
      largest = std::max(largest, std::abs(row.back()));
    }
    const double divisor = options.norm == tema::Norm::l1    ? absolute
                           : options.norm == tema::Norm::l2  ? std::sqrt(squares)
                           : options.norm == tema::Norm::max ? largest
                                                             : 1.0;
    for (double& weight : row) weight = divisor == 0.0 ? 0.0 : weight / divisor;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace reference
