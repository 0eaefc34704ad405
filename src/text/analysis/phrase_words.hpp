#pragma once

#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/text/tokenizer.hpp"

#include <span>
#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Two words that are to be a phrase.
struct WordPair {
  TermId first;
  TermId second;
};

/// Reads texts as sequences of the words that a tokenizer finds its phrases in: folded, before stop words are
/// dropped and stems taken. The phrases that the tokenizer has are one word each.
class PhraseWords {
 public:
  explicit PhraseWords(const TokenizerOptions& options);

  /// The words, with phrase_border wherever no phrase may go on.
  [[nodiscard]] TokenizedCorpus read(TextsView texts, const RunContext& run) const {
    return tokenizer_.tokenize(texts, run);
  }

  /// Which terms of such a corpus are stop words in a language of its documents.
  [[nodiscard]] std::vector<bool> stop_words(const TokenizedCorpus& corpus) const;

  /// For each pair of such a corpus, the phrase by which a tokenizer finds it, as Phrases lists it; "" if
  /// there is none, because the words read otherwise where they stand beside each other.
  [[nodiscard]] std::vector<std::string> phrases(const TokenizedCorpus& corpus,
                                                 std::span<const WordPair> pairs,
                                                 const RunContext& run) const;

 private:
  Tokenizer tokenizer_;
};

}}}  // namespace tema::v0::detail
