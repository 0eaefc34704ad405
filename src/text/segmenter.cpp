#include "tema/text/segmenter.hpp"

#include "core/stop_check.hpp"
#include "tema/text/word_segmenter.hpp"
#include "text/languages/abbreviation_lists.hpp"
#include "text/languages/language.hpp"
#include "text/unicode/decode.hpp"
#include "text/unicode/grapheme_rules.hpp"
#include "text/unicode/sentence_rules.hpp"

#include <unicode/uchar.h>

namespace tema { inline namespace v0 {

namespace {

using detail::StopCheck;

bool is_white(const detail::CodePoint& point) {
  if (point.value < 0x80) return point.value == ' ' || (point.value >= '\t' && point.value <= '\r');
  return u_isUWhiteSpace(point.value) != 0;
}

/// The span without the white space at its ends. It does not look at what is between the ends.
ByteSpan trim(std::string_view text, ByteSpan span, StopCheck& check) {
  const std::string_view head = text.substr(0, span.end);
  while (span.begin < span.end) {
    const detail::CodePoint point = detail::decode(head, span.begin);
    if (!is_white(point)) break;
    span.begin += point.size;
    check();
  }
  while (span.begin < span.end) {
    const detail::CodePoint point = detail::last_code_point(text.substr(span.begin, span.size()));
    if (!is_white(point)) break;
    span.end -= point.size;
    check();
  }
  return span;
}

void append_trimmed(std::vector<ByteSpan>& spans, std::string_view text, ByteSpan span, StopCheck& check) {
  const ByteSpan trimmed = trim(text, span, check);
  if (trimmed.size() > 0) spans.push_back(trimmed);
}

bool is_mandatory_break(std::int32_t point) {
  return (point >= 0x0A && point <= 0x0D) || point == 0x85 || point == 0x2028 || point == 0x2029;
}

struct Line {
  ByteSpan span;                // without its line end
  bool ends_paragraph = false;  // true if U+2029 ends it
};

/// Calls visit(Line) for each line, the blank ones too, until it returns false.
template <class Visit>
void for_each_line(std::string_view text, StopCheck& check, Visit&& visit) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); check()) {
    const detail::CodePoint point = detail::decode(text, i);
    std::size_t next = i + point.size;
    if (is_mandatory_break(point.value)) {
      if (point.value == '\r' && next < text.size() && text[next] == '\n') ++next;
      if (!visit(Line{{begin, i}, point.value == 0x2029})) return;
      begin = next;
    }
    i = next;
  }
  if (begin < text.size()) visit(Line{{begin, text.size()}, false});
}

std::vector<ByteSpan> nonblank_lines(std::string_view text, StopCheck& check) {
  std::vector<ByteSpan> spans;
  for_each_line(text, check, [&](const Line& line) {
    append_trimmed(spans, text, line.span, check);
    return true;
  });
  return spans;
}

/// True if there is a blank line between two lines that are not blank.
bool has_blank_line(std::string_view text, StopCheck& check) {
  bool seen_text = false;
  bool seen_blank = false;
  bool found = false;
  for_each_line(text, check, [&](const Line& line) {
    const bool is_blank = trim(text, line.span, check).size() == 0;
    found = !is_blank && seen_blank;
    seen_text = seen_text || !is_blank;
    seen_blank = seen_text && is_blank;
    return !found;
  });
  return found;
}

std::vector<ByteSpan> paragraphs(std::string_view text, StopCheck& check) {
  if (!has_blank_line(text, check)) return nonblank_lines(text, check);
  std::vector<ByteSpan> spans;
  std::size_t begin = 0;
  for_each_line(text, check, [&](const Line& line) {
    if (!line.ends_paragraph && trim(text, line.span, check).size() > 0) return true;
    append_trimmed(spans, text, {begin, line.span.end}, check);
    begin = line.span.end;
    return true;
  });
  append_trimmed(spans, text, {begin, text.size()}, check);
  return spans;
}

std::vector<ByteSpan> words(std::string_view text, const RunContext& run) {
  std::vector<ByteSpan> spans;
  WordSegmenter segmenter(text, {}, run);
  for (auto batch = segmenter.next(); !batch.empty(); batch = segmenter.next()) {
    for (const Word& word : batch) {
      if (word.kind != TokenKind::emoji) spans.push_back(word.span);
    }
  }
  return spans;
}

std::vector<ByteSpan> sentences(std::string_view text, const detail::Abbreviations& abbreviations,
                                StopCheck& check) {
  std::vector<ByteSpan> spans;
  detail::SentenceRules rules(text, abbreviations);
  for (std::size_t begin = 0; begin < text.size();) {
    check();
    const std::size_t end = rules.end_of(begin);
    append_trimmed(spans, text, {begin, end}, check);
    begin = end;
  }
  return spans;
}

std::vector<ByteSpan> graphemes(std::string_view text, StopCheck& check) {
  std::vector<ByteSpan> spans;
  for (std::size_t begin = 0; begin < text.size();) {
    check();
    const std::size_t end = detail::GraphemeRules::end_at(text, begin);
    spans.push_back({begin, end});
    begin = end;
  }
  return spans;
}

std::vector<ByteSpan> segment(std::string_view text, Unit unit, const detail::Abbreviations& abbreviations,
                              const RunContext& run) {
  throw_if_stopped(run);
  StopCheck check(run);
  switch (unit) {
    case Unit::word:
      return words(text, run);
    case Unit::sentence:
      return sentences(text, abbreviations, check);
    case Unit::grapheme:
      return graphemes(text, check);
    case Unit::paragraph:
      return paragraphs(text, check);
    case Unit::line:
      return nonblank_lines(text, check);
  }
  return {};
}

}  // namespace

std::vector<ByteSpan> segment(std::string_view text, Unit unit, const RunContext& run) {
  return segment(text, unit, detail::Abbreviations::none(), run);
}

std::vector<ByteSpan> segment(std::string_view text, Unit unit, std::string_view language,
                              const RunContext& run) {
  return segment(text, unit, detail::abbreviations_of(detail::checked_language(language)), run);
}

}}  // namespace tema::v0
