#pragma once

#include "tema/core/export.hpp"
#include "tema/core/types.hpp"
#include "tema/corpus/vocabulary.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

/// One text of a corpus, in the form that a token source receives. The title of a document is a text of its
/// own, which a source receives after the text of the document.
struct SourceText {
  std::string_view text;
  std::string_view language = {};  ///< the language that its document names, or ""
  std::size_t place = 0;           ///< its position in the corpus, from 0; 0 for a single text
  std::string_view title = {};     ///< the title of its document, or ""; always "" for a title
  bool is_title = false;           ///< it is the title of the document at `place`
};

/// Receives the tokens of one text, in their order.
class TokenSink {
 public:
  /// `vocabulary` numbers the terms. `spans` may be null.
  TokenSink(Vocabulary& vocabulary, std::vector<TermId>& ids, std::vector<ByteSpan>* spans)
      : vocabulary_(vocabulary), ids_(ids), spans_(spans) {}

  /// Adds a token and its span in the text, in bytes. The bytes of the token may disappear afterwards. A
  /// token without a known place has an empty span at 0; an explanation then cannot mark it in the text. A
  /// span that does not lie in the text ends the call that needs it with std::invalid_argument.
  void operator()(std::string_view token, ByteSpan span = {}) {
    ids_.push_back(vocabulary_.intern(token));
    if (spans_ != nullptr) spans_->push_back(span);
  }

 private:
  Vocabulary& vocabulary_;
  std::vector<TermId>& ids_;
  std::vector<ByteSpan>* spans_;
};

/// A token source gives the tokens of a text. Its signature is
///
///     void operator()(const tema::SourceText& text, tema::TokenSink& sink);   // const or not
///
/// It calls sink(token, span) for each token. It is copied for each thread, and a copy is used by one thread
/// at a time, so it may keep buffers. The same text must always give the same tokens, whatever was read
/// before, and on whatever thread. An exception that it throws ends the call that the source was given to.
///
/// The title of a document is given to it, too, behind the text. A source that finds tokens by the place of a
/// text must leave titles out (SourceText::is_title).
///
/// Models are a Tokenizer, a lambda or function, TokenizedTexts, and NgramSource over any of them.
///
///     const auto words_at_spaces = [](const tema::SourceText& text, tema::TokenSink& sink) {
///       for (std::size_t begin = 0; begin < text.text.size();) {
///         const std::size_t end = std::min(text.text.find(' ', begin), text.text.size());
///         if (end > begin) sink(text.text.substr(begin, end - begin), {begin, end});
///         begin = end + 1;
///       }
///     };
///     const auto [vectorizer, rows] = tema::Vectorizer::fit_transform(words_at_spaces, texts);
template <class Source>
concept TokenSource = std::copy_constructible<Source> &&
    requires(Source& source, const SourceText& text, TokenSink& sink) {
  source(text, sink);
};

namespace detail {

/// What a reader knows about a text, in addition to its tokens.
struct TextNotes {
  std::string_view language = {};  // the language it was read in; "" if the source does not tell
  bool unknown_language = false;   // its document names no known language
  std::size_t truncated_words = 0;
};

/// Reads texts on one thread. It remembers the terms that it met.
class TEMA_EXPORT TokenReader {
 public:
  TokenReader() = default;
  TokenReader(const TokenReader&) = delete;
  TokenReader& operator=(const TokenReader&) = delete;
  virtual ~TokenReader();

  /// Appends the tokens of a text, as the numbers of their terms.
  virtual void append(const SourceText& text, std::vector<TermId>& ids) = 0;

  /// Does the same, and appends the span of each token.
  virtual void append(const SourceText& text, std::vector<TermId>& ids, std::vector<ByteSpan>& spans) = 0;

  /// How often each token of a title counts; 0: titles are not read.
  [[nodiscard]] virtual std::size_t title_weight() const;

  /// Appends what separates two texts of a document, if the reader marks where no phrase may continue.
  virtual void append_border(std::vector<TermId>& ids);

  /// Tells what else is known about the last text that was read.
  [[nodiscard]] virtual TextNotes notes(const SourceText& text) const;

  /// The terms, by their numbers. The vocabularies of all readers of one source have the same key.
  [[nodiscard]] virtual const Vocabulary& terms() const = 0;

  /// The approximate number of bytes of memory that it takes.
  [[nodiscard]] virtual std::size_t memory() const;

  /// Prepares its terms for being looked up. It is called after all texts of a call.
  virtual void index_terms();

  /// Frees all memory that terms() does not need. Nothing may be read afterwards.
  virtual void keep_terms_alone();
};

/// The key of the hash of a vocabulary.
using VocabularyKey = std::array<std::uint64_t, 2>;
TEMA_EXPORT VocabularyKey random_vocabulary_key();
TEMA_EXPORT Vocabulary vocabulary_by(const VocabularyKey& key);

/// Throws std::invalid_argument for a span that does not lie in a text of that many bytes.
TEMA_EXPORT void check_spans(std::span<const ByteSpan> spans, std::size_t bytes);

/// Reads texts with a copy of a token source.
template <TokenSource Source>
class SourceReader final : public TokenReader {
 public:
  SourceReader(const Source& source, const VocabularyKey& key)
      : source_(source), terms_(vocabulary_by(key)) {}

  void append(const SourceText& text, std::vector<TermId>& ids) override {
    TokenSink sink(terms_, ids, nullptr);
    source_(text, sink);
  }
  void append(const SourceText& text, std::vector<TermId>& ids, std::vector<ByteSpan>& spans) override {
    TokenSink sink(terms_, ids, &spans);
    const std::size_t before = spans.size();
    source_(text, sink);
    check_spans(std::span(spans).subspan(before), text.text.size());
  }
  [[nodiscard]] const Vocabulary& terms() const override { return terms_; }

 private:
  Source source_;
  Vocabulary terms_;
};

/// A source that makes its own readers, as tema's own sources do. `stop` must outlive the reader.
template <class Source>
concept MakesReaders = requires(const Source& source, const std::stop_token& stop) {
  { source.make_reader(stop) } -> std::same_as<std::unique_ptr<TokenReader>>;
};

/// A source that remembers texts for its copies, and that can be copied without this memory.
template <class Source>
concept Remembers = requires(const Source& source) {
  { source.without_memory() } -> std::same_as<Source>;
};

/// A source whose type has a name, which is not empty and unique.
template <class Source>
concept Named = requires {
  { Source::token_source_name } -> std::convertible_to<std::string_view>;
};

}  // namespace detail

/// Any token source, as a value of one type, which Vectorizer, TopicModel and so on take and keep. It is
/// cheap to copy, and may be used by many threads.
class AnyTokenSource {
 public:
  template <class Source>
  requires(!std::same_as<Source, AnyTokenSource>) &&
      (TokenSource<Source> ||
       detail::MakesReaders<Source>)AnyTokenSource(Source source)  // NOLINT: converts from any source
      : held_(std::make_shared<const Held<Source>>(std::move(source))) {}

  /// The source itself if it is of this type, otherwise null. For tema's types with a name, such as
  /// Tokenizer, this works in programs that are compiled without run-time type information.
  template <detail::Named Source>
  [[nodiscard]] const Source* target() const {
    return held_->name() == Source::token_source_name ? static_cast<const Source*>(held_->source_address())
                                                      : nullptr;
  }

  /// True if both are copies of the same value.
  [[nodiscard]] bool is_same(const AnyTokenSource& other) const { return held_ == other.held_; }

  /// A reader for one thread. The stop token must outlive it.
  [[nodiscard]] std::unique_ptr<detail::TokenReader> make_reader(const std::stop_token& stop) const {
    return held_->make_reader(stop);
  }

  /// The same source, without its memory of the texts that it read.
  [[nodiscard]] AnyTokenSource without_memory() const { return held_->without_memory(*this); }

 private:
  struct Any {
    Any() = default;
    Any(const Any&) = delete;
    Any& operator=(const Any&) = delete;
    virtual ~Any() = default;
    [[nodiscard]] virtual std::unique_ptr<detail::TokenReader> make_reader(
        const std::stop_token& stop) const = 0;
    [[nodiscard]] virtual AnyTokenSource without_memory(const AnyTokenSource& self) const = 0;
    [[nodiscard]] virtual std::string_view name() const = 0;
    [[nodiscard]] virtual const void* source_address() const = 0;
  };

  template <class Source>
  struct Held final : Any {
    explicit Held(Source given) : source(std::move(given)) {}
    [[nodiscard]] std::unique_ptr<detail::TokenReader> make_reader(
        const std::stop_token& stop) const override {
      if constexpr (detail::MakesReaders<Source>) {
        return source.make_reader(stop);
      } else {
        return std::make_unique<detail::SourceReader<Source>>(source, key);
      }
    }
    [[nodiscard]] AnyTokenSource without_memory(const AnyTokenSource& self) const override {
      if constexpr (detail::Remembers<Source>) {
        return AnyTokenSource(source.without_memory());
      } else {
        return self;
      }
    }
    [[nodiscard]] std::string_view name() const override {
      if constexpr (detail::Named<Source>) return Source::token_source_name;
      return {};
    }
    [[nodiscard]] const void* source_address() const override { return &source; }

    Source source;
    detail::VocabularyKey key = detail::random_vocabulary_key();
  };

  std::shared_ptr<const Any> held_;
};

}}  // namespace tema::v0
