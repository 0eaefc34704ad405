#include "text/word_stream.hpp"

#include "tema/text/normalizer.hpp"
#include "text/reduplication.hpp"

namespace tema::inline v0::detail {

bool WordStream::continues_held(const Word& next) const {
  constexpr std::size_t longest_hyphen = 3;
  const std::size_t gap = next.span.begin - held_->span.end;
  if (gap == 0 || gap > longest_hyphen || text_[held_->span.end] == ' ') return false;  // as most are
  if (held_is_joined_ || held_->kind != TokenKind::word || next.kind != TokenKind::word) return false;
  if (hyphen_size(text_.substr(held_->span.end, gap)) == 0) return false;
  return is_reduplication(fold(text_.substr(held_->span.begin, held_->span.size())),
                          fold(text_.substr(next.span.begin, next.span.size())));
}

std::span<const Word> WordStream::next_joined() {
  joined_.clear();
  while (joined_.empty()) {
    const std::span<const Word> words = segmenter_.next();
    for (const Word& word : words) {
      if (held_ && continues_held(word)) {
        held_->span.end = word.span.end;
        held_is_joined_ = true;
        continue;
      }
      if (held_) joined_.push_back(*held_);
      held_ = word;
      held_is_joined_ = false;
    }
    if (words.empty()) {
      if (held_) joined_.push_back(*held_);
      held_.reset();
      break;
    }
  }
  return joined_;
}

}  // namespace tema::inline v0::detail
