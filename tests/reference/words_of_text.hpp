#pragma once

#include "tema/text/tokenizer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reference {

/// The analysed forms of the tokens of a text.
inline std::vector<std::string> words_of_text(std::string_view text, const tema::TokenizerOptions& options) {
  tema::TokenBuffer buffer;
  std::vector<std::string> words;
  for (const tema::Token& token : tema::Tokenizer(options).tokens(text, buffer))
    words.emplace_back(token.text);
  return words;
}

}  // namespace reference
