#pragma once

#include "reference/random_corpus.hpp"
#include "tema/vector/corpus_stop_words.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace reference {

/// The stop words of documents by their definition: all is counted anew for each term, in long doubles.
/// `border` is the least distance of a term from a limit of the options, for the caller to leave out what
/// rounding decides.
class NaiveStopWords {
 public:
  NaiveStopWords(const Documents& documents, const tema::CorpusStopWordOptions& options)
      : documents_(documents),
        min_share_(static_cast<long double>(options.min_document_share)),
        min_evenness_(static_cast<long double>(options.min_evenness)) {
    std::set<std::string> terms;
    for (const auto& document : documents) {
      tokens_ += static_cast<long double>(document.size());
      terms.insert(document.begin(), document.end());
    }
    if (documents.size() < 2) return;
    for (const std::string& term : terms) look_at(term);
    std::stable_sort(found_.begin(), found_.end(), [](const auto& x, const auto& y) {
      return x.documents != y.documents ? x.documents > y.documents : x.occurrences > y.occurrences;
    });
  }

  [[nodiscard]] const std::vector<tema::CorpusStopWord>& found() const { return found_; }
  [[nodiscard]] long double border() const { return border_; }

 private:
  void look_at(const std::string& term) {
    tema::CorpusStopWord word{term, 0, 0, 0.0};
    for (const auto& document : documents_) {
      const auto times = std::count(document.begin(), document.end(), term);
      word.occurrences += static_cast<std::uint64_t>(times);
      if (times > 0) ++word.documents;
    }
    long double expected = 0;
    long double variance = 0;
    for (const auto& document : documents_) {
      const long double mean =
          static_cast<long double>(word.occurrences) * static_cast<long double>(document.size()) / tokens_;
      const long double p = 1 - std::exp(-mean);
      expected += p;
      variance += p * (1 - p);
    }
    const auto holding = static_cast<long double>(word.documents);
    word.evenness = static_cast<double>(holding / expected);
    const long double above_share = holding / static_cast<long double>(documents_.size()) - min_share_;
    const long double above_chance = holding - (min_evenness_ * expected + std::sqrt(variance));
    border_ = std::min({border_, std::abs(above_share), std::abs(above_chance)});
    if (above_share >= 0 && above_chance >= 0) found_.push_back(word);
  }

  const Documents& documents_;
  long double min_share_;
  long double min_evenness_;
  long double tokens_ = 0;
  long double border_ = 1;
  std::vector<tema::CorpusStopWord> found_;
};

}  // namespace reference
