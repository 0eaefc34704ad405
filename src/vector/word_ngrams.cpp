#include "tema/vector/word_ngrams.hpp"

#include "vector/corpus_ids.hpp"
#include "vector/ngram_tokenizer.hpp"

namespace tema { inline namespace v0 {

TokenizedCorpus word_ngrams(const TokenizedCorpus& corpus, const WordNgrams& ngrams, const RunContext& run) {
  const detail::MakePartTokenizer make = detail::with_ngrams(detail::ids_of(corpus), ngrams, run.stop);
  TokenizedCorpus result = detail::build_corpus(corpus.documents(), make, run);
  result.ill_formed = corpus.ill_formed;
  result.truncated_words = corpus.truncated_words;
  result.unknown_languages = corpus.unknown_languages;
  result.languages = corpus.languages;
  return result;
}

}}  // namespace tema::v0
