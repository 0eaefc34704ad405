#include "tema/text/tokenizer.hpp"

#include "core/check.hpp"
#include "tema/core/parallel.hpp"
#include "tema/text/normalizer.hpp"
#include "tema/text/stemmer.hpp"
#include "tema/text/utf8.hpp"
#include "text/decode.hpp"
#include "text/language.hpp"
#include "text/surface_table.hpp"
#include "text/word_stream.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace tema::inline v0 {

namespace {

/// A word normalised, folded if asked, and without accents if asked.
std::string canonical(std::string_view word, bool folds, const TokenizerOptions& options) {
  if (detail::is_ascii(word)) return folds ? fold(word) : std::string(word);
  // Folding may undo a normalisation, and a normalisation bring capitals up: "㎏", "K".
  std::string form = normalized(word, options.normalization);
  if (folds) form = normalized(fold(form), options.normalization);
  return options.strip_accents ? without_accents(form) : form;
}

/// Stop words in the form that they are looked for in.
StopWords canonical(const StopWords& stop_words, const TokenizerOptions& options) {
  std::vector<std::string> words;
  for (const std::string& word : stop_words.words()) words.push_back(canonical(word, true, options));
  return StopWords(words);
}

/// The analysed form of a surface, or nothing if the options drop it.
std::optional<std::string> analyse(std::string_view surface, TokenKind kind, const TokenizerOptions& options,
                                   const StopWords& stop_words) {
  if (kind == TokenKind::emoji && !options.emoji) return std::nullopt;
  if (kind == TokenKind::number && options.numbers == Numbers::drop) return std::nullopt;
  if (options.min_length > 1 || options.max_length > 0) {
    const std::size_t length = count_code_points(surface);
    if (length < options.min_length) return std::nullopt;
    if (options.max_length > 0 && length > options.max_length) return std::nullopt;
  }
  const bool needs_folded = options.fold || options.stem || !stop_words.empty();
  std::string form = canonical(surface, needs_folded, options);
  if (stop_words.contains(form)) return std::nullopt;
  if (options.stem) return stem(form, options.language);
  return options.fold || !needs_folded ? std::move(form) : canonical(surface, false, options);
}

}  // namespace

Tokenizer::Tokenizer(TokenizerOptions options) : options_(std::move(options)) {
  options_.language = detail::checked_language(options_.language);
  if (options_.max_length > 0 && options_.max_length < options_.min_length) {
    detail::throw_invalid("max_length", std::to_string(options_.max_length),
                          "0 or at least min_length, " + std::to_string(options_.min_length));
  }
  if (options_.stem) static_cast<void>(stem("", options_.language));  // refuses a language without a stemmer
  stop_words_ = canonical(options_.stop_words, options_);
  joins_reduplication_ = options_.language == "id" || options_.language == "ms";
}

std::span<const Token> Tokenizer::tokens(std::string_view text, TokenBuffer& buffer) const {
  buffer.tokens_.clear();
  buffer.forms_.clear();
  buffer.form_ends_.clear();
  detail::WordStream stream(text, joins_reduplication_, {.dictionary = options_.dictionary}, {});
  for (auto words = stream.next(); !words.empty(); words = stream.next()) {
    for (const Word& word : words) {
      const auto form =
          analyse(text.substr(word.span.begin, word.span.size()), word.kind, options_, stop_words_);
      if (!form) continue;
      buffer.tokens_.push_back({{}, word.span, word.kind});
      buffer.forms_ += *form;
      buffer.form_ends_.push_back(buffer.forms_.size());
    }
  }
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

/// The tokens of a few documents, numbered by the thread that found them.
struct Part {
  std::vector<TermId> ids;
  std::vector<std::uint64_t> lengths;
  std::uint64_t ill_formed = 0;
  std::size_t thread = 0;
  TermId first_new = 0;  // of the thread's terms, the first that was new in this part
  TermId end_new = 0;
};

/// What one thread has found so far. Each distinct surface form is analysed once: its bytes lead to the
/// term's number, or to `dropped`.
class Analysis {
 public:
  Analysis(const TokenizerOptions& options, const StopWords& stop_words, bool joins_reduplication,
           const std::stop_token& stop)
      : options_(options), stop_words_(stop_words), joins_reduplication_(joins_reduplication), stop_(stop) {}

  void add(std::string_view text, Part& part) {
    const std::size_t before = part.ids.size();
    detail::WordStream stream(text, joins_reduplication_, {.dictionary = options_.dictionary}, stop_);
    for (auto words = stream.next(); !words.empty(); words = stream.next()) {
      const auto make = [&](std::string_view surface, TokenKind kind) {
        const auto form = analyse(surface, kind, options_, stop_words_);
        return form ? terms_.intern(*form) : dropped;
      };
      found_.resize(words.size());
      std::size_t size = 0;
      surfaces_.look_up(text, words, make, [&](TermId id) {
        found_[size] = id;  // what is dropped is written over
        size += id != dropped ? 1U : 0U;
      });
      part.ids.insert(part.ids.end(), found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(size));
    }
    part.lengths.push_back(part.ids.size() - before);
    part.ill_formed += count_ill_formed(text);
  }

  [[nodiscard]] Vocabulary& terms() { return terms_; }

 private:
  const TokenizerOptions& options_;
  const StopWords& stop_words_;
  bool joins_reduplication_;
  const std::stop_token& stop_;
  detail::SurfaceTable surfaces_;
  std::vector<TermId> found_;  // of a batch of words
  Vocabulary terms_;
};

/// An Analysis for each thread that asks.
class Analyses {
 public:
  Analyses(const TokenizerOptions& options, const StopWords& stop_words, bool joins_reduplication,
           const std::stop_token& stop)
      : options_(options), stop_words_(stop_words), joins_reduplication_(joins_reduplication), stop_(stop) {}

  /// The number of this thread's one, which is made at the first call.
  std::size_t of_this_thread() {
    const std::scoped_lock lock(mutex_);
    const auto place = std::find(threads_.begin(), threads_.end(), std::this_thread::get_id());
    const auto number = static_cast<std::size_t>(place - threads_.begin());
    if (place == threads_.end()) {
      all_.push_back(std::make_unique<Analysis>(options_, stop_words_, joins_reduplication_, stop_));
      threads_.push_back(std::this_thread::get_id());
    }
    return number;
  }

  Analysis& operator[](std::size_t number) {
    const std::scoped_lock lock(mutex_);
    return *all_[number];
  }
  [[nodiscard]] std::size_t size() const { return all_.size(); }

 private:
  const TokenizerOptions& options_;
  const StopWords& stop_words_;
  bool joins_reduplication_;
  const std::stop_token& stop_;
  std::mutex mutex_;
  std::vector<std::thread::id> threads_;
  std::vector<std::unique_ptr<Analysis>> all_;
};

Part analyse_chunk(Analyses& analyses, TextsView texts, const Chunk& chunk) {
  Part part;
  part.thread = analyses.of_this_thread();
  Analysis& analysis = analyses[part.thread];
  part.first_new = static_cast<TermId>(analysis.terms().size());
  for (std::size_t i = chunk.begin; i < chunk.end; ++i) analysis.add(texts[i], part);
  part.end_new = static_cast<TermId>(analysis.terms().size());
  return part;
}

}  // namespace

TokenizedCorpus Tokenizer::tokenize(TextsView texts, const Run& run) const {
  Workers workers(run);
  Analyses analyses(options_, stop_words_, joins_reduplication_, run.stop);
  std::vector<Part> parts(chunk_count(texts.size(), documents_per_chunk));
  workers.for_chunks(
      texts.size(), documents_per_chunk,
      [&](const Chunk& chunk) { parts[chunk.index] = analyse_chunk(analyses, texts, chunk); }, "tokenize");

  // Each thread takes its chunks in their order. So a term that first appears in a chunk is new there to the
  // thread, too: to go through what was new, chunk by chunk, numbers the terms as they first appear in the
  // corpus, whoever found them.
  auto vocabulary = std::make_shared<Vocabulary>();
  std::vector<std::vector<TermId>> global(analyses.size());
  TokenizedCorpus corpus;
  corpus.offsets.reserve(texts.size() + 1);
  std::vector<std::size_t> begins;
  for (const Part& part : parts) {
    throw_if_stopped(run);
    const Vocabulary& terms = analyses[part.thread].terms();
    // One thread alone has them in that order already.
    for (TermId id = part.first_new; analyses.size() > 1 && id < part.end_new; ++id) {
      global[part.thread].push_back(vocabulary->intern(terms.term(id)));
    }
    begins.push_back(static_cast<std::size_t>(corpus.offsets.back()));
    for (const std::uint64_t length : part.lengths) corpus.offsets.push_back(corpus.offsets.back() + length);
    corpus.ill_formed += part.ill_formed;
  }
  if (analyses.size() == 1) *vocabulary = std::move(analyses[0].terms());
  corpus.ids.resize(static_cast<std::size_t>(corpus.offsets.back()));
  workers.for_chunks(parts.size(), 1, [&](const Chunk& chunk) {
    Part& part = parts[chunk.index];
    const std::vector<TermId>& numbers = global[part.thread];
    std::transform(part.ids.begin(), part.ids.end(),
                   corpus.ids.begin() + static_cast<std::ptrdiff_t>(begins[chunk.index]),
                   [&](TermId id) { return numbers.empty() ? id : numbers[id]; });
    part = Part();
  });
  corpus.vocabulary = std::move(vocabulary);
  return corpus;
}

}  // namespace tema::inline v0
