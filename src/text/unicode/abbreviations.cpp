#include "text/unicode/abbreviations.hpp"

#include "core/append_utf8.hpp"
#include "text/unicode/decode.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::string_view number_mark = "#";

/// The last word of a text, back to a space or a mark that no abbreviation has; empty if it is too long for
/// one.
std::string_view last_word(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0) {
    const CodePoint last = last_code_point(text.substr(0, begin));
    if (last.value != '.' && last.value != '-' && (last.value < 0 || u_isalpha(last.value) == 0)) break;
    begin -= last.size;
    if (text.size() - begin > Abbreviations::longest) return {};
  }
  return text.substr(begin);
}

bool is_initial(std::string_view word) {
  const CodePoint first = decode(word, 0);
  return first.value >= 0 && first.size == word.size() && u_isupper(first.value) != 0;
}

/// The word with its first letter in lower case.
std::string with_small_initial(std::string_view word) {
  const CodePoint first = decode(word, 0);
  if (first.value < 0) return std::string(word);
  std::string small;
  append_utf8(small, static_cast<std::uint32_t>(u_tolower(first.value)));
  return small.append(word.substr(first.size));
}

}  // namespace

Abbreviations::Abbreviations(std::string_view list) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('\n'), list.size());
    std::string_view line = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    const bool is_marked = line.ends_with(number_mark);
    if (is_marked) line.remove_suffix(number_mark.size());
    if (!line.ends_with('.')) continue;
    line.remove_suffix(1);
    (is_marked ? before_digit_ : sorted_).push_back(line);
  }
  std::sort(sorted_.begin(), sorted_.end());
  std::sort(before_digit_.begin(), before_digit_.end());
}

const Abbreviations& Abbreviations::none() {
  static const Abbreviations empty("");
  return empty;
}

bool Abbreviations::has(std::string_view word, bool before_digit) const {
  return std::binary_search(sorted_.begin(), sorted_.end(), word) ||
         (before_digit && std::binary_search(before_digit_.begin(), before_digit_.end(), word));
}

bool Abbreviations::end_with(std::string_view head, bool before_digit) const {
  if (empty()) return false;
  const std::string_view word = last_word(head);
  if (word.empty()) return false;
  return is_initial(word) || has(word, before_digit) || has(with_small_initial(word), before_digit);
}

}}}  // namespace tema::v0::detail
