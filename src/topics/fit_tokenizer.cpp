#include "topics/fit_tokenizer.hpp"

#include "core/elementary.hpp"
#include "tema/text/language_detector.hpp"
#include "tema/text/stem_table.hpp"
#include "tema/vector/corpus_stop_words.hpp"
#include "topics/topic_tokenizer.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// The language that is assumed for texts too short to tell.
std::string corpus_language(TextsView texts, const TopicOptions& options, const RunContext& run) {
  return options.language.is_automatic() ? LanguageDetector::fit(texts, {}, run).options().prior : "und";
}

/// Adds the stop words that are found in the texts to the excluded terms. Stop words are compared before
/// words are stemmed.
void exclude_found_stop_words(TopicOptions& options, const std::string& language, TextsView texts,
                              const RunContext& run) {
  TopicOptions unstemmed = options;
  unstemmed.stemming = Stemming::none;
  const Tokenizer tokenizer = topic_tokenizer(unstemmed, language, {});
  for (CorpusStopWord& word : find_stop_words(tokenizer.tokenize(texts, run), {}, run))
    options.exclude.push_back(std::move(word.term));
  options.find_stop_words = false;
}

/// The table of stems that is learnt from the tokenized texts.
StemTable learn_stems(const Tokenizer& tokenizer, const TokenizedCorpus& corpus, const RunContext& run) {
  const TokenizerOptions& options = tokenizer.options();
  return StemTable::learn(corpus, {.language = options.language.tag_or(options.corpus_language)}, run);
}

}  // namespace

TopicOptions with_defaults(TopicOptions options, std::size_t documents) {
  const bool tiny = documents < 50;
  if (options.topics == 0) {
    const auto root = std::lround(std::sqrt(static_cast<double>(documents) / 2.0));
    options.topics = static_cast<std::size_t>(std::clamp(root, 2L, 20L));
  }
  if (options.min_documents == 0) {
    const double by_size = log(static_cast<double>(documents)) / log(6.0);
    options.min_documents = tiny ? 1 : static_cast<std::uint64_t>(std::lround(by_size));
  }
  if (options.max_document_share == 0.0) options.max_document_share = tiny ? 1.0 : 0.5;
  return options;
}

Tokenizer fit_tokenizer(TextsView texts, TopicOptions& options, const RunContext& run) {
  const std::string language = corpus_language(texts, options, run);
  if (options.find_stop_words) exclude_found_stop_words(options, language, texts, run);
  Tokenizer tokenizer = topic_tokenizer(options, language, {});
  if (options.stemming != Stemming::learned) return tokenizer;
  return topic_tokenizer(options, language, learn_stems(tokenizer, tokenizer.tokenize(texts, run), run));
}

}}}  // namespace tema::v0::detail
