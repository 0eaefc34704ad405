#include "tema/text/word_segmenter.hpp"

#include "tema/core/error.hpp"
#include "text/unicode/icu_breaker.hpp"
#include "text/unicode/word_rules.hpp"
#include "text/unicode/word_scan.hpp"

#include <algorithm>

namespace tema { inline namespace v0 {

using detail::WordClass;
using detail::WordRules;
using detail::WordSegment;

namespace {

constexpr std::size_t bytes_between_stops = std::size_t{1} << 20;

/// An ASCII character that joins nothing, so that what follows does not depend on what precedes it.
bool is_safe(char c) {
  constexpr std::string_view joining = "'.:,;\"_`";
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool is_ascii = static_cast<unsigned char>(c) < 0x80;
  return is_ascii && !is_letter && !(c >= '0' && c <= '9') && joining.find(c) == std::string_view::npos;
}

}  // namespace

std::string_view unicode_version() { return detail::break_tables_version; }

/// A maximal run of letters that a dictionary cuts, including their combining marks.
class WordSegmenter::DictionaryRun {
 public:
  DictionaryRun(std::string_view text, std::size_t begin, bool backticks)
      : text_(text), begin_(begin), end_(begin), backticks_(backticks) {
    WordClass next = WordClass::other;
    while (end_ < text.size()) {
      const detail::WordPoint point = detail::word_point(text, end_);
      next = point.value;
      if (!is_dictionary_class(next) && !detail::is_ignored(next)) break;
      if (is_dictionary_class(next)) {
        last_ = end_;
        last_class_ = next;
      }
      end_ += point.size;
    }
    const bool goes_on = next == WordClass::extendnumlet || next == WordClass::kana_mark;
    is_joined_ = last_class_ == WordClass::katakana && goes_on && end_ < text.size();
    breaker_->start(text.substr(begin, end_ - begin));
  }

  /// The next word; empty at the end. What UAX #29 joins to katakana of the run becomes part of its last
  /// word.
  ByteSpan next() {
    if (!breaker_->next()) return {end_, end_};
    ByteSpan word{begin_ + breaker_->begin(), begin_ + breaker_->end()};
    if (word.end == end_ && is_joined_) word.end = end_ = WordRules::segment_at(text_, last_, backticks_).end;
    return word;
  }

 private:
  std::string_view text_;
  std::size_t begin_;
  std::size_t end_;
  std::size_t last_ = 0;  // where the last letter begins
  WordClass last_class_ = WordClass::other;
  bool is_joined_ = false;
  bool backticks_;
  detail::IcuBreaker::Borrowed breaker_ = detail::IcuBreaker::borrow();
};

WordSegmenter::WordSegmenter(std::string_view text, WordSegmenterOptions options, const RunContext& run)
    : text_(text), options_(options), stop_(run.stop) {}
WordSegmenter::~WordSegmenter() = default;

std::span<const Word> WordSegmenter::next() {
  count_ = 0;
  while (count_ == 0 && position_ < text_.size()) {
    if (stop_.stop_requested()) throw Cancelled();
    bool is_plain = false;
    if (!dictionary_run_) {
      const std::size_t limit = std::min(text_.size(), position_ + bytes_between_stops);
      detail::WordScan scan{text_, limit, position_, buffer_.words, count_, capacity, options_.backticks};
      is_plain = detail::scan_words(scan);
      position_ = scan.position;
      count_ = scan.count;
    }
    if (!is_plain) cut_carefully();
  }
  return {buffer_.words, count_};
}

/// Cuts by the plain rules until the fast way can go on.
void WordSegmenter::cut_carefully() {
  if (!dictionary_run_) {
    // A mark that belongs to the character before it begins no segment. Here that character is ASCII, and in
    // no word.
    const WordClass first = detail::word_point(text_, position_).value;
    if (position_ > 0 && detail::is_ignored(first) &&
        detail::word_class(static_cast<unsigned char>(text_[position_ - 1])) != WordClass::line_end) {
      --position_;
      while (position_ > 0 && text_[position_] == ' ' && text_[position_ - 1] == ' ') --position_;
    }
  }
  while (count_ < capacity && position_ < text_.size()) {
    if (!dictionary_run_ && options_.dictionary &&
        is_dictionary_class(detail::word_point(text_, position_).value)) {
      dictionary_run_ = std::make_unique<DictionaryRun>(text_, position_, options_.backticks);
    }
    if (dictionary_run_) {
      const ByteSpan word = dictionary_run_->next();
      if (word.size() == 0) {
        dictionary_run_.reset();
      } else {
        put(word, detail::kind_of_word(text_.substr(word.begin, word.size())));
      }
      position_ = word.end;
      continue;
    }
    const WordSegment segment = WordRules::segment_at(text_, position_, options_.backticks);
    if (const auto kind = segment.kind()) put({position_, segment.end}, *kind);
    position_ = segment.end;
    if (is_safe(text_[position_ - 1])) return;
  }
}

}}  // namespace tema::v0
