#include "tema/vector/corpus_stop_words.hpp"

#include "core/check.hpp"
#include "core/elementary.hpp"
#include "core/stop_check.hpp"
#include "tema/vector/term_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace tema { inline namespace v0 {

namespace {

/// The number of documents of one length.
struct LengthCount {
  std::uint64_t length;  // in tokens
  std::uint64_t documents;
};

std::vector<LengthCount> count_lengths(const TokenizedCorpus& corpus, detail::StopCheck& check_stop) {
  std::vector<std::uint64_t> lengths(corpus.documents());
  for (std::size_t i = 0; i < lengths.size(); ++i) lengths[i] = corpus.offsets[i + 1] - corpus.offsets[i];
  std::sort(lengths.begin(), lengths.end(), [&](std::uint64_t x, std::uint64_t y) {
    check_stop();
    return x < y;
  });
  std::vector<LengthCount> counts;
  for (const std::uint64_t length : lengths) {
    if (counts.empty() || counts.back().length != length) counts.push_back({length, 0});
    ++counts.back().documents;
  }
  return counts;
}

/// The number of documents that are expected to contain a term whose occurrences are spread by chance.
struct Expected {
  double documents = 0.0;
  double deviation = 0.0;
};

Expected expected_documents(const std::vector<LengthCount>& lengths, double rate,
                            detail::StopCheck& check_stop) {
  Expected expected;
  double variance = 0.0;
  for (const LengthCount& count : lengths) {
    check_stop();
    const double absent = detail::exp(-rate * static_cast<double>(count.length));
    const auto documents = static_cast<double>(count.documents);
    expected.documents += documents * (1.0 - absent);
    variance += documents * (1.0 - absent) * absent;
  }
  expected.deviation = std::sqrt(variance);
  return expected;
}

}  // namespace

std::vector<CorpusStopWord> find_stop_words(const TokenizedCorpus& corpus,
                                            const CorpusStopWordOptions& options, const RunContext& run) {
  detail::check_range("min_document_share", options.min_document_share, 0.0, 1.0);
  detail::check_range("min_evenness", options.min_evenness, 0.0, std::numeric_limits<double>::max());
  std::vector<CorpusStopWord> found;
  if (corpus.documents() < 2) return found;
  detail::StopCheck check_stop(run);
  const TermStatistics statistics = TermStatistics::of(corpus, run);
  const std::vector<LengthCount> lengths = count_lengths(corpus, check_stop);
  const double least = options.min_document_share * static_cast<double>(statistics.documents());
  const auto tokens = static_cast<double>(statistics.tokens());
  for (std::size_t i = 0; i < statistics.size(); ++i) {
    check_stop();
    const TermCount count = statistics[i];
    const auto documents = static_cast<double>(count.documents);
    if (documents < least) continue;
    const double rate = static_cast<double>(count.occurrences) / tokens;
    const Expected expected = expected_documents(lengths, rate, check_stop);
    if (documents < options.min_evenness * expected.documents + expected.deviation) continue;
    found.push_back(
        {std::string(count.term), count.documents, count.occurrences, documents / expected.documents});
  }
  std::sort(found.begin(), found.end(), [&](const CorpusStopWord& x, const CorpusStopWord& y) {
    check_stop();
    if (x.documents != y.documents) return x.documents > y.documents;
    return x.occurrences != y.occurrences ? x.occurrences > y.occurrences : x.term < y.term;
  });
  return found;
}

}}  // namespace tema::v0
