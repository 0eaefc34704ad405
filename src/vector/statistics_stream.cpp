#include "tema/vector/statistics_stream.hpp"

#include "core/check.hpp"
#include "core/elementary.hpp"
#include "tema/core/error.hpp"
#include "vector/document_counts.hpp"
#include "vector/ngram_reader.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace tema { inline namespace v0 {

using detail::DocumentCounts;

struct StatisticsStream::State {
  State(const AnyTokenSource& given, const WordNgrams& given_ngrams, const StreamOptions& given_options,
        const RunContext& given_run)
      : tokens(given), ngrams(given_ngrams), options(given_options), run(given_run) {
    if (options.memory_limit > 0) forget();
    begin();
  }

  /// What a tokenizer remembers for its copies also takes memory.
  void forget() { tokens = tokens.without_memory(); }

  /// Counts that start from nothing, separate from those in `done`.
  void begin() {
    const std::uint64_t limit = options.memory_limit;
    const std::uint64_t left = limit == 0 ? 0 : limit - std::min(limit - 1, done.memory());
    counts = std::make_unique<DocumentCounts>(detail::ngram_readers(tokens, ngrams, run.stop),
                                              DocumentCounts::Keep::totals, run, left);
  }

  /// Merges what was counted into `done`, and frees its memory.
  void flush() {
    done.merge(counts->statistics());
    if (options.memory_limit > 0) forget();
    begin();
  }

  AnyTokenSource tokens;
  WordNgrams ngrams;
  StreamOptions options;
  const RunContext& run;
  std::unique_ptr<DocumentCounts> counts;
  TermStatistics done;
};

StatisticsStream::StatisticsStream(const AnyTokenSource& tokens, const WordNgrams& ngrams,
                                   const StreamOptions& options, const RunContext& run)
    : state_(std::make_unique<State>(tokens, ngrams, options, run)) {
  if (options.memory_limit > 0) {
    detail::check_range<std::uint64_t>("memory_limit", options.memory_limit, std::uint64_t{1} << 20,
                                       std::numeric_limits<std::uint64_t>::max());
  }
}
StatisticsStream::~StatisticsStream() = default;

std::uint64_t StatisticsStream::memory() const { return state_->counts->memory() + state_->done.memory(); }

void StatisticsStream::add(TextsView texts) {
  constexpr std::uint64_t max_documents = std::uint64_t{1} << 31;  // counted at a time
  State& state = *state_;
  if (state.counts->documents() + texts.size() > max_documents) state.flush();
  state.counts->add(texts);
  const std::uint64_t limit = state.options.memory_limit;
  // What is pruned may depend only on the blocks, while what is counted depends on which thread met which
  // word.
  const bool is_much = limit > 0 && state.counts->memory() > limit / 2;
  if (!state.options.prune && !is_much) return;
  state.flush();
  if (limit == 0) return;
  const std::uint64_t room = limit / 4;  // a merge holds both parts and the whole, and counting goes on
  if (!state.options.prune && state.done.memory() > room) {
    throw Error(ErrorKind::limit, "the counts of " + std::to_string(state.done.size()) + " terms of " +
                                      std::to_string(state.done.documents()) +
                                      " documents need more than memory_limit, " + std::to_string(limit) +
                                      " bytes");
  }
  while (state.done.memory() > room && state.done.size() > 0) state.done.prune(state.done.size() / 2);
}

TermStatistics StatisticsStream::finish() {
  state_->flush();
  return std::exchange(state_->done, TermStatistics());
}

VectorizerEstimate estimate(const AnyTokenSource& tokens, TextsView sample, std::uint64_t corpus_bytes,
                            const WordNgrams& ngrams, const RunContext& run) {
  std::vector<SourceText> half;
  std::uint64_t bytes = 0;
  std::uint64_t half_bytes = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    bytes += sample[i].size();
    if (i % 2 != 0) continue;
    half.push_back({sample[i], sample.language(i)});
    half_bytes += sample[i].size();
  }
  if (bytes == 0) throw std::invalid_argument("the sample has no bytes to estimate from");
  const TermStatistics all = term_statistics(tokens, sample, ngrams, run);
  const TermStatistics part = term_statistics(tokens, half, ngrams, run);

  const double times = static_cast<double>(corpus_bytes) / static_cast<double>(bytes);
  double entries = 0.0;
  for (std::size_t i = 0; i < all.size(); ++i) entries += static_cast<double>(all[i].documents);
  double exponent = 1.0;
  if (half_bytes > 0 && half_bytes < bytes && part.size() > 0) {
    exponent = detail::log(static_cast<double>(all.size()) / static_cast<double>(part.size())) /
               detail::log(static_cast<double>(bytes) / static_cast<double>(half_bytes));
  }
  VectorizerEstimate result;
  result.terms = static_cast<double>(all.size()) * detail::power(times, std::clamp(exponent, 0.0, 1.0));
  result.nonzeros = entries * times;
  // An entry takes five bytes as a count, and eight in the matrix. A term takes its bytes, numbers and hashes
  // while it is counted, and again in the vocabulary.
  constexpr double entry = 13.0;
  constexpr double term = 160.0;
  result.bytes = entry * result.nonzeros + term * result.terms;
  return result;
}

}}  // namespace tema::v0
