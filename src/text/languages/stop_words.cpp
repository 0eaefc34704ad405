#include "tema/text/stop_words.hpp"

#include "embedded_stop_words.hpp"
#include "tema/text/normalizer.hpp"
#include "text/languages/language.hpp"

#include <algorithm>
#include <utility>

namespace tema { inline namespace v0 {

StopWords::StopWords(std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) words_.push_back(fold(word));
  sort_and_index();
}

StopWords::StopWords(std::span<const std::string> words) {
  for (const std::string& word : words) words_.push_back(fold(word));
  sort_and_index();
}

void StopWords::insert(std::string_view word) {
  words_.push_back(fold(word));
  sort_and_index();
}

void StopWords::insert(const StopWords& others) {
  words_.insert(words_.end(), others.words_.begin(), others.words_.end());
  sort_and_index();
}

void StopWords::sort_and_index() {
  std::sort(words_.begin(), words_.end());
  words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
  for (const std::string& word : words_) index_.intern(word);
}

StopWords stop_words(std::string_view language) {
  const std::string code = detail::checked_language(language);
  std::vector<std::string> words;
  for (const auto& [name, text] : tema_embedded::embedded_stop_words()) {
    if (name != code) continue;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      words.emplace_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return StopWords(words);
}

std::span<const std::string> languages() {
  static const std::vector<std::string> codes = [] {
    // Languages without stop words: Azerbaijani has its own folding; Nepali, Serbian, Tamil and Yiddish have
    // a stemmer.
    std::vector<std::string> all = {"und", "az", "ne", "sr", "ta", "yi"};
    for (const auto& file : tema_embedded::embedded_stop_words()) all.emplace_back(file.name);
    std::sort(all.begin(), all.end());
    return all;
  }();
  return codes;
}

}}  // namespace tema::v0
