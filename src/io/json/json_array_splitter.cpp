#include "io/json/json_array_splitter.hpp"

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

namespace {

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool matters_in_string(char c) { return c == '"' || c == '\\'; }

bool matters_elsewhere(char c) {
  return c == '"' || c == ',' || c == '{' || c == '}' || c == '[' || c == ']' || is_white(c);
}

}  // namespace

bool JsonArraySplitter::next(std::string_view line, std::size_t& begin) {
  if (is_complete_) {
    element_.clear();
    is_complete_ = false;
  }
  while (begin < line.size()) {
    if (state_ == State::inside) {
      begin = append_what_does_not_matter(line, begin);
      if (begin < line.size() && read_element(line[begin++])) return true;
    } else if (!is_white(line[begin++])) {
      state_ = state_ == State::before ? State::inside : State::beyond;
    }
  }
  if (!element_.empty()) element_ += '\n';
  return false;
}

/// Appends what is part of the element whatever it is. Returns where it ends.
std::size_t JsonArraySplitter::append_what_does_not_matter(std::string_view line, std::size_t begin) {
  if (is_escaped_) return begin;
  const std::string_view rest = line.substr(begin);
  const auto* const end = is_in_string_ ? std::find_if(rest.begin(), rest.end(), matters_in_string)
                                        : std::find_if(rest.begin(), rest.end(), matters_elsewhere);
  element_.append(rest.begin(), end);
  return begin + static_cast<std::size_t>(end - rest.begin());
}

/// Reads a character of an element, or the one after it. Returns true if the element is complete.
bool JsonArraySplitter::read_element(char c) {
  if (is_in_string_) {
    is_in_string_ = c != '"' || is_escaped_;
    is_escaped_ = c == '\\' && !is_escaped_;
    element_ += c;
    return false;
  }
  if (depth_ == 0 && (c == ',' || c == ']')) {
    const bool is_last = c == ']';
    if (is_last) state_ = State::after;
    is_complete_ = !is_last || has_elements_ || !element_.empty();  // no element is in []
    has_elements_ = true;
    return is_complete_;
  }
  if (element_.empty() && is_white(c)) return false;
  is_in_string_ = c == '"';
  if (c == '{' || c == '[') ++depth_;
  if ((c == '}' || c == ']') && depth_ > 0) --depth_;
  element_ += c;
  return false;
}

}}}  // namespace tema::v0::detail
