#include "tema/vector/collocations.hpp"

#include "core/check.hpp"
#include "core/elementary.hpp"
#include "core/stop_check.hpp"
#include "tema/core/parallel.hpp"
#include "tema/text/tokenizer.hpp"
#include "text/analysis/tokenizer_state.hpp"
#include "text/phrase_words.hpp"
#include "text/unicode/word_rules.hpp"
#include "vector/log_likelihood.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

constexpr std::size_t pairs_per_block = std::size_t{1} << 16;

void check_options(const CollocationOptions& options) {
  detail::check_range<std::uint64_t>("min_count", options.min_count, 1,
                                     std::numeric_limits<std::uint64_t>::max());
  detail::check_range("min_stop_word_share", options.min_stop_word_share, 0.0, 1.0);
  detail::check_range("min_npmi", options.min_npmi, -1.0, 1.0);
  if (options.min_score && std::isnan(*options.min_score))
    detail::throw_invalid("min_score", "nan", "a number");
}

/// How often a pair occurs, and its words in their places: c, a, b and n of Association.
struct PairCounts {
  double both;
  double first;
  double second;
  double all;
};

double npmi(const PairCounts& n) {
  if (n.both == n.all) return 1.0;
  // Computed in this order, it is exactly 1 where neither word occurs without the other.
  return detail::log((n.all / n.first) * (n.both / n.second)) / detail::log(n.all / n.both);
}

double t_score(const PairCounts& n) { return (n.both - n.first * n.second / n.all) / std::sqrt(n.both); }

double score_of(Association association, const PairCounts& counts) {
  switch (association) {
    case Association::npmi:
      return npmi(counts);
    case Association::log_likelihood:
      return detail::log_likelihood_ratio(counts.both, counts.first, counts.second, counts.all);
    case Association::t_score:
      break;
  }
  return t_score(counts);
}

/// A pair that is a result.
struct ScoredPair {
  detail::WordPair words;
  std::uint64_t count;
  double score;
};

/// Counts the pairs of a corpus. It needs no hash: the words that follow each word are brought together and
/// then counted, one first word after the other.
class PairCounter {
 public:
  PairCounter(const TokenizedCorpus& corpus, std::vector<bool> stop_words, const CollocationOptions& options,
              Workers& workers)
      : corpus_(corpus),
        border_(corpus.vocabulary->find(detail::phrase_border).value_or(std::numeric_limits<TermId>::max())),
        stop_words_(std::move(stop_words)),
        options_(options),
        workers_(workers),
        check_stop_(workers.run()) {
    count_words();
    choose_words();
    gather();
  }

  /// The pairs that are results, by first words.
  std::vector<ScoredPair> passing() {
    const std::vector<Chunk> blocks = this->blocks();
    std::vector<std::vector<ScoredPair>> parts(blocks.size());
    workers_.for_chunks(
        blocks.size(), 1, [&](const Chunk& chunk) { parts[chunk.index] = passing_of(blocks[chunk.index]); },
        "collocate");
    std::vector<ScoredPair> all;
    for (const std::vector<ScoredPair>& part : parts) {
      throw_if_stopped(workers_.run());
      all.insert(all.end(), part.begin(), part.end());
    }
    return all;
  }

 private:
  template <class Visit>
  void for_each_pair(Visit&& visit) {
    for (std::size_t i = 0; i < corpus_.documents(); ++i) {
      TermId before = border_;
      for (const TermId word : corpus_.document(i)) {
        check_stop_();
        if (before != border_ && word != border_) visit(before, word);
        before = word;
      }
    }
  }

  void count_words() {
    as_first_.resize(words(), 0);
    as_second_.resize(words(), 0);
    for_each_pair([&](TermId first, TermId second) {
      ++as_first_[first];
      ++as_second_[second];
      ++pairs_;
    });
  }

  /// A pair is no more frequent than the rarer of its words.
  void choose_words() {
    may_be_first_.resize(words(), false);
    may_be_second_.resize(words(), false);
    for (std::size_t word = 0; word < words(); ++word) {
      check_stop_();
      may_be_second_[word] = as_second_[word] >= options_.min_count;
      may_be_first_[word] =
          as_first_[word] >= options_.min_count &&
          detail::kind_of_word(corpus_.vocabulary->term(static_cast<TermId>(word))) != TokenKind::number;
    }
  }

  [[nodiscard]] bool may_be_phrase(TermId first, TermId second) const {
    return may_be_first_[first] && may_be_second_[second] && !(stop_words_[first] && stop_words_[second]);
  }

  /// Brings together the words that follow each word, in the order of the corpus.
  void gather() {
    begins_.resize(words() + 1, 0);
    for_each_pair([&](TermId first, TermId second) {
      if (may_be_phrase(first, second)) ++begins_[first + 1];
    });
    std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
    followers_.resize(begins_.back());
    std::vector<std::size_t> ends(begins_.begin(), begins_.end() - 1);
    for_each_pair([&](TermId first, TermId second) {
      if (may_be_phrase(first, second)) followers_[ends[first]++] = second;
    });
  }

  /// Ranges of first words. Each has as many pairs as there are words, so that clearing a count for each word
  /// costs no more than counting.
  [[nodiscard]] std::vector<Chunk> blocks() const {
    const std::size_t least = std::max(pairs_per_block, words());
    std::vector<Chunk> result;
    std::size_t begin = 0;
    for (std::size_t word = 0; word < words(); ++word) {
      const bool is_last = word + 1 == words();
      if (begins_[word + 1] - begins_[begin] < least && !is_last) continue;
      result.push_back({result.size(), begin, word + 1});
      begin = word + 1;
    }
    return result;
  }

  [[nodiscard]] std::vector<ScoredPair> passing_of(const Chunk& firsts) const {
    std::vector<ScoredPair> result;
    std::vector<std::uint64_t> counts(words(), 0);
    std::vector<TermId> seen;
    detail::StopCheck check_stop(workers_.run());
    for (std::size_t first = firsts.begin; first < firsts.end; ++first) {
      seen.clear();
      for (std::size_t i = begins_[first]; i < begins_[first + 1]; ++i) {
        check_stop();
        if (counts[followers_[i]]++ == 0) seen.push_back(followers_[i]);
      }
      for (const TermId second : seen) {
        check_stop();
        const std::uint64_t count = std::exchange(counts[second], 0);
        if (count >= options_.min_count) add({static_cast<TermId>(first), second}, count, result);
      }
    }
    return result;
  }

  /// Adds a pair to the result if it passes all limits.
  void add(const detail::WordPair& pair, std::uint64_t count, std::vector<ScoredPair>& result) const {
    const PairCounts counts{static_cast<double>(count), static_cast<double>(as_first_[pair.first]),
                            static_cast<double>(as_second_[pair.second]), static_cast<double>(pairs_)};
    if (npmi(counts) < options_.min_npmi || !has_share(pair, count)) return;
    const double score = score_of(options_.association, counts);
    if (!options_.min_score || score >= *options_.min_score) result.push_back({pair, count, score});
  }

  /// True unless one word is a stop word that has too many other neighbours.
  [[nodiscard]] bool has_share(const detail::WordPair& pair, std::uint64_t count) const {
    const auto [first, second] = pair;
    if (!stop_words_[first] && !stop_words_[second]) return true;
    const std::uint64_t neighbours = stop_words_[first] ? as_first_[first] : as_second_[second];
    return static_cast<double>(count) / static_cast<double>(neighbours) >= options_.min_stop_word_share;
  }

  [[nodiscard]] std::size_t words() const { return corpus_.vocabulary->size(); }

  const TokenizedCorpus& corpus_;
  TermId border_;
  std::vector<bool> stop_words_;
  const CollocationOptions& options_;
  Workers& workers_;
  detail::StopCheck check_stop_;
  std::vector<std::uint64_t> as_first_;   // by word: the pairs that begin with it
  std::vector<std::uint64_t> as_second_;  // and those that end with it
  std::uint64_t pairs_ = 0;
  std::vector<bool> may_be_first_;
  std::vector<bool> may_be_second_;
  std::vector<std::size_t> begins_;  // of each word's followers, and the end of the last one's
  std::vector<TermId> followers_;
};

void sort_and_cut(std::vector<Collocation>& collocations, std::size_t most, const RunContext& run) {
  const std::size_t kept = most == 0 ? collocations.size() : std::min(most, collocations.size());
  detail::StopCheck check_stop(run);
  const auto comes_before = [&](const Collocation& x, const Collocation& y) {
    check_stop();
    if (x.score != y.score) return x.score > y.score;
    return x.count != y.count ? x.count > y.count : x.phrase < y.phrase;
  };
  const auto end = collocations.begin() + static_cast<std::ptrdiff_t>(kept);
  if (end != collocations.end())
    std::nth_element(collocations.begin(), end, collocations.end(), comes_before);
  std::sort(collocations.begin(), end, comes_before);
  collocations.resize(kept);
}

/// Each pair as one phrase, with a space between its words.
std::vector<std::string> joined(const TokenizedCorpus& corpus, std::span<const detail::WordPair> pairs,
                                const RunContext& run) {
  std::vector<std::string> phrases;
  phrases.reserve(pairs.size());
  detail::StopCheck check_stop(run);
  for (const detail::WordPair& pair : pairs) {
    check_stop();
    std::string& phrase = phrases.emplace_back(corpus.vocabulary->term(pair.first));
    phrase.append(" ").append(corpus.vocabulary->term(pair.second));
  }
  return phrases;
}

}  // namespace

std::vector<Collocation> find_collocations(TextsView texts, const AnyTokenSource& source,
                                           const CollocationOptions& options, const RunContext& run) {
  check_options(options);
  const auto* const tokenizer = source.target<Tokenizer>();
  std::optional<detail::PhraseWords> words;
  if (tokenizer != nullptr) words.emplace(tokenizer->options());
  const TokenizedCorpus corpus = words ? words->read(texts, run) : tokenize(texts, source, run);
  std::vector<bool> stop_words =
      words ? words->stop_words(corpus) : std::vector<bool>(corpus.vocabulary->size(), false);
  Workers workers(run);
  const std::vector<ScoredPair> pairs =
      PairCounter(corpus, std::move(stop_words), options, workers).passing();

  std::vector<detail::WordPair> of_words;
  of_words.reserve(pairs.size());
  for (const ScoredPair& pair : pairs) of_words.push_back(pair.words);
  std::vector<std::string> phrases =
      words ? words->phrases(corpus, of_words, run) : joined(corpus, of_words, run);
  std::vector<Collocation> result;
  detail::StopCheck check_stop(run);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    check_stop();
    if (!phrases[i].empty()) result.push_back({std::move(phrases[i]), pairs[i].count, pairs[i].score});
  }
  sort_and_cut(result, options.max_phrases, run);
  return result;
}

Phrases phrases_of(std::span<const Collocation> collocations, const Phrases& others) {
  std::vector<std::string> all(others.phrases().begin(), others.phrases().end());
  for (const Collocation& collocation : collocations) all.push_back(collocation.phrase);
  return Phrases(all);
}

}}  // namespace tema::v0
