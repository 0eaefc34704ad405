#include "topics/topic_tokenizer.hpp"

#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t longest_term = 64;  // in code points; longer terms are no words

}  // namespace

Tokenizer topic_tokenizer(const TopicOptions& options, const std::string& corpus_language,
                          const StemTable& stems) {
  TokenizerOptions result;
  result.language = options.language;
  result.corpus_language = corpus_language;
  result.numbers = options.numbers;
  result.max_length = longest_term;
  if (options.stop_words) result.stop_words = *options.stop_words;
  result.language_stop_words = !options.stop_words;
  result.stop_words.insert(StopWords(options.exclude));
  result.stem = options.stemming == Stemming::snowball;
  result.stem_table = stems;
  return Tokenizer(std::move(result));
}

}}}  // namespace tema::v0::detail
