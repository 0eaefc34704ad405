#include "io/report/excerpt.hpp"

#include "tema/text/utf8.hpp"

#include <algorithm>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::string_view spaces = " \t\r\v\f";

}  // namespace

std::string_view excerpt(std::string_view text, std::size_t most) {
  const std::string_view first = first_code_points(text, most);
  if (first.size() == text.size()) return text;
  const std::size_t space = first.find_last_of(" \t\r\n");
  return space != std::string_view::npos && space >= first.size() / 4 * 3 ? first.substr(0, space) : first;
}

std::string first_line(std::string_view text, std::size_t most) {
  std::string line;
  while (!text.empty() && line.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view given = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    // Four bytes hold a code point, and no line needs more of a megabyte than its beginning.
    bool after_space = false;
    for (const char character : given.substr(0, most * 8)) {
      const bool is_space = spaces.find(character) != std::string_view::npos;
      if (!is_space) {
        if (after_space && !line.empty()) line += ' ';
        line += character;
      }
      after_space = is_space;
    }
  }
  const std::string_view shown = excerpt(line, most);
  return shown.size() == line.size() ? line : std::string(shown) + "\u2026";
}

}}}  // namespace tema::v0::detail
