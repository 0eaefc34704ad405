#include "text/analysis/cut_word.hpp"

#include "tema/text/normalizer.hpp"
#include "text/languages/indonesian/hyphen.hpp"
#include "text/languages/indonesian/indonesian.hpp"
#include "text/languages/indonesian/reduplication.hpp"
#include "text/unicode/decode.hpp"
#include "text/unicode/hyphen.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <iterator>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::string_view white_space = " \t\r\n";
constexpr std::string_view soft_hyphen = "\xC2\xAD";

bool is_small(std::int32_t c) { return c >= 0 && u_islower(c) != 0; }
bool is_capital(std::int32_t c) { return c >= 0 && u_isupper(c) != 0; }

/// The size of the hyphen that ends a text; 0 if there is none.
std::size_t ending_hyphen(std::string_view text) {
  if (text.ends_with(soft_hyphen)) return soft_hyphen.size();
  for (const std::size_t size : {std::size_t{1}, std::size_t{3}}) {
    if (text.size() >= size && hyphen_size(text.substr(text.size() - size)) > 0) return size;
  }
  return 0;
}

/// The beginning of a text, up to a hyphen or the end of a line.
std::string_view first_part(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.front() == '\n' || hyphen_size(rest.substr(0, 1)) > 0 || hyphen_size(rest.substr(0, 3)) > 0)
      return text.substr(0, i);
  }
  return text;
}

bool keeps_hyphen(std::string_view first, std::string_view second) {
  constexpr std::size_t longest = longest_indonesian_word;
  if (first.empty() || first.size() > longest || second.empty() || second.size() > longest) return false;
  if (is_reduplication(fold(first), fold(second))) return true;
  const bool both_words = u_isalpha(last_code_point(first).value) != 0 && is_cut_word(first, second);
  return !both_words && is_hyphenated_word(first, second);
}

}  // namespace

bool is_line_end(std::string_view first, std::string_view between) {
  std::size_t hyphen = first.ends_with(soft_hyphen) ? 0 : 1;
  if (hyphen > 0) {
    while (hyphen < std::min<std::size_t>(between.size(), 3) && hyphen_size(between.substr(0, hyphen)) == 0)
      ++hyphen;
    if (hyphen_size(between.substr(0, hyphen)) == 0) return false;
  }
  const std::string_view rest = between.substr(hyphen);
  return rest.find_first_not_of(white_space) == std::string_view::npos &&
         std::count(rest.begin(), rest.end(), '\n') == 1;
}

bool is_cut_word(std::string_view first, std::string_view second) {
  if (first.ends_with(soft_hyphen)) first.remove_suffix(soft_hyphen.size());
  if (second.empty()) return false;
  const bool is_after_capital = !first.empty() && is_capital(last_code_point(first).value);
  const CodePoint begin = decode(second, 0);
  if (!is_after_capital) return is_small(begin.value);
  return is_capital(begin.value) &&
         (begin.size == second.size() || is_capital(decode(second, begin.size).value));
}

MendedWord::MendedWord(std::string_view word, bool is_indonesian) {
  std::size_t begin = 0;
  while (begin < word.size()) {
    const std::size_t line_end = std::min(word.find('\n', begin), word.size());
    const std::size_t next = std::min(word.find_first_not_of(white_space, line_end), word.size());
    std::string_view part = word.substr(begin, line_end - begin);
    part = part.substr(0, part.find_last_not_of(white_space) + 1);
    const std::size_t hyphen = line_end < word.size() ? ending_hyphen(part) : 0;
    text_.append(part.substr(0, part.size() - hyphen));
    if (line_end == word.size()) return;
    const std::string_view second = first_part(word.substr(next));
    if (is_indonesian && keeps_hyphen(text_, second)) text_ += '-';
    cuts_.push_back({text_.size(), next - text_.size()});
    begin = next;
  }
}

ByteSpan MendedWord::source(ByteSpan span) const {
  // What begins at a cut is after it, and what ends there is before it.
  const auto place = [&](std::size_t at, bool is_end) {
    const auto behind = std::partition_point(
        cuts_.begin(), cuts_.end(), [&](const Cut& cut) { return is_end ? cut.at < at : cut.at <= at; });
    return behind == cuts_.begin() ? at : at + std::prev(behind)->gone;
  };
  return {place(span.begin, false), place(span.end, true)};
}

}}}  // namespace tema::v0::detail
