#include "topics/topic_tokenizer.hpp"

#include "core/check.hpp"

#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t longest_term = 64;  // in code points; longer terms are no words

/// The stems that the options ask for. Only a damaged model has a table without them.
Stems stems_of(const TopicOptions& options, const StemTable& learnt) {
  if (options.stemming == Stemming::learned) return learnt;
  if (!learnt.empty()) throw_invalid("stems", "not empty", "empty where stemming is not learned");
  return options.stemming == Stemming::snowball ? Stems::of_language() : Stems();
}

}  // namespace

Tokenizer topic_tokenizer(const TopicOptions& options, const std::string& corpus_language,
                          const StemTable& learnt) {
  TokenizerOptions result;
  result.language = options.language;
  result.corpus_language = corpus_language;
  result.filter = {.numbers = options.numbers, .max_length = longest_term};
  if (options.stop_words) result.stop_words = *options.stop_words;
  result.language_stop_words = !options.stop_words;
  result.stop_words.insert(StopWords(options.exclude));
  result.title_weight = options.title_weight;
  result.stems = stems_of(options, learnt);
  return Tokenizer(std::move(result));
}

}}}  // namespace tema::v0::detail
