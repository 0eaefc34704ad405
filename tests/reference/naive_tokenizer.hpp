#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reference {

/// The tokens of a text of ASCII letters and of marks that never join letters (not ' . : _): its runs of
/// letters, in small letters.
inline std::vector<std::string> naive_ascii_tokens(std::string_view text) {
  std::vector<std::string> tokens;
  std::string token;
  for (const char c : std::string(text) + ' ') {
    if (c >= 'A' && c <= 'Z') {
      token += static_cast<char>(c - 'A' + 'a');
    } else if (c >= 'a' && c <= 'z') {
      token += c;
    } else if (!token.empty()) {
      tokens.push_back(token);
      token.clear();
    }
  }
  return tokens;
}

}  // namespace reference
