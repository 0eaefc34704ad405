#include "text/analysis/analysis_session.hpp"

#include "tema/text/utf8.hpp"
#include "text/analysis/character_ngrams.hpp"
#include "text/analysis/tokenizer_state.hpp"
#include "text/analysis/word_stream.hpp"
#include "text/unicode/decode.hpp"
#include "text/unicode/hyphen.hpp"
#include "text/unicode/word_rules.hpp"

#include <algorithm>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

TokenKind kind_of(WebKind kind) {
  switch (kind) {
    case WebKind::url:
      return TokenKind::url;
    case WebKind::email:
      return TokenKind::email;
    case WebKind::mention:
      return TokenKind::mention;
    case WebKind::hashtag:
      break;
  }
  return TokenKind::hashtag;
}

WebToken wanted(const WebOptions& options, WebKind kind) {
  switch (kind) {
    case WebKind::url:
      return options.urls;
    case WebKind::email:
      return options.emails;
    case WebKind::mention:
      return options.mentions;
    case WebKind::hashtag:
      break;
  }
  return options.hashtags;
}

/// True if only white space or one hyphen is between two words.
bool is_phrase_gap(std::string_view gap) {
  if (hyphen_size(gap) > 0) return true;
  return gap.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos || gap == "\xC2\xA0";
}

/// True for the two parts of a word whose clitic was split: nothing else cuts ASCII without a gap.
bool is_one_word(std::string_view text, const ByteSpan& before, const ByteSpan& after) {
  return before.end == after.begin && is_ascii(text.substr(before.end - 1, 2));
}

}  // namespace

AnalysisSession::AnalysisSession(const TokenizerState& tokenizer)
    : tokenizer_(tokenizer), surfaces_(tokenizer) {}

void AnalysisSession::forget_excess() {
  // After an exception, there may be a term that nothing maps to.
  if (!is_at_work_ && !surfaces_.has_excess()) return;
  surfaces_.forget();
  is_at_work_ = false;
}

/// Calls visit(text, words, offset) for words, a batch at a time. The spans of the words are in `text`, which
/// begins at `offset` of the given text.
template <class Visit>
void AnalysisSession::for_each_batch(std::string_view text, const std::stop_token& stop, Visit&& visit) {
  if (!tokenizer_.web_kinds.any()) {
    cut_gap(text, {0, text.size()}, stop, visit);
    return;
  }
  WebSpanFinder finder(text, tokenizer_.web_kinds);
  std::size_t begin = 0;
  for (WebSpan found; finder.next(found); begin = found.span.end) {
    cut_gap(text, {begin, found.span.begin}, stop, visit);
    if (wanted(tokenizer_.options.web, found.kind) == WebToken::drop) continue;
    const Word word{found.span, kind_of(found.kind)};
    visit(text, std::span(&word, 1), std::size_t{0});
  }
  cut_gap(text, {begin, text.size()}, stop, visit);
}

template <class Visit>
void AnalysisSession::cut_gap(std::string_view text, ByteSpan gap, const std::stop_token& stop,
                              Visit&& visit) {
  const TokenizerOptions& options = tokenizer_.options;
  const std::string_view view = text.substr(gap.begin, gap.size());
  WordStream stream(view, surfaces_.rules().joins(), segmenter_options(options), stop, joined_);
  for (auto words = stream.next(); !words.empty(); words = stream.next()) {
    if (options.filter.cut_length > 0) words = cut_long_words(view, words);
    visit(view, words, gap.begin);
  }
}

std::span<const Word> AnalysisSession::cut_long_words(std::string_view text, std::span<const Word> words) {
  const std::size_t longest = tokenizer_.options.filter.cut_length;
  words_.assign(words.begin(), words.end());
  for (Word& word : words_) {
    if (word.span.size() <= longest || word.kind == TokenKind::emoji) continue;
    const std::string_view whole = text.substr(word.span.begin, word.span.size());
    const std::size_t size = first_code_points(whole, longest).size();
    if (size == whole.size()) continue;
    ++truncated_words_;
    word.span.end = word.span.begin + size;
    // What remains of "2021a" may be a number. What becomes of a word depends only on its bytes.
    word.kind = kind_of_word(whole.substr(0, size));
  }
  return words_;
}

std::string_view AnalysisSession::start(std::string_view text, std::string_view language) {
  truncated_words_ = 0;
  is_at_work_ = true;
  if (tokenizer_.options.web.html) {
    strip_html(text, html_);
    text = html_.text();
  }
  // Its language is detected without the markup, which would be taken for English.
  language_ = tokenizer_.language_of(text, language);
  surfaces_.set_language(language_);
  return text;
}

void AnalysisSession::append_terms(std::string_view text, std::string_view language,
                                   const std::stop_token& stop, std::vector<TermId>& terms) {
  append_terms(start(text, language), stop, terms);
  is_at_work_ = false;
}

void AnalysisSession::append_terms(std::string_view text, const std::stop_token& stop,
                                   std::vector<TermId>& terms) {
  if (tokenizer_.marks_borders) {
    append_with_borders(text, stop, terms);
    return;
  }
  if (needs_sequence()) {
    find_tokens(text, stop);
    for (const NumberedToken& token : tokens_) terms.push_back(token.term);
    return;
  }
  for_each_batch(text, stop, [&](std::string_view view, std::span<const Word> words, std::size_t) {
    const std::span<const std::uint32_t> values = surfaces_.look_up(view, words);
    if (!SurfaceTerms::has_list(values)) {
      const std::size_t before = terms.size();
      terms.resize(before + values.size());
      TermId* next = terms.data() + before;
      for (const std::uint32_t value : values) {
        *next = value;  // a dropped token is overwritten
        next += value != SurfaceTerms::dropped ? 1 : 0;
      }
      terms.resize(static_cast<std::size_t>(next - terms.data()));
      return;
    }
    for (const std::uint32_t value : values) {
      surfaces_.for_each_part(value, [&](const SurfaceTerms::Part& part) { terms.push_back(part.term); });
    }
  });
}

std::span<const NumberedToken> AnalysisSession::tokens(std::string_view text, std::string_view language,
                                                       const std::stop_token& stop) {
  find_tokens(start(text, language), stop);
  is_at_work_ = false;
  if (tokenizer_.options.web.html) {
    for (NumberedToken& token : tokens_) token.span = html_.source(token.span);
  }
  return tokens_;
}

bool AnalysisSession::needs_sequence() const {
  return !surfaces_.rules().phrases().empty() || tokenizer_.options.character_ngrams.across_words;
}

/// Calls visit(token) for each word, before phrases are joined.
template <class Visit>
void AnalysisSession::for_each_word(std::string_view text, const std::stop_token& stop, Visit&& visit) {
  for_each_batch(text, stop, [&](std::string_view view, std::span<const Word> words, std::size_t offset) {
    const std::span<const std::uint32_t> values = surfaces_.look_up(view, words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::size_t begin = words[i].span.begin + offset;
      surfaces_.for_each_part(values[i], [&](const SurfaceTerms::Part& part) {
        const std::size_t end = part.span.size() > 0 ? begin + part.span.end : words[i].span.end + offset;
        visit(NumberedToken{part.term, part.phrase_word, {begin + part.span.begin, end}, words[i].kind});
      });
    }
  });
}

void AnalysisSession::find_tokens(std::string_view text, const std::stop_token& stop) {
  tokens_.clear();
  for_each_word(text, stop, [&](const NumberedToken& token) { tokens_.push_back(token); });
  if (!surfaces_.rules().phrases().empty()) join_phrases(text);
  if (tokenizer_.options.character_ngrams.across_words) cut_into_ngrams(text);
}

TermId AnalysisSession::border() { return surfaces_.number_of(phrase_border); }

/// Appends the terms of the tokens, and a border wherever a phrase may not continue.
void AnalysisSession::append_with_borders(std::string_view text, const std::stop_token& stop,
                                          std::vector<TermId>& terms) {
  const TermId border = this->border();
  ByteSpan before;
  const auto append = [&](const NumberedToken& token) {
    const ByteSpan& span = token.span;
    const bool goes_on = is_phrase_gap(text.substr(before.end, span.begin - before.end));
    if (before.end > 0 && (!goes_on || is_one_word(text, before, span))) terms.push_back(border);
    terms.push_back(token.term);
    before = span;
  };
  if (surfaces_.rules().phrases().empty()) {
    for_each_word(text, stop, append);
  } else {
    find_tokens(text, stop);
    for (const NumberedToken& token : tokens_) append(token);
  }
}

/// Makes one token of the words of each phrase, and drops the words that only phrases needed.
void AnalysisSession::join_phrases(std::string_view text) {
  const PhraseMatcher& phrases = surfaces_.rules().phrases();
  std::size_t size = 0;
  for (std::size_t i = 0; i < tokens_.size();) {
    const auto match = phrases.longest([&](std::size_t k) {
      if (i + k >= tokens_.size()) return PhraseMatcher::no_word;
      const NumberedToken& token = tokens_[i + k];
      if (k == 0) return token.phrase_word;
      const std::size_t end = tokens_[i + k - 1].span.end;
      return is_phrase_gap(text.substr(end, token.span.begin - end)) ? token.phrase_word
                                                                     : PhraseMatcher::no_word;
    });
    if (match.words > 0) {
      const ByteSpan span{tokens_[i].span.begin, tokens_[i + match.words - 1].span.end};
      tokens_[size++] = {surfaces_.number_of(match.phrase), PhraseMatcher::no_word, span, tokens_[i].kind};
      i += match.words;
    } else {
      if (tokens_[i].term != SurfaceTerms::dropped) tokens_[size++] = tokens_[i];
      ++i;
    }
  }
  tokens_.resize(size);
}

/// Replaces the tokens by their n-grams, which are joined by spaces.
void AnalysisSession::cut_into_ngrams(std::string_view text) {
  std::string joined;
  std::vector<ByteSpan> sources;  // of each code point
  std::vector<TokenKind> kinds;
  for (const NumberedToken& token : tokens_) {
    if (!joined.empty()) {
      joined += ' ';
      sources.push_back({sources.back().end, token.span.begin});
    }
    const std::string_view form = surfaces_.terms().term(token.term);
    joined += form;
    for (const ByteSpan& source : character_sources(form, text.substr(token.span.begin, token.span.size()))) {
      sources.push_back({token.span.begin + source.begin, token.span.begin + source.end});
    }
    kinds.resize(sources.size(), token.kind);
  }
  tokens_.clear();
  const std::vector<std::size_t> begins = code_point_begins(joined);
  const CharacterNgrams& ngrams = tokenizer_.options.character_ngrams;
  for_each_ngram(sources.size(), ngrams, false, [&](std::size_t first, std::size_t last) {
    const auto term = std::string_view(joined).substr(begins[first], begins[last] - begins[first]);
    const ByteSpan span{sources[first].begin, sources[last - 1].end};
    tokens_.push_back({surfaces_.number_of(term), PhraseMatcher::no_word, span, kinds[first]});
  });
}

}}}  // namespace tema::v0::detail
