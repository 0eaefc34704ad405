#include "text/analysis/word_stream.hpp"

#include "tema/text/normalizer.hpp"
#include "text/analysis/cut_word.hpp"
#include "text/languages/indonesian/hyphen.hpp"
#include "text/languages/indonesian/reduplication.hpp"
#include "text/unicode/hyphen.hpp"

namespace tema { inline namespace v0 { namespace detail {

bool WordStream::continues_indonesian(std::string_view first, std::string_view second) const {
  if (held_is_joined_) return continues_hyphenated_word(first, second);
  return is_reduplication(fold(first), fold(second)) || is_hyphenated_word(first, second);
}

bool WordStream::continues_held(const Word& next) const {
  const std::size_t gap = next.span.begin - held_->span.end;
  if (gap == 0 || gap > longest_line_end || text_[held_->span.end] == ' ') return false;  // as for most words
  const auto is_word = [](const Word& word) {
    return word.kind == TokenKind::word || word.kind == TokenKind::number;
  };
  if (!is_word(*held_) || !is_word(next)) return false;
  const std::string_view first = text_.substr(held_->span.begin, held_->span.size());
  const std::string_view between = text_.substr(held_->span.end, gap);
  const std::string_view second = text_.substr(next.span.begin, next.span.size());
  if (hyphen_size(between) > 0) return joins_.indonesian && continues_indonesian(first, second);
  return joins_.line_ends && is_line_end(first, between) &&
         (is_cut_word(first, second) || (joins_.indonesian && continues_indonesian(first, second)));
}

/// True if ² or ³ directly follows a word that it belongs to.
bool WordStream::has_power(const Word& word) const {
  const std::string_view rest = text_.substr(word.span.end, 2);
  if (rest != "\xC2\xB2" && rest != "\xC2\xB3") return false;
  return is_length_unit(text_.substr(word.span.begin, word.span.size()));
}

std::span<const Word> WordStream::next_joined() {
  joined_.clear();
  while (joined_.empty()) {
    const std::span<const Word> words = segmenter_.next();
    for (const Word& word : words) {
      if (held_ && continues_held(word)) {
        held_->span.end = word.span.end;
        held_->kind = TokenKind::word;
        held_is_joined_ = true;
      } else {
        if (held_) joined_.push_back(*held_);
        held_ = word;
        held_is_joined_ = false;
      }
      if (joins_.indonesian && has_power(*held_)) held_->span.end += 2;
    }
    if (words.empty()) {
      if (held_) joined_.push_back(*held_);
      held_.reset();
      break;
    }
  }
  return joined_;
}

}}}  // namespace tema::v0::detail
