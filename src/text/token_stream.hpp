#pragma once

#include "tema/core/error.hpp"
#include "tema/text/normalizer.hpp"
#include "tema/text/tokenizer.hpp"
#include "text/decode.hpp"
#include "text/icu_breaker.hpp"
#include "text/reduplication.hpp"

#include <unicode/uchar.h>

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace tema::inline v0::detail {

/// A word-like span of a source, before the options' filters.
struct Surface {
  ByteSpan span;
  TokenKind kind;
};

/// True if `surface` has digits and no letter.
inline bool is_number(std::string_view surface) {
  bool has_digit = false;
  for (std::size_t i = 0; i < surface.size();) {
    const CodePoint point = decode(surface, i);
    if (u_isUAlphabetic(point.value) != 0) return false;
    has_digit = has_digit || u_isdigit(point.value) != 0;
    i += point.size;
  }
  return has_digit;
}

/// The kind of a word-like span. Whether it is a number is read from its bytes alone: ICU's status is that of
/// the rule which ended the run, and by it "covid19" is a number, and so is the first word of "ภาษาไทย2021".
inline TokenKind kind_of(std::int32_t icu_status, std::string_view surface) {
  if (is_number(surface)) return TokenKind::number;
  if (icu_status >= UBRK_WORD_IDEO) return TokenKind::ideographic;
  return icu_status >= UBRK_WORD_KANA ? TokenKind::kana : TokenKind::word;
}

/// Calls emit(Surface) for each word of the text, reduplications joined if asked. Throws Cancelled on a stop.
template <class Emit>
void for_each_surface(std::string_view text, bool join_reduplication, const std::stop_token& stop,
                      Emit&& emit) {
  constexpr unsigned words_between_stops = 4096;
  auto& breaker = IcuBreaker::of_this_thread(UBRK_WORD);
  breaker.start(text);

  std::optional<Surface> held;
  bool held_is_joined = false;
  const auto continues_held = [&](const Surface& next) {
    if (!held || held_is_joined || held->kind != TokenKind::word || next.kind != TokenKind::word)
      return false;
    if (hyphen_size(text.substr(held->span.end, next.span.begin - held->span.end)) == 0) return false;
    return is_reduplication(fold(text.substr(held->span.begin, held->span.size())),
                            fold(text.substr(next.span.begin, next.span.size())));
  };

  for (unsigned words = 1; breaker.next(); ++words) {
    if (words % words_between_stops == 0 && stop.stop_requested()) throw Cancelled();
    if (breaker.status() < UBRK_WORD_NUMBER) continue;
    const ByteSpan span{breaker.begin(), breaker.end()};
    const Surface next{span, kind_of(breaker.status(), text.substr(span.begin, span.size()))};
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
  }
  if (held) emit(*held);
}

/// The analysed form of a surface, or nothing if the options drop it.
std::optional<std::string> analyse(std::string_view surface, TokenKind kind, const TokenizerOptions& options);

}  // namespace tema::inline v0::detail
