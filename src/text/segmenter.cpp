#include "tema/text/segmenter.hpp"

#include "text/decode.hpp"
#include "text/icu_breaker.hpp"

#include <unicode/uchar.h>

namespace tema::inline v0 {

namespace {

/// The span without white space at its ends.
ByteSpan trim(std::string_view text, ByteSpan span) {
  std::size_t first = span.end;
  std::size_t last = span.end;
  for (std::size_t i = span.begin; i < span.end;) {
    const detail::CodePoint point = detail::decode(text.substr(0, span.end), i);
    if (point.value < 0 || u_isUWhiteSpace(point.value) == 0) {
      if (first == span.end) first = i;
      last = i + point.size;
    }
    i += point.size;
  }
  return {first, last};
}

void append_trimmed(std::vector<ByteSpan>& spans, std::string_view text, ByteSpan span) {
  const ByteSpan trimmed = trim(text, span);
  if (trimmed.size() > 0) spans.push_back(trimmed);
}

bool is_mandatory_break(std::int32_t point) {
  return (point >= 0x0A && point <= 0x0D) || point == 0x85 || point == 0x2028 || point == 0x2029;
}

struct Line {
  ByteSpan span;                // without its end
  bool ends_paragraph = false;  // ended by U+2029
};

std::vector<Line> all_lines(std::string_view text) {
  std::vector<Line> lines;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size();) {
    const detail::CodePoint point = detail::decode(text, i);
    std::size_t next = i + point.size;
    if (is_mandatory_break(point.value)) {
      if (point.value == '\r' && next < text.size() && text[next] == '\n') ++next;
      lines.push_back({{begin, i}, point.value == 0x2029});
      begin = next;
    }
    i = next;
  }
  if (begin < text.size()) lines.push_back({{begin, text.size()}, false});
  return lines;
}

std::vector<ByteSpan> nonblank_lines(std::string_view text, const std::vector<Line>& lines) {
  std::vector<ByteSpan> spans;
  for (const Line& line : lines) append_trimmed(spans, text, line.span);
  return spans;
}

std::vector<ByteSpan> paragraphs(std::string_view text) {
  const std::vector<Line> lines = all_lines(text);
  std::vector<ByteSpan> spans;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) { append_trimmed(spans, text, {begin, end}); };
  for (const Line& line : lines) {
    if (!line.ends_paragraph && trim(text, line.span).size() > 0) continue;
    close(line.span.end);
    begin = line.span.end;
  }
  close(text.size());
  // One span: nothing separates anything (blank lines before the first text or after the last do not).
  return spans.size() > 1 ? spans : nonblank_lines(text, lines);
}

std::vector<ByteSpan> words(std::string_view text) {
  std::vector<ByteSpan> spans;
  auto& breaker = detail::IcuBreaker::of_this_thread(UBRK_WORD);
  breaker.start(text);
  while (breaker.next()) {
    if (breaker.status() >= UBRK_WORD_NUMBER) spans.push_back({breaker.begin(), breaker.end()});
  }
  return spans;
}

std::vector<ByteSpan> sentences(std::string_view text) {
  std::vector<ByteSpan> spans;
  auto& breaker = detail::IcuBreaker::of_this_thread(UBRK_SENTENCE);
  breaker.start(text);
  while (breaker.next()) append_trimmed(spans, text, {breaker.begin(), breaker.end()});
  return spans;
}

}  // namespace

std::vector<ByteSpan> segment(std::string_view text, Unit unit) {
  switch (unit) {
    case Unit::word:
      return words(text);
    case Unit::sentence:
      return sentences(text);
    case Unit::paragraph:
      return paragraphs(text);
    case Unit::line:
      return nonblank_lines(text, all_lines(text));
  }
  return {};
}

}  // namespace tema::inline v0
