#include "tema/text/phrases.hpp"

#include "core/check.hpp"
#include "tema/text/word_segmenter.hpp"
#include "text/analysis/folded_phrase.hpp"

#include <algorithm>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

std::size_t count_words(std::string_view text) {
  std::size_t count = 0;
  WordSegmenter segmenter(text);
  for (auto words = segmenter.next(); !words.empty(); words = segmenter.next()) count += words.size();
  return count;
}

std::string canonical(std::string_view phrase) {
  const std::string folded = detail::folded_phrase(phrase);
  if (count_words(folded) < 2) {
    detail::throw_invalid("an entry of phrases", '"' + std::string(phrase) + '"', "two words or more");
  }
  constexpr std::string_view white = " \t\r\n\v\f";
  std::string joined;
  for (std::size_t begin = folded.find_first_not_of(white); begin != std::string::npos;) {
    const std::size_t end = std::min(folded.find_first_of(white, begin), folded.size());
    joined.append(joined.empty() ? "" : " ").append(folded, begin, end - begin);
    begin = folded.find_first_not_of(white, end);
  }
  return joined;
}

template <class Range>
std::vector<std::string> canonical_all(const Range& phrases) {
  std::vector<std::string> all;
  for (const auto& phrase : phrases) all.push_back(canonical(phrase));
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace

Phrases::Phrases(std::initializer_list<std::string_view> phrases) : phrases_(canonical_all(phrases)) {}
Phrases::Phrases(std::span<const std::string> phrases) : phrases_(canonical_all(phrases)) {}

}}  // namespace tema::v0
