#include "io/report/calendar_day.hpp"

#include <charconv>
#include <chrono>
#include <cstddef>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// Takes a number of `least` to `most` digits from the front of `text`.
std::optional<unsigned> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits < least || digits > most) return std::nullopt;
  unsigned number = 0;
  std::from_chars(text.data(), text.data() + digits, number);
  text.remove_prefix(digits);
  return number;
}

/// Takes the mark between the parts of a date. `mark` is empty before the first one.
bool take_mark(std::string_view& text, std::string_view& mark) {
  if (text.empty() || (mark.empty() ? text[0] != '-' && text[0] != '/' : text[0] != mark[0])) return false;
  mark = text.substr(0, 1);
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<std::int32_t> calendar_day(std::string_view date) {
  while (!date.empty() && (date[0] == ' ' || date[0] == '\t')) date.remove_prefix(1);
  const auto year = take_number(date, 4, 4);
  if (!year || *year < 1000) return std::nullopt;
  std::string_view mark;
  unsigned month = 1;
  unsigned day = 1;
  if (take_mark(date, mark)) {
    const auto given = take_number(date, 1, 2);
    if (!given) return std::nullopt;
    month = *given;
    if (take_mark(date, mark)) {
      const auto given_day = take_number(date, 1, 2);
      if (!given_day) return std::nullopt;
      day = *given_day;
    }
  }
  if (!date.empty() && date[0] != ' ' && date[0] != 'T' && date[0] != 't' && date[0] != ',')
    return std::nullopt;
  const std::chrono::year_month_day found{std::chrono::year(static_cast<int>(*year)),
                                          std::chrono::month(month), std::chrono::day(day)};
  if (!found.ok()) return std::nullopt;
  return static_cast<std::int32_t>(std::chrono::sys_days(found).time_since_epoch().count());
}

}}}  // namespace tema::v0::detail
