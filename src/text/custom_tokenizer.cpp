#include "tema/text/custom_tokenizer.hpp"

#include "tema/text/utf8.hpp"
#include "text/corpus_builder.hpp"

namespace tema::inline v0::detail {

namespace {

class CustomPartTokenizer : public PartTokenizer {
 public:
  explicit CustomPartTokenizer(const CustomTokenizerCall& tokenizer) : tokenizer_(tokenizer) {}

  void append(TextsView texts, std::size_t i, CorpusPart& part) override {
    const std::string_view text = texts[i];
    TermSink sink(terms_, part.ids);
    tokenizer_.call(tokenizer_.tokenizer, text, sink);
    part.ill_formed += count_ill_formed(text);
  }
  [[nodiscard]] const Vocabulary& terms() const override { return terms_; }

 private:
  const CustomTokenizerCall& tokenizer_;
  Vocabulary terms_;
};

}  // namespace

TokenizedCorpus tokenize_custom(TextsView texts, const CustomTokenizerCall& tokenizer, const Run& run) {
  return build_corpus(
      texts, [&] { return std::make_unique<CustomPartTokenizer>(tokenizer); }, run);
}

}  // namespace tema::inline v0::detail
