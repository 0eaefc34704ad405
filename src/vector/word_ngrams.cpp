#include "tema/vector/word_ngrams.hpp"

#include "text/corpus_builder.hpp"
#include "vector/ngram_reader.hpp"
#include "vector/tokenized_corpus_reader.hpp"

namespace tema { inline namespace v0 {

TokenizedCorpus word_ngrams(const TokenizedCorpus& corpus, const WordNgrams& ngrams, const RunContext& run) {
  detail::check_ngrams(ngrams);
  const detail::MakeReader words = detail::readers_of(corpus);
  const auto make = [&] { return detail::ngram_reader(words(), ngrams, run.stop); };
  TokenizedCorpus result = detail::build_corpus(TextsView::without_text(corpus.documents()), make, run);
  result.ill_formed = corpus.ill_formed;
  result.truncated_words = corpus.truncated_words;
  result.unknown_languages = corpus.unknown_languages;
  result.languages = corpus.languages;
  return result;
}

}}  // namespace tema::v0
