#include "text/analysis/analysis_session.hpp"

#include "corpus/vocabulary_parts.hpp"
#include "tema/core/error.hpp"
#include "tema/text/utf8.hpp"
#include "text/analysis/character_ngrams.hpp"
#include "text/analysis/tokenizer_state.hpp"
#include "text/analysis/word_stream.hpp"
#include "text/languages/language.hpp"
#include "text/unicode/decode.hpp"
#include "text/unicode/hyphen.hpp"
#include "text/unicode/word_rules.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

// What a surface form maps to: the number of a term, or this bit and the number of a list of parts, or
// nothing.
constexpr std::uint32_t list_bit = std::uint32_t{1} << 31;
constexpr std::uint32_t dropped = static_cast<std::uint32_t>(-1);

constexpr std::size_t max_terms = std::size_t{1} << 20;
constexpr std::size_t max_bytes = std::size_t{1} << 26;
constexpr std::size_t max_parts = std::size_t{1} << 22;

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
    : tokenizer_(tokenizer), terms_(VocabularyParts::make(tokenizer.key)) {}

void AnalysisSession::forget_excess() {
  // After an exception, there may be a term that nothing maps to.
  const bool is_whole = !is_at_work_;
  std::size_t parts = 0;
  for (const auto& memory : memories_) parts += memory->parts.size();
  const bool is_small = terms_.size() <= max_terms && terms_.bytes() <= max_bytes && parts <= max_parts;
  if (is_whole && is_small) return;
  Vocabulary none = VocabularyParts::make(tokenizer_.key);
  Vocabulary none_odd;
  memories_.clear();
  memory_ = nullptr;
  terms_ = std::move(none);
  odd_terms_ = std::move(none_odd);
  odd_numbers_.clear();
  is_at_work_ = false;
}

std::size_t AnalysisSession::memory() const {
  std::size_t bytes = terms_.memory() + odd_terms_.memory() + odd_numbers_.capacity() * sizeof(TermId);
  for (const auto& known : memories_) {
    bytes += known->surfaces.memory() + known->web_surfaces.memory() +
             known->parts.capacity() * sizeof(Part) + known->lists.capacity() * sizeof(PartList);
  }
  return bytes;
}

AnalysisSession::Memory& AnalysisSession::memory_of(std::string_view language) {
  language = ruled_language(language);
  if (memory_ != nullptr && memory_->language == language) return *memory_;
  const auto is_wanted = [&](const auto& memory) { return memory->language == language; };
  const auto place = std::find_if(memories_.begin(), memories_.end(), is_wanted);
  if (place != memories_.end()) return **place;
  knows_all_plain_ = memories_.empty();
  memories_.push_back(std::make_unique<Memory>(
      Memory{.language = std::string(language), .rules = tokenizer_.rules(language)}));
  return *memories_.back();
}

TermId AnalysisSession::number_of(std::string_view term) {
  VocabularyParts::index_appended(terms_);
  const std::size_t before = terms_.size();
  const TermId number = terms_.intern(term);
  if (number == before && knows_all_plain_ && SurfaceCache::is_short(term) && is_ascii(term)) {
    odd_terms_.intern(term);
    odd_numbers_.push_back(number);
  }
  if (number >= list_bit)
    throw Error(ErrorKind::limit, "the tokens have more than 2147483648 distinct terms, the limit");
  return number;
}

/// What a new surface form maps to.
std::uint32_t AnalysisSession::analyse(std::string_view surface, TokenKind kind, SurfaceCache& surfaces) {
  const bool is_plain_kind = kind == TokenKind::word || kind == TokenKind::number;
  if (is_plain_kind && SurfaceCache::is_short(surface) && memory_->rules->is_plain() && is_ascii(surface)) {
    return analyse_plain(surface, surfaces);
  }
  memory_->rules->analyse(surface, kind, analysed_);
  if (tokenizer_.marks_borders) {
    for (AnalysedPart& part : analysed_) part.is_kept = true;
  }
  std::erase_if(analysed_, [](const AnalysedPart& part) {
    return !part.is_kept && part.phrase_word == PhraseMatcher::no_word;
  });
  if (analysed_.empty()) return dropped;
  const auto term_of = [&](const AnalysedPart& part) {
    return part.is_kept ? number_of(part.form) : dropped;
  };
  const AnalysedPart& first = analysed_.front();
  const bool is_plain = analysed_.size() == 1 && first.span == ByteSpan{0, surface.size()} &&
                        first.phrase_word == PhraseMatcher::no_word;
  if (is_plain) return term_of(first);
  const std::size_t begin = memory_->parts.size();
  for (const AnalysedPart& part : analysed_) {
    memory_->parts.push_back({term_of(part), part.phrase_word, part.span});
  }
  memory_->lists.push_back({begin, memory_->parts.size()});
  return static_cast<std::uint32_t>(memory_->lists.size() - 1) | list_bit;
}

/// What a short ASCII word maps to, if it is only folded: what its form in small letters maps to. So a word
/// without a capital is a new term, and need only be looked up among those terms that came in another way
/// ("K").
std::uint32_t AnalysisSession::analyse_plain(std::string_view surface, SurfaceCache& surfaces) {
  std::array<char, SurfaceCache::longest_short> small{};
  std::transform(surface.begin(), surface.end(), small.begin(), ascii_lower);
  // Whether a backtick is an apostrophe depends on the characters beside it. The size does not change.
  if (surface.find('`') != std::string_view::npos) fold(surface).copy(small.data(), small.size());
  const std::string_view form(small.data(), surface.size());
  if (form != surface) {
    if (const auto known = surfaces.find(form)) return *known;
  }
  surfaces.make_room(2);  // otherwise there could be a term that no surface maps to
  const bool knows_all = knows_all_plain_ && !surfaces.has_forgotten();
  const bool is_kept = tokenizer_.marks_borders || memory_->rules->keeps_plain(form);
  const std::uint32_t value = !is_kept ? dropped : knows_all ? number_of_new_plain(form) : number_of(form);
  if (form != surface) surfaces.insert(form, value);
  return value;
}

TermId AnalysisSession::number_of_new_plain(std::string_view form) {
  const auto odd = odd_numbers_.empty() ? std::nullopt : odd_terms_.find(form);
  if (odd) return odd_numbers_[*odd];
  const TermId number = VocabularyParts::append(terms_, form);
  if (number >= list_bit)
    throw Error(ErrorKind::limit, "the tokens have more than 2147483648 distinct terms, the limit");
  return number;
}

void AnalysisSession::index_terms() { VocabularyParts::index_appended(terms_); }

void AnalysisSession::keep_terms_alone() {
  memory_ = nullptr;
  memories_.clear();
}

/// Calls visit(text, words, surfaces, offset) for words, a batch at a time, with what their surface forms map
/// to. The spans of the words are in `text`, which begins at `offset` of the given text.
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
    visit(text, std::span(&word, 1), memory_->web_surfaces, std::size_t{0});
  }
  cut_gap(text, {begin, text.size()}, stop, visit);
}

template <class Visit>
void AnalysisSession::cut_gap(std::string_view text, ByteSpan gap, const std::stop_token& stop,
                              Visit&& visit) {
  const TokenizerOptions& options = tokenizer_.options;
  const std::string_view view = text.substr(gap.begin, gap.size());
  WordStream stream(view, memory_->rules->joins(), segmenter_options(options), stop, joined_);
  for (auto words = stream.next(); !words.empty(); words = stream.next()) {
    if (options.filter.cut_length > 0) words = cut_long_words(view, words);
    visit(view, words, memory_->surfaces, gap.begin);
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
  memory_ = &memory_of(language_);
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
  for_each_batch(
      text, stop,
      [&](std::string_view view, std::span<const Word> words, SurfaceCache& surfaces, std::size_t) {
        const std::span<std::uint32_t> values = look_up(view, words, surfaces);
        const auto is_list = [](std::uint32_t value) { return value >= list_bit && value != dropped; };
        if (std::none_of(values.begin(), values.end(), is_list)) {
          std::size_t size = terms.size();
          terms.resize(size + values.size());
          for (const std::uint32_t value : values) {
            terms[size] = value;  // a dropped token is overwritten
            size += value != dropped ? 1U : 0U;
          }
          terms.resize(size);
          return;
        }
        for (const std::uint32_t value : values) {
          for_each_part(value, [&](const Part& part) { terms.push_back(part.term); });
        }
      });
}

/// What the words of a batch map to.
std::span<std::uint32_t> AnalysisSession::look_up(std::string_view text, std::span<const Word> words,
                                                  SurfaceCache& surfaces) {
  values_.resize(std::max(values_.size(), words.size()));
  if (memory_->parts.size() > max_parts) {
    // The values are dropped together with the surface forms.
    knows_all_plain_ = false;
    memory_->parts.clear();
    memory_->lists.clear();
    memory_->surfaces = SurfaceCache();
    memory_->web_surfaces = SurfaceCache();
  }
  const auto make = [&](std::string_view surface, TokenKind kind) {
    return analyse(surface, kind, surfaces);
  };
  surfaces.look_up(text, words, make, values_.data());
  return std::span(values_).first(words.size());
}

/// Calls visit(part) for the tokens that a value stands for. A token that is the whole word has an empty
/// span.
template <class Visit>
void AnalysisSession::for_each_part(std::uint32_t value, Visit&& visit) const {
  if (value == dropped) return;
  if (value < list_bit) {
    visit(Part{value, PhraseMatcher::no_word, {}});
    return;
  }
  const PartList& list = memory_->lists[value & ~list_bit];
  for (std::size_t i = list.begin; i < list.end; ++i) visit(memory_->parts[i]);
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
  return !memory_->rules->phrases().empty() || tokenizer_.options.character_ngrams.across_words;
}

/// Calls visit(token) for each word, before phrases are joined.
template <class Visit>
void AnalysisSession::for_each_word(std::string_view text, const std::stop_token& stop, Visit&& visit) {
  for_each_batch(
      text, stop,
      [&](std::string_view view, std::span<const Word> words, SurfaceCache& surfaces, std::size_t offset) {
        const std::span<const std::uint32_t> values = look_up(view, words, surfaces);
        for (std::size_t i = 0; i < words.size(); ++i) {
          const std::size_t begin = words[i].span.begin + offset;
          for_each_part(values[i], [&](const Part& part) {
            const std::size_t end = part.span.size() > 0 ? begin + part.span.end : words[i].span.end + offset;
            visit(NumberedToken{part.term, part.phrase_word, {begin + part.span.begin, end}, words[i].kind});
          });
        }
      });
}

void AnalysisSession::find_tokens(std::string_view text, const std::stop_token& stop) {
  tokens_.clear();
  for_each_word(text, stop, [&](const NumberedToken& token) { tokens_.push_back(token); });
  if (!memory_->rules->phrases().empty()) join_phrases(text);
  if (tokenizer_.options.character_ngrams.across_words) cut_into_ngrams(text);
}

/// Appends the terms of the tokens, and a border wherever a phrase may not continue.
void AnalysisSession::append_with_borders(std::string_view text, const std::stop_token& stop,
                                          std::vector<TermId>& terms) {
  const TermId border = number_of(phrase_border);
  ByteSpan before;
  const auto append = [&](const NumberedToken& token) {
    const ByteSpan& span = token.span;
    const bool goes_on = is_phrase_gap(text.substr(before.end, span.begin - before.end));
    if (before.end > 0 && (!goes_on || is_one_word(text, before, span))) terms.push_back(border);
    terms.push_back(token.term);
    before = span;
  };
  if (memory_->rules->phrases().empty()) {
    for_each_word(text, stop, append);
  } else {
    find_tokens(text, stop);
    for (const NumberedToken& token : tokens_) append(token);
  }
}

/// Makes one token of the words of each phrase, and drops the words that only phrases needed.
void AnalysisSession::join_phrases(std::string_view text) {
  const PhraseMatcher& phrases = memory_->rules->phrases();
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
      tokens_[size++] = {number_of(match.phrase), PhraseMatcher::no_word, span, tokens_[i].kind};
      i += match.words;
    } else {
      if (tokens_[i].term != dropped) tokens_[size++] = tokens_[i];
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
    const std::string_view form = terms_.term(token.term);
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
    tokens_.push_back({number_of(term), PhraseMatcher::no_word, span, kinds[first]});
  });
}

}}}  // namespace tema::v0::detail
