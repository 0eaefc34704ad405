#include "tema/text/tokenizer.hpp"

#include "tema/text/language.hpp"
#include "text/analysis/analysis_session.hpp"
#include "text/analysis/tokenizer_state.hpp"
#include "text/corpus_builder.hpp"

#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

namespace {

/// Reads texts with an analysis session, which is returned to the tokenizer at the end.
class SessionReader final : public detail::TokenReader {
 public:
  SessionReader(std::shared_ptr<detail::TokenizerState> state, const std::stop_token& stop)
      : state_(std::move(state)), stop_(stop), session_(state_->borrow_session()) {
    session_->forget_excess();
  }
  ~SessionReader() override {
    if (has_terms_alone_) return;
    try {
      session_->forget_excess();
      state_->give_back(std::move(session_));
    } catch (const std::bad_alloc&) {
      // The session is dropped with what it remembers: that is only a cache.
    }
  }

  void append(const SourceText& text, std::vector<TermId>& ids) override {
    session_->append_terms(text.text, text.language, stop_, ids);
  }

  void append(const SourceText& text, std::vector<TermId>& ids, std::vector<ByteSpan>& spans) override {
    for (const detail::NumberedToken& token : session_->tokens(text.text, text.language, stop_)) {
      ids.push_back(token.term);
      spans.push_back(token.span);
    }
  }

  [[nodiscard]] std::size_t title_weight() const override { return state_->options.title_weight; }
  void append_border(std::vector<TermId>& ids) override {
    if (state_->marks_borders) ids.push_back(session_->border());
  }
  [[nodiscard]] detail::TextNotes notes(const SourceText& text) const override {
    const bool is_unknown = !text.language.empty() && !canonical_language(text.language);
    return {session_->language(), is_unknown, session_->truncated_words()};
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

/// The options that produce the words that are compared with stop words.
TokenizerOptions without_filters(TokenizerOptions options) {
  options.language = options.language.tag_or(options.corpus_language);
  options.fold = true;
  options.stop_words = {};
  options.language_stop_words = false;
  options.stems = {};
  options.phrases = {};
  options.indonesian.split_clitics = false;  // a stop word is looked for before it is split
  options.character_ngrams = {};
  return options;
}

}  // namespace

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
  detail::AnalysisSession& session = *buffer.session_;
  session.forget_excess();
  buffer.tokens_.clear();
  for (const detail::NumberedToken& token : session.tokens(text, language, {})) {
    buffer.tokens_.push_back({session.terms().term(token.term), token.span, token.kind});
  }
  buffer.truncated_words_ = session.truncated_words();
  return buffer.tokens_;
}

TokenizedCorpus Tokenizer::tokenize(TextsView texts, const RunContext& run) const {
  return tema::tokenize(texts, *this, run);
}

void Tokenizer::operator()(const SourceText& text, TokenSink& sink) const {
  const std::stop_token stop;
  SessionReader reader(state_, stop);
  std::vector<TermId> ids;
  std::vector<ByteSpan> spans;
  reader.append(text, ids, spans);
  for (std::size_t i = 0; i < ids.size(); ++i) sink(reader.terms().term(ids[i]), spans[i]);
}

std::unique_ptr<detail::TokenReader> Tokenizer::make_reader(const std::stop_token& stop) const {
  return std::make_unique<SessionReader>(state_, stop);
}

TokenizedCorpus tokenize(TextsView texts, const AnyTokenSource& source, const RunContext& run) {
  return detail::build_corpus(
      texts, [&] { return source.make_reader(run.stop); }, run);
}

std::vector<StopWordIssue> Tokenizer::stop_word_issues() const {
  const Tokenizer unfiltered(without_filters(options()));
  const auto rules = state_->rules(unfiltered.options().language.tag());
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
