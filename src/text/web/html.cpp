#include "tema/text/html.hpp"

#include "core/check.hpp"
#include "text/unicode/decode.hpp"
#include "text/web/html_entities.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <system_error>

namespace tema { inline namespace v0 {

void MappedText::clear() {
  text_.clear();
  runs_.clear();
}

void MappedText::append_copied(std::string_view piece, std::size_t begin) {
  if (piece.empty()) return;
  const auto goes_on = [&](const SourceRun& run) {
    return run.source.end == open && run.source.begin + (text_.size() - run.at) == begin;
  };
  if (runs_.empty() || !goes_on(runs_.back())) runs_.push_back({text_.size(), {begin, open}});
  text_.append(piece);
}

void MappedText::append_replaced(std::string_view piece, ByteSpan source) {
  if (piece.empty()) return;
  runs_.push_back({text_.size(), source});
  text_.append(piece);
}

ByteSpan MappedText::source_of_byte(std::size_t at) const {
  const auto behind = std::upper_bound(
      runs_.begin(), runs_.end(), at, [](std::size_t value, const SourceRun& run) { return value < run.at; });
  const SourceRun& run = *std::prev(behind);
  if (run.source.end != open) return run.source;
  const std::size_t begin = run.source.begin + (at - run.at);
  return {begin, begin + 1};
}

ByteSpan MappedText::source(ByteSpan span) const {
  detail::check_range("span.end", span.end, std::size_t{0}, text_.size());
  detail::check_range("span.begin", span.begin, std::size_t{0}, span.end);
  if (span.size() > 0) return {source_of_byte(span.begin).begin, source_of_byte(span.end - 1).end};
  if (text_.empty()) return {};
  const std::size_t place =
      span.begin < text_.size() ? source_of_byte(span.begin).begin : source_of_byte(span.begin - 1).end;
  return {place, place};
}

namespace {

constexpr std::size_t none = std::string_view::npos;

/// How the content between the tags of an element is read.
enum class Content : std::uint8_t {
  markup,
  references,  // text and character references: RCDATA in the standard
  text,        // only text, as in those below
  all_text,    // text to the end of the document
  hidden,
  script,  // hidden, with rules of its own for its end
  hidden_markup
};

struct Element {
  std::string_view name;
  Content content = Content::markup;
  std::string_view leaves = {};
};

/// The elements whose content is not ordinary markup.
constexpr Element special_elements[] = {
    {"iframe", Content::hidden},          {"noembed", Content::hidden},
    {"noframes", Content::hidden},        {"plaintext", Content::all_text},
    {"script", Content::script},          {"style", Content::hidden},
    {"template", Content::hidden_markup}, {"textarea", Content::references},
    {"title", Content::references},       {"xmp", Content::text},
};
constexpr std::string_view leave_line[] = {
    "br",    "button",  "caption",  "col",      "colgroup", "dd",     "dt",     "frame",  "iframe", "legend",
    "li",    "noembed", "noframes", "noscript", "optgroup", "option", "script", "select", "style",  "summary",
    "tbody", "td",      "template", "textarea", "tfoot",    "th",     "thead",  "tr"};
constexpr std::string_view leave_blank_line[] = {
    "address", "article", "aside",    "blockquote", "body",   "center", "details", "dialog",    "dir",
    "div",     "dl",      "fieldset", "figcaption", "figure", "footer", "form",    "frameset",  "h1",
    "h2",      "h3",      "h4",       "h5",         "h6",     "head",   "header",  "hgroup",    "hr",
    "html",    "listing", "main",     "menu",       "nav",    "ol",     "p",       "plaintext", "pre",
    "search",  "section", "table",    "title",      "ul",     "xmp"};

constexpr bool is_before(const Element& a, const Element& b) { return a.name < b.name; }
static_assert(std::is_sorted(std::begin(special_elements), std::end(special_elements), is_before));
static_assert(std::is_sorted(std::begin(leave_line), std::end(leave_line)));
static_assert(std::is_sorted(std::begin(leave_blank_line), std::end(leave_blank_line)));

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
constexpr bool ends_name(char c) { return is_space(c) || c == '/' || c == '>'; }
/// The element with this name, in any case. Its name is set only for special elements.
Element element_named(std::string_view name) {
  char lower[10];
  if (name.size() > sizeof lower) return {};
  std::transform(name.begin(), name.end(), lower, detail::ascii_lower);
  name = {lower, name.size()};

  const auto* found =
      std::lower_bound(std::begin(special_elements), std::end(special_elements), Element{name}, is_before);
  const bool is_special = found != std::end(special_elements) && found->name == name;
  Element element = is_special ? *found : Element{};
  if (std::binary_search(std::begin(leave_line), std::end(leave_line), name)) {
    element.leaves = "\n";
  } else if (std::binary_search(std::begin(leave_blank_line), std::end(leave_blank_line), name)) {
    element.leaves = "\n\n";
  }
  return element;
}

/// The code point that a numeric reference stands for.
std::uint32_t referred(std::uint32_t value) {
  // 0x80 to 0x9F mean the characters of Windows-1252.
  constexpr std::uint16_t windows_1252[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                              0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                              0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                              0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 0xFFFD;
  return value >= 0x80 && value <= 0x9F ? windows_1252[value - 0x80] : value;
}

/// One pass over a document, from one piece of markup to the next.
class Stripper {
 public:
  Stripper(std::string_view html, MappedText& result) : html_(html), result_(result) {}

  void strip() {
    while (at_ < html_.size()) {
      put_decoded(next_markup());
      if (at_ < html_.size()) take_markup();
    }
    if (templates_ > 0) {
      templates_ = 0;
      leave(element_named("template").leaves, template_begin_);
    }
  }

 private:
  [[nodiscard]] bool has(std::size_t at, std::string_view what) const {
    return html_.substr(at).starts_with(what);
  }
  /// The first position at or after `at` with such a character, or the end.
  template <class Predicate>
  [[nodiscard]] std::size_t find(std::size_t at, Predicate&& is_wanted) const {
    while (at < html_.size() && !is_wanted(html_[at])) ++at;
    return at;
  }
  [[nodiscard]] std::size_t find(std::size_t at, char c) const {
    return std::min(html_.find(c, at), html_.size());
  }

  [[nodiscard]] bool is_markup(std::size_t at) const {
    if (at + 1 >= html_.size()) return false;
    const char next = html_[at + 1];
    return is_letter(next) || next == '!' || next == '?' || (next == '/' && at + 2 < html_.size());
  }
  [[nodiscard]] std::size_t next_markup() const {
    std::size_t at = find(at_, '<');
    while (at < html_.size() && !is_markup(at)) at = find(at + 1, '<');
    return at;
  }

  void put_copied(std::size_t end) {
    if (templates_ == 0) result_.append_copied(html_.substr(at_, end - at_), at_);
    at_ = end;
  }
  void put_replaced(std::string_view text, std::size_t end) {
    if (templates_ == 0) result_.append_replaced(text, {at_, end});
    at_ = end;
  }
  void leave(std::string_view text, std::size_t begin) {
    if (templates_ == 0) result_.append_replaced(text, {begin, at_});
  }

  void put_decoded(std::size_t end) {
    const std::string_view head = html_.substr(0, end);
    while (at_ < end) {
      put_copied(std::min(head.find('&', at_), end));
      if (at_ < end) put_reference(head);
    }
  }

  void put_reference(std::string_view head) {
    if (head.substr(at_).starts_with("&#")) {
      put_numeric_reference(head);
      return;
    }
    const detail::HtmlEntity entity = detail::longest_html_entity(head.substr(at_ + 1));
    if (entity.size == 0) {
      put_copied(at_ + 1);
    } else {
      put_replaced(entity.text, at_ + 1 + entity.size);
    }
  }

  void put_numeric_reference(std::string_view head) {
    const bool is_hexadecimal = at_ + 2 < head.size() && detail::ascii_lower(head[at_ + 2]) == 'x';
    const char* digits = head.data() + at_ + (is_hexadecimal ? 3 : 2);
    const char* end = head.data() + head.size();
    std::uint32_t value = 0;  // also where there are too many digits: both are U+FFFD
    const auto [behind, error] = std::from_chars(digits, end, value, is_hexadecimal ? 16 : 10);
    if (error == std::errc::invalid_argument) {
      put_copied(at_ + 1);
      return;
    }
    const bool is_closed = behind != end && *behind == ';';
    std::uint8_t text[U8_MAX_LENGTH];
    std::size_t size = 0;
    U8_APPEND_UNSAFE(text, size, referred(value));
    put_replaced({reinterpret_cast<const char*>(text), size},
                 static_cast<std::size_t>(behind - head.data()) + (is_closed ? 1 : 0));
  }

  /// Reads what begins with a "<" that is markup.
  void take_markup() {
    const char next = html_[at_ + 1];
    if (is_letter(next == '/' ? html_[at_ + 2] : next)) {
      take_tag(next == '/');
    } else if (has(at_, "<!--")) {
      at_ = end_of_comment(at_ + 4);
    } else {
      at_ = std::min(find(at_ + 2, '>') + 1, html_.size());
    }
  }

  [[nodiscard]] std::size_t end_of_comment(std::size_t begin) const {
    if (has(begin, ">") || has(begin, "->")) return html_.find('>', begin) + 1;
    for (std::size_t at = find(begin, '>'); at < html_.size(); at = find(at + 1, '>')) {
      const std::string_view comment = html_.substr(begin, at - begin);
      if (comment.ends_with("--") || comment.ends_with("--!")) return at + 1;
    }
    return html_.size();
  }

  void take_tag(bool closes) {
    const std::size_t begin = at_;
    const std::size_t name = at_ + (closes ? 2 : 1);
    const std::size_t name_end = find(name, ends_name);
    const std::size_t end = end_of_tag(name_end);
    at_ = std::min(end, html_.size());
    if (end == none) return;
    const Element element = element_named(html_.substr(name, name_end - name));
    if (closes) {
      take_end(element, begin);
    } else {
      take_start(element, begin);
    }
  }

  /// The position after the ">" of a tag whose name ends at `at`; nothing if the tag has none.
  [[nodiscard]] std::size_t end_of_tag(std::size_t at) const {
    const auto is_no_space = [](char c) { return !is_space(c); };
    while (true) {
      at = find(at, [](char c) { return !is_space(c) && c != '/'; });
      if (at == html_.size()) return none;
      if (html_[at] == '>') return at + 1;
      // A name may begin with "=".
      at = find(find(at + 1, [](char c) { return ends_name(c) || c == '='; }), is_no_space);
      if (!has(at, "=")) continue;
      at = find(at + 1, is_no_space);
      if (has(at, "\"") || has(at, "'")) {
        at = html_.find(html_[at], at + 1);
        if (at == none) return none;
        ++at;
      } else {
        at = find(at, [](char c) { return is_space(c) || c == '>'; });
      }
    }
  }

  void take_start(const Element& element, std::size_t begin) {
    switch (element.content) {
      case Content::markup:
        leave(element.leaves, begin);
        return;
      case Content::references:
        leave(element.leaves, begin);
        put_decoded(end_of_content(element.name));
        return;
      case Content::text:
        leave(element.leaves, begin);
        put_copied(end_of_content(element.name));
        return;
      case Content::all_text:
        leave(element.leaves, begin);
        put_copied(html_.size());
        return;
      case Content::hidden:
      case Content::script:
        at_ = element.content == Content::script ? end_of_script() : end_of_content(element.name);
        if (at_ < html_.size()) at_ = std::min(end_of_tag(at_ + 2 + element.name.size()), html_.size());
        leave(element.leaves, begin);
        return;
      case Content::hidden_markup:
        if (templates_++ == 0) template_begin_ = begin;
        return;
    }
  }

  void take_end(const Element& element, std::size_t begin) {
    if (element.content == Content::hidden_markup && templates_ > 0) {
      --templates_;
      begin = template_begin_;
    }
    leave(element.leaves, begin);
  }

  /// True if the name of the tag at `at` is this one.
  [[nodiscard]] bool names(std::size_t at, std::string_view name) const {
    const std::string_view there = html_.substr(std::min(at, html_.size()), name.size());
    return at + name.size() < html_.size() && ends_name(html_[at + name.size()]) &&
           std::equal(name.begin(), name.end(), there.begin(),
                      [](char a, char b) { return a == detail::ascii_lower(b); });
  }

  /// The beginning of the end tag of an element that holds no markup, or the end.
  [[nodiscard]] std::size_t end_of_content(std::string_view name) const {
    std::size_t at = find(at_, '<');
    while (at < html_.size() && !(has(at, "</") && names(at + 2, name))) at = find(at + 1, '<');
    return at;
  }

  /// The same for a script: in a comment, a script within it has an end tag of its own.
  [[nodiscard]] std::size_t end_of_script() const {
    bool in_comment = false;
    bool in_inner_script = false;
    for (std::size_t at = at_; at < html_.size(); ++at) {
      if (in_comment && has(at, "-->")) in_comment = in_inner_script = false;
      if (html_[at] != '<') continue;
      if (!in_comment && has(at, "<!--")) {
        in_comment = true;  // its dashes may also end it
      } else if (has(at, "</") && names(at + 2, "script")) {
        if (!in_inner_script) return at;
        in_inner_script = false;
      } else if (in_comment && names(at + 1, "script")) {
        in_inner_script = true;
      }
    }
    return html_.size();
  }

  std::string_view html_;
  MappedText& result_;
  std::size_t at_ = 0;
  std::size_t templates_ = 0;  // open templates, whose content is left out
  std::size_t template_begin_ = 0;
};

}  // namespace

void strip_html(std::string_view html, MappedText& result) {
  result.clear();
  Stripper(html, result).strip();
}

MappedText strip_html(std::string_view html) {
  MappedText result;
  strip_html(html, result);
  return result;
}

}}  // namespace tema::v0
