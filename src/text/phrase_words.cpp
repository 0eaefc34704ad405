#include "text/phrase_words.hpp"

#include "core/stop_check.hpp"
#include "text/analysis/folded_phrase.hpp"
#include "text/analysis/tokenizer_state.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <string_view>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// The options that produce the words of phrases. Words that cannot be in a phrase are dropped, and so
/// separate words.
TokenizerOptions for_phrases(TokenizerOptions options) {
  options.fold = true;
  options.stems = {};
  options.character_ngrams = {};
  options.filter.emoji = false;
  if (options.filter.numbers == Numbers::fold) options.filter.numbers = Numbers::drop;
  WebOptions& web = options.web;
  for (WebToken* token : {&web.urls, &web.emails, &web.mentions, &web.hashtags}) {
    if (*token == WebToken::keep) *token = WebToken::drop;
  }
  return options;
}

/// A text and its language, as a TextsView reads them.
struct Reading {
  std::string text;
  std::string_view language;
};

}  // namespace

PhraseWords::PhraseWords(const TokenizerOptions& options) : tokenizer_(for_phrases(options)) {
  TokenizerState::of(tokenizer_)->marks_borders = true;
}

std::vector<bool> PhraseWords::stop_words(const TokenizedCorpus& corpus) const {
  std::vector<bool> result(corpus.vocabulary->size(), false);
  for (const LanguageCount& language : corpus.languages) {
    const std::shared_ptr<const AnalysisRules> rules =
        TokenizerState::of(tokenizer_)->rules(language.language);
    const Vocabulary& words = rules->stop_words();
    for (TermId id = 0; id < words.size(); ++id) {
      if (const auto place = corpus.vocabulary->find(words.term(id))) result[*place] = true;
    }
  }
  return result;
}

std::vector<std::string> PhraseWords::phrases(const TokenizedCorpus& corpus, std::span<const WordPair> pairs,
                                              const RunContext& run) const {
  RunContext quiet = run;
  quiet.progress = {};
  std::vector<std::string> result(pairs.size());
  std::vector<std::size_t> open(pairs.size());
  std::iota(open.begin(), open.end(), std::size_t{0});
  // Nearly all words are read as expected in the first language.
  for (const LanguageCount& language : corpus.languages) {
    const auto word = [&](TermId id) { return corpus.vocabulary->term(id); };
    StopCheck check_stop(run);
    std::vector<Reading> readings;
    for (const std::size_t i : open) {
      check_stop();
      const std::string phrase = std::string(word(pairs[i].first)).append(" ").append(word(pairs[i].second));
      readings.push_back({folded_phrase(phrase), language.language});
    }
    const TokenizedCorpus found = read(readings, quiet);
    std::vector<std::size_t> still_open;
    for (std::size_t k = 0; k < open.size(); ++k) {
      check_stop();
      const std::span<const TermId> words = found.document(k);
      const WordPair& pair = pairs[open[k]];
      const bool is_pair = words.size() == 2 && found.vocabulary->term(words[0]) == word(pair.first) &&
                           found.vocabulary->term(words[1]) == word(pair.second);
      if (is_pair) {
        result[open[k]] = std::move(readings[k].text);
      } else {
        still_open.push_back(open[k]);
      }
    }
    open = std::move(still_open);
  }
  return result;
}

}}}  // namespace tema::v0::detail
