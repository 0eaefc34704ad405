#pragma once

#include "reference/append_utf8.hpp"
#include "tema/core/types.hpp"
#include "text/web/html_entities.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reference {

/// The text of HTML, a character at a time, through the states of the HTML standard, section 13.2.5, by their
/// names there. Those that look for an end (of a comment, a script, a raw text) are one: they look at what is
/// there.
class NaiveHtml {
 public:
  explicit NaiveHtml(std::string html) : html_(std::move(html)) {
    while (at_ < html_.size()) step();
    end();
  }

  std::string text;
  std::vector<tema::ByteSpan> sources;  // of each byte

 private:
  enum class State {
    data,
    rcdata,
    rawtext,
    script_data,
    script_data_escaped,
    script_data_double_escaped,
    plaintext,
    tag_open,
    end_tag_open,
    tag_name,
    before_attribute_name,
    attribute_name,
    after_attribute_name,
    before_attribute_value,
    double_quoted,
    single_quoted,
    unquoted,
    after_quoted,
    self_closing,
    bogus_comment,
    markup_declaration_open,
    comment
  };
  using S = State;

  static bool space(char c) { return std::string_view(" \t\n\f\r").find(c) != std::string_view::npos; }
  static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
  static char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

  [[nodiscard]] bool shown() const { return !hidden_from_ && !template_from_; }

  void emit(std::string_view what, std::size_t begin, std::size_t end) {
    if (!shown()) return;
    for (const char c : what) {
      text += c;
      sources.push_back({begin, end});
    }
  }
  void emit_as_is(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) emit(html_.substr(i, 1), i, i + 1);
  }

  void step() {
    const char c = html_[at_];
    switch (state_) {
      case S::data:
      case S::rcdata:
        if (c == '&') return reference();
        [[fallthrough]];
      case S::rawtext:
      case S::script_data:
      case S::script_data_escaped:
      case S::script_data_double_escaped:
      case S::plaintext:
        return content(c);
      case S::tag_open:
      case S::end_tag_open:
      case S::markup_declaration_open:
        return open(c);
      case S::comment:
      case S::bogus_comment:
        return comment(c);
      default:
        return in_tag(c);
    }
  }

  void content(char c) {
    if (state_ == S::data && c == '<') {
      open_at_ = at_++;
      state_ = S::tag_open;
      return;
    }
    if (state_ != S::data && state_ != S::plaintext && c == '<' && end_tag_here(last_start_)) {
      if (state_ != S::script_data_double_escaped) {
        open_at_ = at_;
        at_ += 2 + last_start_.size();
        closing_ = true;
        name_ = last_start_;
        state_ = S::tag_name;
        return;
      }
      state_ = S::script_data_escaped;
    } else if (state_ == S::script_data && html_.compare(at_, 4, "<!--") == 0) {
      emit_as_is(at_, at_ + 2);
      at_ += 2;
      state_ = S::script_data_escaped;
      return;
    } else if (state_ == S::script_data_escaped && c == '<' && name_here(at_ + 1, "script")) {
      state_ = S::script_data_double_escaped;
    } else if ((state_ == S::script_data_escaped || state_ == S::script_data_double_escaped) &&
               html_.compare(at_, 3, "-->") == 0) {
      state_ = S::script_data;
    }
    emit_as_is(at_, at_ + 1);
    ++at_;
  }

  [[nodiscard]] bool name_here(std::size_t at, const std::string& name) const {
    std::string there;
    while (at < html_.size() && there.size() < name.size()) there += lower(html_[at++]);
    return there == name && at < html_.size() && (space(html_[at]) || html_[at] == '/' || html_[at] == '>');
  }
  [[nodiscard]] bool end_tag_here(const std::string& name) const {
    return html_.compare(at_, 2, "</") == 0 && name_here(at_ + 2, name);
  }

  void open(char c) {
    if (letter(c) && state_ != S::markup_declaration_open) {
      closing_ = state_ == S::end_tag_open;
      name_.clear();
      state_ = S::tag_name;
    } else if (state_ == S::tag_open && c == '/') {
      state_ = S::end_tag_open;
      ++at_;
    } else if (state_ == S::tag_open && c == '!') {
      state_ = S::markup_declaration_open;
      ++at_;
    } else if (state_ == S::markup_declaration_open && html_.compare(at_, 2, "--") == 0) {
      state_ = S::comment;
      at_ += 2;
      comment_.clear();
    } else if (state_ != S::tag_open || c == '?') {
      state_ = S::bogus_comment;
    } else {
      emit_as_is(open_at_, at_);
      state_ = S::data;
    }
  }

  void comment(char c) {
    ++at_;
    comment_ += c;
    const bool ends =
        comment_ == ">" || comment_ == "->" || comment_.ends_with("-->") || comment_.ends_with("--!>");
    if (state_ == S::bogus_comment ? c == '>' : ends) state_ = S::data;
  }

  void in_tag(char c) {
    const bool is_tag_end = c == '>' && state_ != S::double_quoted && state_ != S::single_quoted;
    if (is_tag_end) {
      ++at_;
      tag();
      return;
    }
    switch (state_) {
      case S::tag_name:
        if (space(c)) return go(S::before_attribute_name);
        if (c == '/') return go(S::self_closing);
        name_ += lower(c);
        return go(S::tag_name);
      case S::before_attribute_name:
        if (space(c)) return go(S::before_attribute_name);
        if (c == '/') return reconsume(S::after_attribute_name);
        return go(S::attribute_name);
      case S::attribute_name:
        if (space(c) || c == '/') return reconsume(S::after_attribute_name);
        return go(c == '=' ? S::before_attribute_value : S::attribute_name);
      case S::after_attribute_name:
        if (space(c)) return go(S::after_attribute_name);
        if (c == '/') return go(S::self_closing);
        return c == '=' ? go(S::before_attribute_value) : reconsume(S::attribute_name);
      case S::before_attribute_value:
        if (space(c)) return go(S::before_attribute_value);
        if (c == '"') return go(S::double_quoted);
        return c == '\'' ? go(S::single_quoted) : reconsume(S::unquoted);
      case S::double_quoted:
        return go(c == '"' ? S::after_quoted : S::double_quoted);
      case S::single_quoted:
        return go(c == '\'' ? S::after_quoted : S::single_quoted);
      case S::unquoted:
        return go(space(c) ? S::before_attribute_name : S::unquoted);
      case S::after_quoted:
        if (space(c)) return go(S::before_attribute_name);
        return c == '/' ? go(S::self_closing) : reconsume(S::before_attribute_name);
      default:
        return reconsume(S::before_attribute_name);
    }
  }
  void go(State state) {
    state_ = state;
    ++at_;
  }
  void reconsume(State state) { state_ = state; }

  /// A tag that stands from open_at_ to at_.
  void tag() {
    state_ = S::data;
    std::size_t begin = open_at_;
    if (closing_) {
      if (hidden_from_) begin = *hidden_from_;
      hidden_from_.reset();
      if (name_ == "template" && templates_ > 0 && --templates_ == 0) {
        begin = *template_from_;
        template_from_.reset();
      }
    } else {
      last_start_ = name_;
      if (name_ == "title" || name_ == "textarea") state_ = S::rcdata;
      if (name_ == "xmp") state_ = S::rawtext;
      if (name_ == "plaintext") state_ = S::plaintext;
      if (name_ == "template" && templates_++ == 0) template_from_ = begin;
      static const std::set<std::string> hidden = {"script", "style", "iframe", "noembed", "noframes"};
      if (hidden.count(name_) > 0) {
        state_ = name_ == "script" ? S::script_data : S::rawtext;
        hidden_from_ = begin;
      }
    }
    emit(left_by(name_), begin, at_);
  }

  static std::string left_by(const std::string& name) {
    static const std::set<std::string> lines = {
        "br",       "li",      "dt",     "dd",       "tr",       "td",       "th",
        "thead",    "tbody",   "tfoot",  "col",      "frame",    "legend",   "caption",
        "colgroup", "summary", "option", "optgroup", "select",   "button",   "style",
        "textarea", "script",  "iframe", "noembed",  "noframes", "noscript", "template"};
    static const std::set<std::string> blocks = {
        "p",       "div",     "h1",      "h2",        "h3",     "h4",         "h5",
        "h6",      "hr",      "ul",      "ol",        "dl",     "menu",       "dir",
        "table",   "pre",     "xmp",     "listing",   "form",   "fieldset",   "blockquote",
        "center",  "search",  "address", "plaintext", "figure", "figcaption", "article",
        "aside",   "section", "nav",     "header",    "footer", "hgroup",     "main",
        "details", "dialog",  "html",    "head",      "body",   "title",      "frameset"};
    if (lines.count(name) > 0) return "\n";
    return blocks.count(name) > 0 ? "\n\n" : "";
  }

  void reference() {
    static const std::map<std::string, std::string, std::less<>> entities = [] {
      std::map<std::string, std::string, std::less<>> all;
      for (std::size_t i = 0; i < tema::detail::html_entity_count; ++i)
        all.emplace(tema::detail::html_entity_name(i), tema::detail::html_entity_text(i));
      return all;
    }();
    const std::size_t begin = at_++;
    if (at_ < html_.size() && html_[at_] == '#') return numeric_reference(begin);
    for (std::size_t size = 40; size > 0; --size) {
      const auto found = entities.find(html_.substr(at_, size));
      if (found == entities.end()) continue;
      at_ += found->first.size();
      return emit(found->second, begin, at_);
    }
    emit_as_is(begin, at_);
  }

  void numeric_reference(std::size_t begin) {
    ++at_;
    const bool hexadecimal = at_ < html_.size() && lower(html_[at_]) == 'x';
    if (hexadecimal) ++at_;
    const std::size_t digits = at_;
    const std::string_view all = hexadecimal ? "0123456789abcdef" : "0123456789";
    std::uint32_t value = 0;
    for (; at_ < html_.size() && all.find(lower(html_[at_])) != std::string_view::npos; ++at_) {
      if (value < 0x110000)
        value = value * (hexadecimal ? 16 : 10) + std::uint32_t(all.find(lower(html_[at_])));
    }
    if (at_ == digits) return emit_as_is(begin, at_);
    if (at_ < html_.size() && html_[at_] == ';') ++at_;
    static const std::map<std::uint32_t, std::uint32_t> windows = {
        {0x80, 0x20AC}, {0x82, 0x201A}, {0x83, 0x0192}, {0x84, 0x201E}, {0x85, 0x2026}, {0x86, 0x2020},
        {0x87, 0x2021}, {0x88, 0x02C6}, {0x89, 0x2030}, {0x8A, 0x0160}, {0x8B, 0x2039}, {0x8C, 0x0152},
        {0x8E, 0x017D}, {0x91, 0x2018}, {0x92, 0x2019}, {0x93, 0x201C}, {0x94, 0x201D}, {0x95, 0x2022},
        {0x96, 0x2013}, {0x97, 0x2014}, {0x98, 0x02DC}, {0x99, 0x2122}, {0x9A, 0x0161}, {0x9B, 0x203A},
        {0x9C, 0x0153}, {0x9E, 0x017E}, {0x9F, 0x0178}};
    if (windows.count(value) > 0) value = windows.at(value);
    if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) value = 0xFFFD;
    std::string character;
    append_utf8(character, value);
    emit(character, begin, at_);
  }

  void end() {
    if (state_ == S::tag_open || state_ == S::end_tag_open) emit_as_is(open_at_, at_);
    if (!hidden_from_ && !template_from_) return;
    const std::size_t begin = template_from_ ? *template_from_ : *hidden_from_;
    hidden_from_.reset();
    template_from_.reset();
    emit("\n", begin, at_);
  }

  std::string html_;
  std::size_t at_ = 0;
  State state_ = S::data;
  std::size_t open_at_ = 0;  // of the last "<" that may open a tag
  std::string name_;
  std::string last_start_;
  std::string comment_;
  bool closing_ = false;
  std::optional<std::size_t> hidden_from_;
  std::optional<std::size_t> template_from_;
  int templates_ = 0;
};

}  // namespace reference
