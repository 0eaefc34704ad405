#include "tema/io/word_list.hpp"

#include "io/files/line_reader.hpp"
#include "tema/core/error.hpp"
#include "tema/text/utf8.hpp"

namespace tema { inline namespace v0 {

namespace {

/// The lines, trimmed by `trimmed`, that are not empty.
template <class Trimmed>
std::vector<std::string> read(const std::string& path, Trimmed&& trimmed) {
  std::vector<std::string> words;
  detail::LineReader reader(path, {});
  while (const auto line = reader.next()) {
    const std::string_view word = trimmed(*line);
    if (word.empty()) continue;
    if (count_ill_formed(word) > 0) {
      throw Error(ErrorKind::format,
                  path + ':' + std::to_string(reader.number()) + ": the word is not UTF-8");
    }
    words.emplace_back(word);
  }
  return words;
}

}  // namespace

std::vector<std::string> read_word_list(const std::string& path) {
  return read(path, [](std::string_view line) {
    constexpr std::string_view white_space = " \t\r\f\v";
    const std::size_t first = line.find_first_not_of(white_space);
    if (first == std::string_view::npos || line[first] == '#') return std::string_view();
    return line.substr(first, line.find_last_not_of(white_space) + 1 - first);
  });
}

std::vector<std::string> read_lines(const std::string& path) {
  return read(path, [](std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  });
}

}}  // namespace tema::v0
