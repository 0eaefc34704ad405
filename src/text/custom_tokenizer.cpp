#include "tema/text/custom_tokenizer.hpp"

#include "corpus/vocabulary_parts.hpp"
#include "text/corpus_builder.hpp"

namespace tema { inline namespace v0 { namespace detail {

namespace {

class CustomPartTokenizer : public PartTokenizer {
 public:
  CustomPartTokenizer(const CustomTokenizerCall& tokenizer, const VocabularyParts::Key& key)
      : tokenizer_(tokenizer), terms_(VocabularyParts::make(key)) {}

  void append_ids(TextsView texts, std::size_t i, std::vector<TermId>& ids) override {
    TermSink sink(terms_, ids);
    tokenizer_.call(tokenizer_.tokenizer, texts[i], sink);
  }
  [[nodiscard]] const Vocabulary& terms() const override { return terms_; }

 private:
  const CustomTokenizerCall& tokenizer_;
  Vocabulary terms_;
};

}  // namespace

TokenizedCorpus tokenize_custom(TextsView texts, const CustomTokenizerCall& tokenizer,
                                const RunContext& run) {
  const VocabularyParts::Key key = VocabularyParts::random_key();
  return build_corpus(
      texts, [&] { return std::make_unique<CustomPartTokenizer>(tokenizer, key); }, run);
}

}}}  // namespace tema::v0::detail
