#include "vector/ngram_reader.hpp"

#include "core/check.hpp"
#include "corpus/vocabulary_parts.hpp"
#include "tema/core/error.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace tema { inline namespace v0 {

namespace detail {

void check_ngrams(const WordNgrams& ngrams) {
  constexpr std::size_t most = 16;
  check_range<std::size_t>("ngrams.max", ngrams.max, 1, most);
  check_range<std::size_t>("ngrams.min", ngrams.min, 1, ngrams.max);
  check_range<std::size_t>("ngrams.skip", ngrams.skip, 0, most);
  // With n tokens, and up to s skipped between them, there are C(n - 1 + s, s) n-grams.
  constexpr std::size_t most_of_token = 1000;
  std::size_t choices = 1;
  std::size_t of_token = ngrams.min == 1 ? 1 : 0;
  for (std::size_t n = 2; n <= ngrams.max && of_token <= most_of_token; ++n) {
    choices = choices * (n - 1 + ngrams.skip) / (n - 1);
    if (n >= ngrams.min) of_token += choices;
  }
  if (of_token > most_of_token) {
    throw_invalid("ngrams.skip", std::to_string(ngrams.skip),
                  "less: with ngrams.max " + std::to_string(ngrams.max) +
                      ", each token would begin more than 1000 n-grams");
  }
}

NgramReader::NgramReader(std::unique_ptr<TokenReader> words, const WordNgrams& ngrams,
                         const std::stop_token& stop)
    : words_(std::move(words)),
      ngrams_(ngrams),
      stop_(stop),
      terms_(VocabularyParts::make(VocabularyParts::key(words_->terms()))) {}

void NgramReader::append(const SourceText& text, std::vector<TermId>& ids) {
  tokens_.clear();
  words_->append(text, tokens_);
  for_each_ngram([&](TermId gram, std::size_t /*first*/, std::size_t /*last*/) { ids.push_back(gram); });
}

void NgramReader::append(const SourceText& text, std::vector<TermId>& ids, std::vector<ByteSpan>& spans) {
  tokens_.clear();
  token_spans_.clear();
  words_->append(text, tokens_, token_spans_);
  for_each_ngram([&](TermId gram, std::size_t first, std::size_t last) {
    ids.push_back(gram);
    spans.push_back({token_spans_[first].begin, token_spans_[last].end});
  });
}

/// Calls visit(n-gram, its first token, its last token).
template <class Visit>
void NgramReader::for_each_ngram(Visit&& visit) {
  for (std::size_t first = 0; first < tokens_.size(); ++first) {
    if (first % 64 == 0 && stop_.stop_requested()) throw Cancelled();
    visit_from(first, first, word(tokens_[first]), 1, ngrams_.skip, visit);
  }
}

/// Visits an n-gram, if it is long enough, and those that continue it.
template <class Visit>
void NgramReader::visit_from(std::size_t first, std::size_t last, TermId gram, std::size_t size,
                             std::size_t skips, Visit& visit) {
  if (size >= ngrams_.min) visit(gram, first, last);
  if (size == ngrams_.max) return;
  for (std::size_t skipped = 0; skipped <= skips && last + 1 + skipped < tokens_.size(); ++skipped) {
    const std::size_t next = last + 1 + skipped;
    visit_from(first, next, extended(gram, tokens_[next]), size + 1, skips - skipped, visit);
  }
}

TermId NgramReader::word(TermId id) {
  constexpr TermId none = static_cast<TermId>(-1);
  if (id >= of_word_.size()) of_word_.resize(words_->terms().size(), none);
  if (of_word_[id] == none) of_word_[id] = terms_.intern(words_->terms().term(id));
  return of_word_[id];
}

TermId NgramReader::extended(TermId gram, TermId word) {
  std::uint32_t& longer = longer_(gram, word);  // 0: not known yet; otherwise its number plus 1
  if (longer == 0) {
    bytes_ = terms_.term(gram);
    bytes_ += ' ';
    bytes_ += words_->terms().term(word);
    longer = terms_.intern(bytes_) + 1;
  }
  return longer - 1;
}

MakeReader ngram_readers(const AnyTokenSource& source, const WordNgrams& ngrams,
                         const std::stop_token& stop) {
  check_ngrams(ngrams);
  return [source, ngrams, &stop] { return ngram_reader(source.make_reader(stop), ngrams, stop); };
}

std::unique_ptr<TokenReader> ngram_reader(std::unique_ptr<TokenReader> words, const WordNgrams& ngrams,
                                          const std::stop_token& stop) {
  if (ngrams.max == 1) return words;
  return std::make_unique<NgramReader>(std::move(words), ngrams, stop);
}

}  // namespace detail

NgramSource::NgramSource(AnyTokenSource words, const WordNgrams& ngrams)
    : words_(std::move(words)), ngrams_(ngrams) {
  detail::check_ngrams(ngrams);
}

void NgramSource::operator()(const SourceText& text, TokenSink& sink) const {
  const std::stop_token stop;
  const std::unique_ptr<detail::TokenReader> reader = make_reader(stop);
  std::vector<TermId> ids;
  std::vector<ByteSpan> spans;
  reader->append(text, ids, spans);
  for (std::size_t i = 0; i < ids.size(); ++i) sink(reader->terms().term(ids[i]), spans[i]);
}

std::unique_ptr<detail::TokenReader> NgramSource::make_reader(const std::stop_token& stop) const {
  return detail::ngram_reader(words_.make_reader(stop), ngrams_, stop);
}

}}  // namespace tema::v0
