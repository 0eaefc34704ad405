#include "text/web/web_spans.hpp"

#include "text/unicode/break_tables.hpp"
#include "text/unicode/decode.hpp"

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// The role of a character in a name.
enum class Part : std::uint8_t {
  none,
  letter,
  tight_letter,  // of a script without spaces around its words
  digit,
  mark,  // including ZWJ and ZWNJ
  connector
};

bool is_letter(Part part) { return part == Part::letter || part == Part::tight_letter; }
bool begins_label(Part part) { return is_letter(part) || part == Part::digit; }

bool is_hangul(std::uint32_t c) {
  const GraphemeClass value = grapheme_class(c);
  return value >= GraphemeClass::l && value <= GraphemeClass::lvt;
}

Part part_of(std::int32_t point) {
  constexpr std::uint32_t narrow_space = 0x202F;  // which joins words by UAX #29
  if (point < 0) return Part::none;
  const auto c = static_cast<std::uint32_t>(point);
  const WordClass value = word_class(c);
  switch (value) {
    case WordClass::letter:
      return c >= 0x80 && is_hangul(c) ? Part::tight_letter : Part::letter;
    case WordClass::hebrew_letter:
    case WordClass::pictographic_letter:
      return Part::letter;
    case WordClass::single_letter:
    case WordClass::single_ideograph:
      return Part::tight_letter;
    case WordClass::numeric:
      return Part::digit;
    case WordClass::joiner:
    case WordClass::kana_mark:
      return Part::mark;
    case WordClass::extend:
      return sentence_class(c) == SentenceClass::extend ? Part::mark : Part::none;
    case WordClass::extendnumlet:
      return c == narrow_space ? Part::none : Part::connector;
    default:
      return is_dictionary_class(value) ? Part::tight_letter : Part::none;
  }
}

bool is_in(std::int32_t c, std::int32_t first, std::int32_t last) { return c >= first && c <= last; }

/// True for characters that cannot be in a URL, and for an ill-formed part (-1).
bool ends_url(std::int32_t c) {
  if (c < 0x80) return c <= 0x20 || c == '"' || c == '<' || c == '>' || c == '`' || c == 0x7F;
  if (c < 0x2000) return c <= 0xA0 || c == 0xAB || c == 0xBB || c == 0x1680;
  if (is_in(c, 0x2000, 0x206F)) {
    const bool is_invisible =
        c <= 0x200B || is_in(c, 0x200E, 0x200F) || is_in(c, 0x2028, 0x202F) || c >= 0x205F;
    return is_invisible || is_in(c, 0x2018, 0x201F) || is_in(c, 0x2039, 0x203A);
  }
  const bool is_cjk = is_in(c, 0x3000, 0x3003) || is_in(c, 0x3008, 0x3011) || is_in(c, 0x3014, 0x301B) ||
                      is_in(c, 0x301D, 0x301F);
  const bool is_wide = c == 0xFF01 || c == 0xFF02 || is_in(c, 0xFF07, 0xFF09) || c == 0xFF0C || c == 0xFF0E ||
                       c == 0xFF1A || c == 0xFF1B || c == 0xFF1F || c == 0xFF3B || c == 0xFF3D ||
                       is_in(c, 0xFF5B, 0xFF64);
  return is_cjk || is_wide || c == 0xFEFF || c == 0xFFFD;
}

/// True for characters at the end that belong to the sentence or clause, not to the URL.
bool is_trailing(std::int32_t c) {
  switch (c) {
    case '.':
    case ',':
    case ':':
    case ';':
    case '!':
    case '?':
    case '\'':
    case 0x060C:  // Arabic comma, semicolon, question mark and full stop
    case 0x061B:
    case 0x061F:
    case 0x06D4:
    case 0x0964:  // danda and double danda
    case 0x0965:
    case 0x2026:  // …
      return true;
    default:
      return false;
  }
}

/// For each kind of bracket, how many more are opened than closed.
class Brackets {
 public:
  void add(std::int32_t c, int times) {
    constexpr std::string_view open = "([{";
    constexpr std::string_view close = ")]}";
    if (c < 0 || c >= 0x80) return;
    const char bracket = static_cast<char>(c);
    if (const std::size_t i = open.find(bracket); i != open.npos) balance_[i] += times;
    if (const std::size_t i = close.find(bracket); i != close.npos) balance_[i] -= times;
  }
  [[nodiscard]] bool is_unopened(std::int32_t c) const {
    return (c == ')' && balance_[0] < 0) || (c == ']' && balance_[1] < 0) || (c == '}' && balance_[2] < 0);
  }

 private:
  std::int64_t balance_[3] = {};
};

using Byte = unsigned char;
constexpr std::size_t longest_mark = 3;

/// True if the text at `bytes` is "@", "#", ":/", "ww", "＠" or "＃". Without branches.
bool is_mark(const Byte* bytes) {
  const Byte first = bytes[0];
  const Byte second = bytes[1];
  const Byte third = bytes[2];
  return (first == '@') | (first == '#') | ((first == ':') & (second == '/')) |
         (((first | 0x20) == 'w') & ((second | 0x20) == 'w')) |
         ((first == 0xEF) & (second == 0xBC) & ((third == 0xA0) | (third == 0x83)));
}

/// A loop that compilers turn into SIMD.
bool has_mark(const Byte* bytes, std::size_t size) {
  unsigned found = 0;
  for (std::size_t i = 0; i < size; ++i) found |= is_mark(bytes + i) ? 1U : 0U;
  return found != 0;
}

std::size_t next_mark(std::string_view text, std::size_t at) {
  constexpr std::size_t block = 64;
  const auto* bytes = reinterpret_cast<const Byte*>(text.data());
  while (text.size() - at >= block + longest_mark && !has_mark(bytes + at, block)) at += block;
  for (; text.size() - at >= longest_mark; ++at) {
    if (is_mark(bytes + at)) return at;
  }
  for (; at < text.size(); ++at) {
    Byte padded[longest_mark] = {};
    std::copy(bytes + at, bytes + text.size(), padded);
    if (is_mark(padded)) return at;
  }
  return at;
}

/// Finds what a marker at some position belongs to, if that may begin at `first` or later.
class MarkReader {
 public:
  MarkReader(std::string_view text, std::size_t first) : text_(text), first_(first) {}

  /// The URL, address or name that is marked at `at`; an empty span if there is none.
  [[nodiscard]] WebSpan read(std::size_t at) const {
    constexpr std::size_t wide_size = 3;
    switch (text_[at]) {
      case ':':
        return {url_with_scheme(at), WebKind::url};
      case 'w':
      case 'W':
        return {url_without_scheme(at), WebKind::url};
      case '#':
        return {hashtag(at, at + 1), WebKind::hashtag};
      case '@':
        if (const ByteSpan span = email(at); span.size() > 0) return {span, WebKind::email};
        return {mention(at, at + 1), WebKind::mention};
      default:
        if (text_.substr(at).starts_with("＃")) return {hashtag(at, at + wide_size), WebKind::hashtag};
        return {mention(at, at + wide_size), WebKind::mention};
    }
  }

 private:
  struct Name {
    std::size_t end;
    std::size_t length = 0;  // in code points
    bool has_letter = false;
    bool has_digit = false;
  };
  struct Label {
    std::size_t end;
    std::size_t loose_end;  // before tight letters, if it does not begin with one
    Part first = Part::none;
  };

  static bool is_joiner(std::int32_t point) { return point == 0x200C || point == 0x200D; }

  /// The last character before `at` that is not a combining mark, or a mark if there is none.
  [[nodiscard]] CodePoint base_before(std::size_t at) const {
    CodePoint point{-1, 0};
    while (at > 0) {
      point = last_code_point(text_.substr(0, at));
      if (part_of(point.value) != Part::mark) break;
      at -= point.size;
    }
    return point;
  }
  [[nodiscard]] bool is_within_word(std::size_t at) const {
    const Part part = part_of(base_before(at).value);
    return part != Part::none && part != Part::tight_letter;
  }

  /// Letters, marks, digits and connectors. A mark cannot come first, nor a joiner last.
  [[nodiscard]] Name name_at(std::size_t begin) const {
    Name name{begin};
    std::size_t length = 0;
    for (std::size_t i = begin; i < text_.size();) {
      const CodePoint point = decode(text_, i);
      const Part part = part_of(point.value);
      if (part == Part::none || (part == Part::mark && i == begin)) break;
      name.has_letter |= is_letter(part);
      name.has_digit |= part == Part::digit;
      i += point.size;
      ++length;
      if (!is_joiner(point.value)) name = {i, length, name.has_letter, name.has_digit};
    }
    return name;
  }

  [[nodiscard]] ByteSpan mention(std::size_t at, std::size_t name_begin) const {
    constexpr std::size_t longest = 64;
    if (is_within_word(at)) return {};
    const Name name = name_at(name_begin);
    const bool is_name = (name.has_letter || name.has_digit) && name.length <= longest;
    return is_name ? ByteSpan{at, name.end} : ByteSpan{};
  }

  [[nodiscard]] ByteSpan hashtag(std::size_t at, std::size_t name_begin) const {
    const std::int32_t before = base_before(at).value;
    if (before == '&' || part_of(before) != Part::none) return {};
    const Name name = name_at(name_begin);
    return name.has_letter ? ByteSpan{at, name.end} : ByteSpan{};
  }

  [[nodiscard]] ByteSpan email(std::size_t at) const {
    const std::size_t begin = local_part_begin(at);
    if (begin == at) return {};
    const std::size_t end = domain_end(at + 1);
    return end > at + 1 ? ByteSpan{begin, end} : ByteSpan{};
  }

  /// The beginning of the local part that ends at `at`, or `at` if there is none.
  [[nodiscard]] std::size_t local_part_begin(std::size_t at) const {
    constexpr std::size_t longest = 64;
    constexpr std::string_view others = ".!#$%&'*+-/=?^_`{|}~";
    std::size_t begin = at;
    std::size_t length = 0;
    bool is_loose = true;
    std::int32_t behind = '.';
    for (std::size_t i = at, count = 1; i > first_; ++count) {
      const CodePoint point = last_code_point(text_.substr(first_, i - first_));
      const Part part = part_of(point.value);
      if (i == at) is_loose = part != Part::tight_letter;
      const bool is_other =
          is_in(point.value, 0, 0x7F) && others.find(static_cast<char>(point.value)) != others.npos;
      if (part == Part::none && !is_other) break;
      if ((part == Part::tight_letter && is_loose) || (point.value == '.' && behind == '.')) break;
      i -= point.size;
      behind = point.value;
      if (part != Part::none && part != Part::mark) {
        begin = i;
        length = count;
      }
    }
    return length <= longest ? begin : at;
  }

  [[nodiscard]] Label label_at(std::size_t begin) const {
    Label label{begin, begin};
    bool is_loose = true;
    for (std::size_t i = begin; i < text_.size();) {
      const CodePoint point = decode(text_, i);
      const Part part = part_of(point.value);
      if (i == begin) {
        if (!begins_label(part)) break;
        label.first = part;
      }
      if (point.value != '-' && (part == Part::none || part == Part::connector)) break;
      is_loose = is_loose && (part != Part::tight_letter || label.first == Part::tight_letter);
      i += point.size;
      if (point.value == '-' || is_joiner(point.value)) continue;
      label.end = i;
      if (is_loose) label.loose_end = i;
    }
    return label;
  }

  /// The end of a domain of at least two labels that begins at `at`, or `at` if there is none.
  [[nodiscard]] std::size_t domain_end(std::size_t at) const {
    std::size_t end = at;
    for (bool is_first = true;; is_first = false) {
      const Label label = label_at(at);
      if (!is_first && is_letter(label.first)) end = label.loose_end;
      if (label.end == at || !text_.substr(label.end).starts_with('.')) return end;
      at = label.end + 1;
    }
  }

  [[nodiscard]] ByteSpan url_with_scheme(std::size_t colon) const {
    constexpr std::size_t longest = 16;
    const std::size_t body = colon + 3;
    if (!text_.substr(colon).starts_with("://")) return {};
    std::size_t begin = colon;
    for (std::size_t i = colon; i > first_; --i) {
      const char c = text_[i - 1];
      const bool is_ascii_letter = is_in(c | 0x20, 'a', 'z');
      if (!is_ascii_letter && !is_in(c, '0', '9') && c != '+' && c != '-') break;
      if (is_ascii_letter) begin = i - 1;
    }
    if (begin == colon || colon - begin > longest || is_within_word(begin)) return {};
    const std::size_t end = url_end(body);
    return end > body ? ByteSpan{begin, end} : ByteSpan{};
  }

  [[nodiscard]] ByteSpan url_without_scheme(std::size_t at) const {
    const std::size_t host = at + 4;
    if (text_.size() < host || (text_[at + 2] | 0x20) != 'w' || text_[at + 3] != '.') return {};
    if (is_within_word(at)) return {};
    const std::size_t dot = label_at(host).end;
    if (dot == host || !text_.substr(dot).starts_with('.')) return {};
    return label_at(dot + 1).first != Part::none ? ByteSpan{at, url_end(host)} : ByteSpan{};
  }

  /// The end of the URL whose scheme ends at `body`, or `body` if no letter or digit follows.
  [[nodiscard]] std::size_t url_end(std::size_t body) const {
    std::size_t end = body;
    bool is_name = false;
    Brackets brackets;
    while (end < text_.size()) {
      const CodePoint point = decode(text_, end);
      if (ends_url(point.value)) break;
      is_name = is_name || begins_label(part_of(point.value));
      brackets.add(point.value, 1);
      end += point.size;
    }
    if (!is_name) return body;
    while (true) {
      const CodePoint last = last_code_point(text_.substr(body, end - body));
      if (!is_trailing(last.value) && !brackets.is_unopened(last.value)) return end;
      brackets.add(last.value, -1);
      end -= last.size;
    }
  }

  std::string_view text_;
  std::size_t first_;
};

}  // namespace

bool WebSpanFinder::next(WebSpan& found) {
  if (!wanted_.any()) return false;
  for (at_ = next_mark(text_, at_); at_ < text_.size(); at_ = next_mark(text_, at_)) {
    const WebSpan here = MarkReader(text_, end_).read(at_);
    if (here.span.size() == 0) {
      ++at_;
      continue;
    }
    at_ = end_ = here.span.end;
    if (wanted_.has(here.kind)) {
      found = here;
      return true;
    }
  }
  return false;
}

}}}  // namespace tema::v0::detail
