#include "tema/io/word_list.hpp"

#include "io/line_reader.hpp"
#include "tema/core/error.hpp"
#include "tema/text/utf8.hpp"

namespace tema::inline v0 {

std::vector<std::string> read_word_list(const std::string& path) {
  constexpr std::string_view white_space = " \t\r\f\v";
  std::vector<std::string> words;
  detail::LineReader reader(path, {});
  while (auto line = reader.next()) {
    if (reader.number() == 1 && line->starts_with("\xEF\xBB\xBF")) line->remove_prefix(3);
    const std::size_t first = line->find_first_not_of(white_space);
    if (first == std::string_view::npos || (*line)[first] == '#') continue;
    const std::string_view word = line->substr(first, line->find_last_not_of(white_space) + 1 - first);
    if (count_ill_formed(word) > 0) {
      throw Error(ErrorKind::format,
                  path + ':' + std::to_string(reader.number()) + ": the word is not UTF-8");
    }
    words.emplace_back(word);
  }
  return words;
}

}  // namespace tema::inline v0
