#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

// The names of all character references of HTML, without the "&", sorted by their bytes; those that may stand
// without ";" are there twice. Names and texts each stand one behind the other, and begin where the numbers
// say, of which there is one more than names. Names that begin with an ASCII character c are from
// letter_begins[c] to letter_begins[c + 1].
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
  std::size_t size = 0;   // of the name; 0 if there is none
  std::string_view text;  // what it stands for
};

/// Where the names of [first, end) end that are not behind `text` in their order.
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
    // A name that begins the head is at most the last one up to it, and then begins that one, too.
    const std::string_view name = html_entity_name(end - 1);
    const auto differs = std::mismatch(name.begin(), name.end(), head.begin(), head.end()).first;
    if (differs == name.end()) return {name.size(), html_entity_text(end - 1)};
    head = head.substr(0, static_cast<std::size_t>(differs - name.begin()));
  }
}

}}}  // namespace tema::v0::detail
