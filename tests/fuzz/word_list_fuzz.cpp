// Word lists of any bytes, in any encoding: words of UTF-8, or an error that names the file; and what is made
// of them.
#include "fuzz_input.hpp"
#include "tema/core/error.hpp"
#include "tema/io/word_list.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/text/utf8.hpp"

#include <stdexcept>

namespace {

std::vector<std::string> read(const std::string& path,
                              std::vector<std::string> (*reader)(const std::string&)) {
  std::vector<std::string> words;
  try {
    words = reader(path);
  } catch (const tema::Error& error) {
    fuzz::require(std::string(error.what()).find(path) != std::string::npos, "an error names the file");
  }
  for (const std::string& word : words) {
    fuzz::require(!word.empty() && tema::count_ill_formed(word) == 0, "a word is UTF-8, and not empty");
    fuzz::require(word.find('\n') == std::string::npos, "a word is of one line");
  }
  return words;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Folder folder;
  const std::string path = folder.file("a", {reinterpret_cast<const char*>(data), size});
  static_cast<void>(read(path, tema::read_lines));
  const std::vector<std::string> words = read(path, tema::read_word_list);
  tema::TokenizerOptions options{.stop_words = tema::StopWords(words)};
  try {
    options.phrases = tema::Phrases(words);
  } catch (const std::invalid_argument&) {  // a phrase has more than one word
  }
  const tema::Tokenizer tokenizer(options);
  static_cast<void>(tokenizer.stop_word_issues());
  tema::TokenBuffer buffer;
  for (const std::string& word : words) static_cast<void>(tokenizer.tokens(word, buffer));
  return 0;
}
