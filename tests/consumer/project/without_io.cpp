// Needs tema::tema alone, and so no JSON library.
#include <tema/tema.hpp>

#include <cstdio>
#include <stdexcept>

int main() {
  tema::TokenBuffer buffer;
  const tema::Tokenizer tokenizer{{.language = "id"}};
  for (const tema::Token& token : tokenizer.tokens("Negara-negara berdaulat", buffer)) {
    std::printf("%.*s\n", static_cast<int>(token.text.size()), token.text.data());
  }
  try {
    std::puts(tema::LanguageDetector{{.prior = "id"}}.detect("Negara-negara").language.c_str());
  } catch (const std::invalid_argument& error) {
    std::puts(error.what());  // a build without CLD2
  }
}
