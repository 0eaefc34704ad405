#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/token_source.hpp"
#include "tema/corpus/tokenized_corpus.hpp"

#include <cstddef>
#include <memory>
#include <stop_token>

namespace tema { inline namespace v0 {

/// N-grams of tokens as terms, in place of single tokens: sequences of `min` to `max` tokens, at most 16.
///
/// With `skip`, they are skip-grams: up to `skip` tokens in all, at most 16, may be left out between the
/// first and the last token (Guthrie et al., A Closer Look at Skip-gram Modelling, 2006). A term is its
/// tokens, joined by single spaces. Options by which more than 1,000 n-grams would begin at one token are
/// refused.
struct WordNgrams {
  std::size_t min = 1;
  std::size_t max = 1;
  std::size_t skip = 0;

  friend bool operator==(const WordNgrams&, const WordNgrams&) = default;
};

/// The corpus with n-grams as its tokens. A corpus does not tell where titles begin, so n-grams may go from a
/// text to its title; those of NgramSource do not. They come in the order of their first tokens; of those,
/// shorter ones come first, and of equally long ones those that skip less at their ends. Linear in the size
/// of the result. Throws std::invalid_argument for a range that is empty or out of bounds; Cancelled on a
/// stop.
[[nodiscard]] TEMA_EXPORT TokenizedCorpus word_ngrams(const TokenizedCorpus& corpus, const WordNgrams& ngrams,
                                                      const RunContext& run = {});

/// A token source that gives the n-grams of the tokens of another source. The span of an n-gram reaches from
/// its first token to its last. The order is that of word_ngrams. No n-gram goes from a text to its title.
class TEMA_EXPORT NgramSource {
 public:
  /// Throws std::invalid_argument for what word_ngrams refuses.
  NgramSource(AnyTokenSource words, const WordNgrams& ngrams);

  void operator()(const SourceText& text, TokenSink& sink) const;

  /// For AnyTokenSource.
  [[nodiscard]] std::unique_ptr<detail::TokenReader> make_reader(const std::stop_token& stop) const;
  [[nodiscard]] NgramSource without_memory() const { return {words_.without_memory(), ngrams_}; }

 private:
  AnyTokenSource words_;
  WordNgrams ngrams_;
};

}}  // namespace tema::v0
