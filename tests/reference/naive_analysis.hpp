#pragma once

#include "tema/text/tokenizer.hpp"
#include "text/analysis/analysis_rules.hpp"
#include "text/analysis/word_stream.hpp"

#include <string_view>
#include <vector>

namespace reference {

/// The tokens of a text, each word analysed by itself, whatever was seen before; without phrases, web tokens
/// and n-grams across words.
inline std::vector<tema::detail::AnalysedPart> naive_analysis(std::string_view text,
                                                              const tema::TokenizerOptions& options) {
  const tema::detail::AnalysisRules rules(options, options.language.tag());
  std::vector<tema::detail::AnalysedPart> tokens;
  std::vector<tema::detail::AnalysedPart> parts;
  std::vector<tema::Word> joined;
  tema::detail::WordStream stream(text, rules.joins(), tema::detail::segmenter_options(options), {}, joined);
  for (auto words = stream.next(); !words.empty(); words = stream.next()) {
    for (const tema::Word& word : words) {
      rules.analyse(text.substr(word.span.begin, word.span.size()), word.kind, parts);
      for (tema::detail::AnalysedPart& part : parts) {
        if (!part.is_kept) continue;
        part.span = {word.span.begin + part.span.begin, word.span.begin + part.span.end};
        tokens.push_back(part);
      }
    }
  }
  return tokens;
}

}  // namespace reference
