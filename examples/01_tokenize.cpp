// Cuts an Indonesian sentence into tokens, and shows where each stands in the source.
#include <tema/tema.hpp>

#include <cstdio>

int main() {
  const std::string text = "Negara-negara berdaulat membahas isu-isu ekonomi – kata Putin, “hari ini”.";
  const tema::Tokenizer tokenizer{{.language = "id", .stop_words = tema::stop_words("id")}};

  tema::TokenBuffer buffer;
  for (const tema::Token& token : tokenizer.tokens(text, buffer)) {
    std::printf("%3zu-%-3zu %.*s\n", token.span.begin, token.span.end, static_cast<int>(token.text.size()),
                token.text.data());
  }
}
