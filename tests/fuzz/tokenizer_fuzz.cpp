// Tokens by any options: in their text, the same however they are asked for, and cut as the rules say.
#include "fuzz_input.hpp"
#include "reference/naive_words.hpp"
#include "tema/text/tokenizer.hpp"

#include <stdexcept>

namespace {

tema::TokenizerOptions draw_options(fuzz::Input& input) {
  constexpr const char* languages[] = {"und", "id", "ms", "en", "tr", "lt", "de", "auto", "th", "ja"};
  constexpr tema::WebToken web[] = {tema::WebToken::split, tema::WebToken::keep, tema::WebToken::drop};
  tema::TokenizerOptions options;
  options.language = input.one_of(languages);
  options.normalization =
      input.one_of({tema::Normalization::none, tema::Normalization::nfc, tema::Normalization::nfkc});
  options.fold = input.flag();
  options.strip_accents = input.flag();
  options.filter.numbers = input.one_of({tema::Numbers::keep, tema::Numbers::drop, tema::Numbers::fold});
  options.filter.emoji = input.flag();
  options.dictionary = input.flag();
  options.web.html = input.flag();
  options.web.urls = input.one_of(web);
  options.web.emails = input.one_of(web);
  options.web.mentions = input.one_of(web);
  options.web.hashtags = input.one_of(web);
  options.split_glued = input.flag();
  options.filter.min_length = 1 + input.below(4);
  options.filter.max_length = input.flag() ? options.filter.min_length + input.below(20) : 0;
  options.filter.cut_length = input.flag() ? input.below(12) : 0;
  if (input.flag()) options.stems = tema::Stems::of_language();
  if (input.flag()) options.stop_words = {"dan", "yang", "the", "isu-isu"};
  if (input.flag()) options.phrases = tema::Phrases({"luar negeri", "kereta cepat jakarta", "new york"});
  if (input.below(4) == 0) options.character_ngrams = {1 + input.below(3), 3 + input.below(3), input.flag()};
  options.indonesian.reduplication_base = input.flag();
  options.indonesian.expand_two = input.flag();
  options.indonesian.split_clitics = input.flag();
  return options;
}

using Strings = std::vector<std::string>;

void check_spans(std::span<const tema::Token> tokens, std::string_view text) {
  for (const tema::Token& token : tokens) {
    fuzz::require(token.span.begin <= token.span.end && token.span.end <= text.size(),
                  "a span is in its text");
    fuzz::require(!token.text.empty(), "a token is not empty");
  }
}

Strings texts_of(std::span<const tema::Token> tokens) {
  Strings result;
  for (const tema::Token& token : tokens) result.emplace_back(token.text);
  return result;
}

Strings terms_of(const tema::TokenizedCorpus& corpus, std::size_t document) {
  Strings result;
  for (auto i = corpus.offsets[document]; i < corpus.offsets[document + 1]; ++i)
    result.emplace_back(corpus.vocabulary->term(corpus.ids[static_cast<std::size_t>(i)]));
  return result;
}

/// Against the rules of UAX #29, asked one by one at each place.
void check_words(std::string_view text) {
  std::vector<tema::Word> found;
  tema::WordSegmenter segmenter(text, {.dictionary = false});
  for (auto words = segmenter.next(); !words.empty(); words = segmenter.next())
    found.insert(found.end(), words.begin(), words.end());
  const std::vector<tema::Word> expected = reference::NaiveWords(text).words();
  fuzz::require(found.size() == expected.size(), "there are as many words as the rules say");
  for (std::size_t i = 0; i < found.size(); ++i) {
    fuzz::require(found[i].span == expected[i].span && found[i].kind == expected[i].kind,
                  "a word is what the rules say");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  std::optional<tema::Tokenizer> tokenizer;
  try {
    tokenizer.emplace(draw_options(input));
  } catch (const std::invalid_argument&) {
    return 0;  // options that do not go together
  }
  const std::string text(input.rest());
  tema::TokenBuffer buffer;
  const Strings tokens = texts_of(tokenizer->tokens(text, buffer));
  check_spans(buffer.tokens(), text);
  fuzz::require(texts_of(tokenizer->tokens(text, buffer)) == tokens, "a text has the same tokens again");
  const std::vector<std::string> batch = {text, "", text};
  const tema::TokenizedCorpus corpus = tokenizer->tokenize(batch, {.threads = 1});
  fuzz::require(terms_of(corpus, 0) == tokens && terms_of(corpus, 2) == tokens, "a batch is its texts alone");
  fuzz::require(terms_of(corpus, 1).empty(), "a text of nothing has no tokens");
  check_words(text);
  return 0;
}
