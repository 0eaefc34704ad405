#include "tema/text/tokenizer.hpp"

#include "core/check.hpp"
#include "tema/core/parallel.hpp"
#include "tema/text/utf8.hpp"
#include "text/language.hpp"
#include "text/token_stream.hpp"

#include <utility>

namespace tema::inline v0 {

std::optional<std::string> detail::analyse(std::string_view surface, TokenKind kind,
                                           const TokenizerOptions& options) {
  if (kind == TokenKind::number && options.numbers == Numbers::drop) return std::nullopt;
  if (options.min_length > 1 || options.max_length > 0) {
    const std::size_t length = count_code_points(surface);
    if (length < options.min_length) return std::nullopt;
    if (options.max_length > 0 && length > options.max_length) return std::nullopt;
  }
  if (!options.fold && options.stop_words.empty()) return std::string(surface);
  std::string folded = fold(surface);
  if (options.stop_words.contains(folded)) return std::nullopt;
  return options.fold ? std::move(folded) : std::string(surface);
}

Tokenizer::Tokenizer(TokenizerOptions options) : options_(std::move(options)) {
  options_.language = detail::checked_language(options_.language);
  if (options_.max_length > 0 && options_.max_length < options_.min_length) {
    detail::throw_invalid("max_length", std::to_string(options_.max_length),
                          "0 or at least min_length, " + std::to_string(options_.min_length));
  }
  joins_reduplication_ = options_.language == "id" || options_.language == "ms";
}

std::span<const Token> Tokenizer::tokens(std::string_view text, TokenBuffer& buffer) const {
  buffer.tokens_.clear();
  buffer.forms_.clear();
  buffer.form_ends_.clear();
  detail::for_each_word(text, joins_reduplication_, {}, [&](const Word& surface) {
    const auto form =
        detail::analyse(text.substr(surface.span.begin, surface.span.size()), surface.kind, options_);
    if (!form) return;
    buffer.tokens_.push_back({{}, surface.span, surface.kind});
    buffer.forms_ += *form;
    buffer.form_ends_.push_back(buffer.forms_.size());
  });
  // Only now: `forms_` moves as it grows.
  std::size_t begin = 0;
  for (std::size_t i = 0; i < buffer.tokens_.size(); ++i) {
    const std::size_t end = buffer.form_ends_[i];
    buffer.tokens_[i].text = std::string_view(buffer.forms_).substr(begin, end - begin);
    begin = end;
  }
  return buffer.tokens_;
}

namespace {

constexpr std::size_t documents_per_chunk = 32;
constexpr TermId dropped = static_cast<TermId>(-1);

/// The tokens of a few documents, numbered among themselves.
struct Part {
  Vocabulary terms;
  std::vector<TermId> ids;
  std::vector<std::uint64_t> lengths;
  std::uint64_t ill_formed = 0;
};

/// Analyses each distinct surface form once: `seen` leads from raw bytes to the term's number, or to
/// `dropped`.
class PartBuilder {
 public:
  PartBuilder(const TokenizerOptions& options, bool joins_reduplication, const std::stop_token& stop)
      : options_(options), joins_reduplication_(joins_reduplication), stop_(stop) {}

  void add(std::string_view text) {
    const std::size_t before = part_.ids.size();
    detail::for_each_word(text, joins_reduplication_, stop_, [&](const Word& surface) {
      const TermId id = id_of(text.substr(surface.span.begin, surface.span.size()), surface.kind);
      if (id != dropped) part_.ids.push_back(id);
    });
    part_.lengths.push_back(part_.ids.size() - before);
    part_.ill_formed += count_ill_formed(text);
  }

  Part take() { return std::move(part_); }

 private:
  TermId id_of(std::string_view surface, TokenKind kind) {
    const TermId seen = seen_.intern(surface);
    if (seen < terms_.size()) return terms_[seen];
    const auto form = detail::analyse(surface, kind, options_);
    return terms_.emplace_back(form ? part_.terms.intern(*form) : dropped);
  }

  const TokenizerOptions& options_;
  bool joins_reduplication_;
  const std::stop_token& stop_;
  Vocabulary seen_;
  std::vector<TermId> terms_;  // by the numbers of `seen_`
  Part part_;
};

}  // namespace

TokenizedCorpus Tokenizer::tokenize(TextsView texts, const Run& run) const {
  Workers workers(run);
  std::vector<Part> parts(chunk_count(texts.size(), documents_per_chunk));
  workers.for_chunks(
      texts.size(), documents_per_chunk,
      [&](const Chunk& chunk) {
        PartBuilder builder(options_, joins_reduplication_, run.stop);
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) builder.add(texts[i]);
        parts[chunk.index] = builder.take();
      },
      "tokenize");

  // Parts follow each other in the corpus's order, and so do the terms within a part: this numbers the terms
  // as they first appear in the corpus, however it was cut.
  auto vocabulary = std::make_shared<Vocabulary>();
  TokenizedCorpus corpus;
  corpus.offsets.reserve(texts.size() + 1);
  std::size_t total = 0;
  for (const Part& part : parts) total += part.ids.size();
  corpus.ids.reserve(total);
  std::vector<TermId> global;
  for (Part& part : parts) {
    throw_if_stopped(run);
    global.clear();
    for (std::size_t id = 0; id < part.terms.size(); ++id) {
      global.push_back(vocabulary->intern(part.terms.term(static_cast<TermId>(id))));
    }
    for (const TermId id : part.ids) corpus.ids.push_back(global[id]);
    for (const std::uint64_t length : part.lengths) corpus.offsets.push_back(corpus.offsets.back() + length);
    corpus.ill_formed += part.ill_formed;
    part = Part();
  }
  corpus.vocabulary = std::move(vocabulary);
  return corpus;
}

}  // namespace tema::inline v0
