#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/core/types.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/corpus/vocabulary.hpp"

#include <concepts>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// Takes the tokens of a text, one after the other.
class TermSink {
 public:
  TermSink(Vocabulary& vocabulary, std::vector<TermId>& ids) : vocabulary_(vocabulary), ids_(ids) {}

  /// Adds a token; its bytes may go afterwards.
  void operator()(std::string_view term) { ids_.push_back(vocabulary_.intern(term)); }

 private:
  Vocabulary& vocabulary_;
  std::vector<TermId>& ids_;
};

/// What can take the place of a Tokenizer: it is called with a text, and hands each token to the sink. It is
/// called from many threads at a time, and must be a pure function of the text.
template <class T>
concept CustomTokenizer = requires(const T& tokenizer, std::string_view text, TermSink& sink) {
  tokenizer(text, sink);
};

namespace detail {
/// A CustomTokenizer whose type is gone: one call through a pointer for each text.
struct CustomTokenizerCall {
  void (*call)(const void* tokenizer, std::string_view text, TermSink& sink);
  const void* tokenizer;
};
TEMA_EXPORT TokenizedCorpus tokenize_custom(TextsView texts, const CustomTokenizerCall& tokenizer,
                                            const RunContext& run);
}  // namespace detail

/// The tokens of many texts by a tokenizer of your own, as Tokenizer::tokenize gives them:
///
///     const auto words_at_spaces = [](std::string_view text, tema::TermSink& sink) { … sink(word) … };
///     const tema::TokenizedCorpus corpus = tema::tokenize(texts, words_at_spaces);
///
/// The same for any number of threads. What the tokenizer throws ends the call. Throws Cancelled on a stop,
/// which waits for the texts that were begun.
template <CustomTokenizer T>
[[nodiscard]] TokenizedCorpus tokenize(TextsView texts, const T& tokenizer, const RunContext& run = {}) {
  // A function, too, is an object now.
  const auto object = [&tokenizer](std::string_view text, TermSink& sink) { tokenizer(text, sink); };
  const auto call = [](const void* erased, std::string_view text, TermSink& sink) {
    (*static_cast<decltype(&object)>(erased))(text, sink);
  };
  return detail::tokenize_custom(texts, {call, &object}, run);
}

}}  // namespace tema::v0
