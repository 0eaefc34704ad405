#include "text/languages/language.hpp"

#include "tema/text/language.hpp"
#include "tema/text/stemmer.hpp"
#include "tema/text/stop_words.hpp"
#include "text/languages/indonesian/indonesian.hpp"
#include "text/languages/language_codes.hpp"
#include "text/unicode/decode.hpp"
#include "text/unicode/folding.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <span>
#include <stdexcept>

namespace tema { inline namespace v0 {

namespace {

constexpr std::size_t code_size = 3;

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_blank(char c) { return std::string_view(" \t\r\n\v\f").find(c) != std::string_view::npos; }
/// What may follow the code, in BCP 47 and in the names of locales ("id_ID.UTF-8", "ca@valencia").
constexpr bool is_of_tag(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || std::string_view("-_.@").find(c) != std::string_view::npos;
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// The rest of the record of a code in a table of sorted records, all of the same size; nothing if the code
/// is not there.
std::optional<std::string_view> find_record(std::string_view table, std::size_t size, std::string_view code) {
  std::size_t first = 0;
  std::size_t end = table.size() / size;
  while (first < end) {
    const std::size_t middle = first + (end - first) / 2;
    const std::string_view record = table.substr(middle * size, size);
    const int order = record.substr(0, code_size).compare(code);
    if (order == 0) return record.substr(code_size);
    (order < 0 ? first : end) = order < 0 ? middle + 1 : middle;
  }
  return std::nullopt;
}

bool has(std::span<const std::string> sorted, std::string_view code) {
  return std::binary_search(sorted.begin(), sorted.end(), code, std::less<>());
}

}  // namespace

std::optional<std::string> canonical_language(std::string_view tag) {
  tag = without_blanks(tag);
  std::string code(tag.substr(0, tag.find_first_of("-_.@")));
  if (code.size() < 2 || code.size() > code_size || !std::all_of(tag.begin(), tag.end(), is_of_tag))
    return {};
  std::transform(code.begin(), code.end(), code.begin(), detail::ascii_lower);
  code.resize(code_size, ' ');
  if (!find_record(detail::language_codes, code_size, code)) return {};
  if (const auto same = find_record(detail::same_language_codes, 2 * code_size, code)) code = *same;
  return code.substr(0, code.find(' '));
}

LanguageSupport language_support(std::string_view tag) {
  const std::string code = detail::checked_language(tag);
  return {.stop_words = !stop_words(code).empty(),
          .stemmer = has(stemmed_languages(), code),
          .folding = detail::folding_of(code) != detail::Folding::common,
          .reduplication = detail::is_indonesian_or_malay(code)};
}

std::string detail::checked_language(std::string_view tag, std::string_view field) {
  if (auto code = canonical_language(tag)) return *std::move(code);
  std::string message = std::string(field) + " is \"" + std::string(tag) +
                        "\", but must be a code of ISO 639 (\"id\", \"ind\"), or a tag of BCP 47 that begins "
                        "with one (\"id-ID\"); tema has words or rules for";
  for (const std::string& known : languages()) message += ' ' + known;
  throw std::invalid_argument(message);
}

std::string_view detail::ruled_language(std::string_view canonical) {
  return has(languages(), canonical) ? canonical : "und";
}

}}  // namespace tema::v0
