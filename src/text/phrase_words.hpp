#pragma once

#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/text/tokenizer.hpp"

#include <span>
#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Two words that may become a phrase.
struct WordPair {
  TermId first;
  TermId second;
};

/// Reads texts as sequences of the words in which a tokenizer finds its phrases: folded, before stop words
/// are dropped and words are stemmed. Phrases that the tokenizer already has are one word each.
class PhraseWords {
 public:
  explicit PhraseWords(const TokenizerOptions& options);

  /// The words, with phrase_border wherever no phrase may continue.
  [[nodiscard]] TokenizedCorpus read(TextsView texts, const RunContext& run) const {
    return tokenizer_.tokenize(texts, run);
  }

  /// Which terms of such a corpus are stop words in the language of one of its documents.
  [[nodiscard]] std::vector<bool> stop_words(const TokenizedCorpus& corpus) const;

  /// For each pair of words of such a corpus, the phrase by which a tokenizer finds it, as Phrases lists it.
  /// It is "" if there is none, because the two words are read differently when they stand beside each other.
  [[nodiscard]] std::vector<std::string> phrases(const TokenizedCorpus& corpus,
                                                 std::span<const WordPair> pairs,
                                                 const RunContext& run) const;

 private:
  Tokenizer tokenizer_;
};

}}}  // namespace tema::v0::detail
