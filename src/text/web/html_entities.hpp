#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

// The names of all character references of HTML, without "&", sorted by their bytes. Those that may be
// written without ";" are listed with and without it. Names and texts are concatenated; the arrays of
// beginnings have one entry more than there are names. The names that begin with the ASCII character c are
// numbers letter_begins[c] to letter_begins[c + 1].
constexpr std::size_t html_entity_count = 2231;
extern const char html_entity_names[];
extern const std::uint16_t html_entity_name_begins[];
extern const char html_entity_texts[];
extern const std::uint16_t html_entity_text_begins[];
extern const std::uint16_t html_entity_letter_begins[];

inline std::string_view html_entity_name(std::size_t i) {
  const std::size_t begin = html_entity_name_begins[i];
  return {html_entity_names + begin, html_entity_name_begins[i + 1] - begin};
}
inline std::string_view html_entity_text(std::size_t i) {
  const std::size_t begin = html_entity_text_begins[i];
  return {html_entity_texts + begin, html_entity_text_begins[i + 1] - begin};
}

struct HtmlEntity {
  std::size_t size = 0;   // size of the name; 0: no name
  std::string_view text;  // the text that it stands for
};

/// The end of the names in [first, end) that do not sort after `text`.
inline std::size_t html_entities_up_to(std::string_view text, std::size_t first, std::size_t end) {
  while (first < end) {
    const std::size_t middle = (first + end) / 2;
    if (html_entity_name(middle) <= text) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }
  return end;
}

/// The longest name that `text` begins with.
inline HtmlEntity longest_html_entity(std::string_view text) {
  constexpr std::size_t longest_name = 32;
  const unsigned char letter = text.empty() ? '\0' : static_cast<unsigned char>(text.front());
  if (letter >= 0x80) return {};
  const std::size_t first = html_entity_letter_begins[letter];
  std::size_t end = html_entity_letter_begins[letter + 1];
  for (std::string_view head = text.substr(0, longest_name);;) {
    end = html_entities_up_to(head, first, end);
    if (end == first) return {};
    // A name that `head` begins with is at most the last one that does not sort after it, and then it also
    // begins that one.
    const std::string_view name = html_entity_name(end - 1);
    const auto differs = std::mismatch(name.begin(), name.end(), head.begin(), head.end()).first;
    if (differs == name.end()) return {name.size(), html_entity_text(end - 1)};
    head = head.substr(0, static_cast<std::size_t>(differs - name.begin()));
  }
}

}}}  // namespace tema::v0::detail
