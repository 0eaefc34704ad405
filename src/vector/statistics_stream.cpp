#include "tema/vector/statistics_stream.hpp"

#include "core/check.hpp"
#include "core/elementary.hpp"
#include "tema/core/error.hpp"
#include "vector/document_counts.hpp"
#include "vector/ngram_tokenizer.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace tema::inline v0 {

using detail::DocumentCounts;

struct StatisticsStream::State {
  State(const Tokenizer& given, const WordNgrams& given_ngrams, const StreamOptions& given_options,
        const Run& given_run)
      : tokenizer(given), ngrams(given_ngrams), options(given_options), run(given_run) {
    if (options.memory_limit > 0) forget();
    begin();
  }

  /// Another tokenizer of the same options: what one remembers for its copies takes memory, too.
  void forget() { tokenizer = Tokenizer(tokenizer.options()); }

  /// Counts from nothing on, beside what is in `done`.
  void begin() {
    counts = std::make_unique<DocumentCounts>(
        detail::with_ngrams(detail::part_tokenizers(tokenizer, run.stop), ngrams),
        DocumentCounts::Keep::totals, run);
  }

  /// Puts what was counted into `done`, and gives the memory of it back.
  void flush() {
    const TermStatistics some = counts->statistics();
    counts.reset();
    if (options.memory_limit > 0) forget();
    done.merge(some);
    begin();
  }

  Tokenizer tokenizer;
  WordNgrams ngrams;
  StreamOptions options;
  const Run& run;
  std::unique_ptr<DocumentCounts> counts;
  TermStatistics done;
};

StatisticsStream::StatisticsStream(const Tokenizer& tokenizer, const WordNgrams& ngrams,
                                   const StreamOptions& options, const Run& run)
    : state_(std::make_unique<State>(tokenizer, ngrams, options, run)) {
  if (options.memory_limit > 0) {
    detail::check_range<std::uint64_t>("memory_limit", options.memory_limit, std::uint64_t{1} << 20,
                                       std::numeric_limits<std::uint64_t>::max());
  }
}
StatisticsStream::~StatisticsStream() = default;

std::uint64_t StatisticsStream::memory() const { return state_->counts->memory() + state_->done.memory(); }

void StatisticsStream::add(TextsView texts) {
  state_->counts->add(texts);
  const std::uint64_t limit = state_->options.memory_limit;
  if (limit == 0 || memory() <= limit) return;
  // Counted words take several times what their statistics take, and come back sooner than rare ones.
  state_->flush();
  const std::uint64_t room = limit / 4;  // a merge holds both parts and the whole, and counting goes on
  if (state_->done.memory() <= room) return;
  if (!state_->options.prune) {
    throw Error(ErrorKind::limit, "the counts of " + std::to_string(state_->done.size()) + " terms of " +
                                      std::to_string(state_->done.documents()) +
                                      " documents need more than memory_limit, " + std::to_string(limit) +
                                      " bytes");
  }
  while (state_->done.memory() > room && state_->done.size() > 0) state_->done.prune(state_->done.size() / 2);
}

TermStatistics StatisticsStream::finish() {
  state_->flush();
  return std::exchange(state_->done, TermStatistics());
}

VectorizerEstimate estimate(const Tokenizer& tokenizer, TextsView sample, std::uint64_t corpus_bytes,
                            const WordNgrams& ngrams, const Run& run) {
  std::vector<std::string_view> half;
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    bytes += sample[i].size();
    if (i % 2 == 0) half.push_back(sample[i]);
  }
  if (bytes == 0) throw std::invalid_argument("the sample has no bytes to estimate from");
  std::uint64_t half_bytes = 0;
  for (const std::string_view text : half) half_bytes += text.size();
  const TermStatistics all = term_statistics(tokenizer, sample, ngrams, run);
  const TermStatistics part = term_statistics(tokenizer, half, ngrams, run);

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
  // An entry: five bytes counted, eight in the matrix. A term: its bytes, numbers and hashes while it is
  // counted, and again in the vocabulary.
  constexpr double entry = 13.0;
  constexpr double term = 160.0;
  result.bytes = entry * result.nonzeros + term * result.terms;
  return result;
}

}  // namespace tema::inline v0
