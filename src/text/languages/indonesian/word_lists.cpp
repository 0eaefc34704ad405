#include "text/languages/indonesian/word_lists.hpp"

#include "embedded_indonesian.hpp"
#include "text/languages/indonesian/indonesian.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

namespace {

std::vector<std::string_view> lines_of(std::string_view list) {
  std::vector<std::string_view> lines;
  for (const auto& [name, text] : tema_embedded::embedded_indonesian()) {
    if (name != list) continue;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      lines.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return lines;
}

bool contains(std::span<const std::string_view> words, std::string_view word) {
  return std::binary_search(words.begin(), words.end(), word);
}

bool contains(std::span<const std::string_view> pairs, std::string_view first, std::string_view second) {
  return first.size() + second.size() < longest_indonesian_word &&
         contains(pairs, std::string(first) + '-' + std::string(second));
}

}  // namespace

std::span<const std::string_view> indonesian_roots() {
  static const std::vector<std::string_view> words = lines_of("roots");
  return words;
}

std::span<const std::string_view> lexical_reduplications() {
  static const std::vector<std::string_view> words = lines_of("lexical_reduplications");
  return words;
}

std::span<const std::string_view> sound_reduplications() {
  static const std::vector<std::string_view> words = lines_of("sound_reduplications");
  return words;
}

bool is_indonesian_root(std::string_view folded) { return contains(indonesian_roots(), folded); }

bool is_lexical_reduplication(std::string_view first, std::string_view second) {
  return contains(lexical_reduplications(), first, second);
}

bool is_sound_reduplication(std::string_view first, std::string_view second) {
  return contains(sound_reduplications(), first, second);
}

}}}  // namespace tema::v0::detail
