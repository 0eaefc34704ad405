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
    if (frequent && share <= options.max_document_share) kept.push_back(fact);
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

inline double tfidf_idf(double documents, const TermFacts& fact, const tema::TfidfOptions& options) {
  const double ratio =
      options.smooth_idf ? (1.0 + documents) / (1.0 + fact.documents) : documents / fact.documents;
  return std::pow(std::log(ratio) + 1.0, options.idf_power);
}

/// Documents × terms, dense.
inline std::vector<std::vector<double>> tfidf(const Documents& corpus, const tema::TfidfOptions& options) {
  const std::vector<TermFacts> terms = tfidf_terms(corpus, options);
  std::vector<std::vector<double>> rows;
  for (const auto& document : corpus) {
    std::vector<double> row;
    double absolute = 0.0;
    double squares = 0.0;
    for (const TermFacts& fact : terms) {
      const auto count = static_cast<double>(std::count(document.begin(), document.end(), fact.term));
      const double frequency = count == 0.0 ? 0.0 : options.sublinear_tf ? 1.0 + std::log(count) : count;
      row.push_back(frequency * tfidf_idf(static_cast<double>(corpus.size()), fact, options));
      absolute += std::abs(row.back());
      squares += row.back() * row.back();
    }
    const double divisor = options.norm == tema::Norm::l1   ? absolute
                           : options.norm == tema::Norm::l2 ? std::sqrt(squares)
                                                            : 1.0;
    for (double& weight : row) weight = divisor == 0.0 ? 0.0 : weight / divisor;
    rows.push_back(row);
  }
  return rows;
}

}  // namespace reference
