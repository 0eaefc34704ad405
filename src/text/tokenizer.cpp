#include "tema/text/tokenizer.hpp"

#include "tema/text/language.hpp"
#include "text/analysis/analysis_session.hpp"
#include "text/corpus_builder.hpp"
#include "text/tokenizer_state.hpp"

#include <new>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

/// An analyser at work on parts of a corpus; at the end it goes back to wait for more.
class AnalyserPartTokenizer : public detail::PartTokenizer {
 public:
  AnalyserPartTokenizer(std::shared_ptr<detail::TokenizerState> state, const std::stop_token& stop)
      : state_(std::move(state)), stop_(stop), session_(state_->borrow_analyser()) {
    session_->forget_excess();
  }
  ~AnalyserPartTokenizer() override {
    if (has_terms_alone_) return;
    try {
      session_->forget_excess();
      state_->give_back(std::move(session_));
    } catch (const std::bad_alloc&) {
      // It goes, and what it remembers with it: that is a cache.
    }
  }

  void append_ids(TextsView texts, std::size_t i, std::vector<TermId>& ids) override {
    session_->append_terms(texts[i], texts.language(i), stop_, ids);
  }

  void append(TextsView texts, std::size_t i, detail::CorpusPart& part) override {
    detail::PartTokenizer::append(texts, i, part);
    part.truncated_words += session_->truncated_words();
    ++part.languages[session_->language()];
    const std::string_view named = texts.language(i);
    if (!named.empty() && !canonical_language(named)) ++part.unknown_languages;
  }
  [[nodiscard]] const Vocabulary& terms() const override { return session_->terms(); }
  [[nodiscard]] std::size_t memory() const override { return session_->memory(); }
  void index_terms() override { session_->index_terms(); }
  void keep_terms_alone() override {
    has_terms_alone_ = true;
    session_->keep_terms_alone();
  }

 private:
  std::shared_ptr<detail::TokenizerState> state_;
  const std::stop_token& stop_;
  std::unique_ptr<detail::AnalysisSession> session_;
  bool has_terms_alone_ = false;
};

/// The options that lead to what is compared with stop words.
TokenizerOptions without_filters(TokenizerOptions options) {
  if (options.language == "auto") options.language = options.corpus_language;
  options.fold = true;
  options.stop_words = {};
  options.language_stop_words = false;
  options.stem = false;
  options.stem_table = {};
  options.phrases = {};
  options.split_clitics = false;  // a stop word is looked for before it is split
  options.character_ngrams = {};
  return options;
}

}  // namespace

detail::MakePartTokenizer detail::part_tokenizers(const Tokenizer& tokenizer, const std::stop_token& stop) {
  return [state = TokenizerState::of(tokenizer), &stop] {
    return std::make_unique<AnalyserPartTokenizer>(state, stop);
  };
}

TokenBuffer::TokenBuffer() = default;
TokenBuffer::~TokenBuffer() = default;

Tokenizer::Tokenizer(TokenizerOptions options)
    : state_(std::make_shared<detail::TokenizerState>(std::move(options))) {}

const TokenizerOptions& Tokenizer::options() const { return state_->options; }

std::span<const Token> Tokenizer::tokens(std::string_view text, TokenBuffer& buffer,
                                         std::string_view language) const {
  if (buffer.tokenizer_ != state_) {
    buffer.session_ = std::make_unique<detail::AnalysisSession>(*state_);
    buffer.tokenizer_ = state_;
  }
  detail::AnalysisSession& analyser = *buffer.session_;
  analyser.forget_excess();
  buffer.tokens_.clear();
  for (const detail::NumberedToken& token : analyser.tokens(text, language, {})) {
    buffer.tokens_.push_back({analyser.terms().term(token.term), token.span, token.kind});
  }
  buffer.truncated_words_ = analyser.truncated_words();
  return buffer.tokens_;
}

TokenizedCorpus Tokenizer::tokenize(TextsView texts, const RunContext& run) const {
  return detail::build_corpus(texts, detail::part_tokenizers(*this, run.stop), run);
}

std::vector<StopWordIssue> Tokenizer::stop_word_issues() const {
  const Tokenizer unfiltered(without_filters(options()));
  const auto rules = state_->rules(unfiltered.options().language);
  std::vector<StopWordIssue> issues;
  TokenBuffer buffer;
  const Vocabulary& stop_words = rules->stop_words();
  for (TermId id = 0; id < stop_words.size(); ++id) {
    const std::string word(stop_words.term(id));
    StopWordIssue issue{word, {}};
    for (const Token& token : unfiltered.tokens(word, buffer)) {
      if (!stop_words.find(token.text)) issue.tokens.emplace_back(token.text);
    }
    if (!issue.tokens.empty()) issues.push_back(std::move(issue));
  }
  return issues;
}

}}  // namespace tema::v0
