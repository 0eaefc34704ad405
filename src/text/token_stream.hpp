#pragma once

#include "tema/core/error.hpp"
#include "tema/text/normalizer.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/text/word_segmenter.hpp"
#include "text/reduplication.hpp"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace tema::inline v0::detail {

/// Calls emit(Word) for each word of the text, reduplications joined if asked. Throws Cancelled on a stop.
template <class Emit>
void for_each_word(std::string_view text, bool join_reduplication, const std::stop_token& stop, Emit&& emit) {
  std::optional<Word> held;
  bool held_is_joined = false;
  const auto continues_held = [&](const Word& next) {
    if (!held || held_is_joined || held->kind != TokenKind::word || next.kind != TokenKind::word)
      return false;
    if (hyphen_size(text.substr(held->span.end, next.span.begin - held->span.end)) == 0) return false;
    return is_reduplication(fold(text.substr(held->span.begin, held->span.size())),
                            fold(text.substr(next.span.begin, next.span.size())));
  };

  const auto take = [&](const Word& next) {
    if (next.kind == TokenKind::emoji) return;
    if (!join_reduplication) {
      emit(next);
    } else if (continues_held(next)) {
      held->span.end = next.span.end;
      held_is_joined = true;
    } else {
      if (held) emit(*held);
      held = next;
      held_is_joined = false;
    }
  };
  WordSegmenter segmenter(text, {}, {.stop = stop});
  for (auto words = segmenter.next(); !words.empty(); words = segmenter.next()) {
    for (const Word& word : words) take(word);
  }
  if (held) emit(*held);
}

/// The analysed form of a surface, or nothing if the options drop it.
std::optional<std::string> analyse(std::string_view surface, TokenKind kind, const TokenizerOptions& options);

}  // namespace tema::inline v0::detail
