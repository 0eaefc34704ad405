#include "text/analysis/analysis_rules.hpp"

#include "tema/text/normalizer.hpp"
#include "tema/text/stemmer.hpp"
#include "tema/text/utf8.hpp"
#include "text/analysis/character_ngrams.hpp"
#include "text/analysis/cut_word.hpp"
#include "text/languages/indonesian/clitics.hpp"
#include "text/languages/indonesian/hyphen.hpp"
#include "text/languages/indonesian/indonesian.hpp"
#include "text/languages/indonesian/repeated_words.hpp"
#include "text/unicode/decode.hpp"
#include "text/unicode/folding.hpp"
#include "text/unicode/glued_sentences.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::string_view number_symbol = "#";

bool has_stemmer(std::string_view language) {
  const auto known = stemmed_languages();
  return std::binary_search(known.begin(), known.end(), language, std::less<>());
}

bool only_folds(const TokenizerOptions& options, bool is_indonesian, std::string_view language) {
  const IndonesianOptions& indonesian = options.indonesian;
  const bool is_indonesian_word =
      is_indonesian && (indonesian.expand_two || indonesian.reduplication_base || indonesian.split_clitics);
  return options.fold && options.stems.empty() && options.phrases.empty() &&
         options.character_ngrams.max == 0 && !options.split_glued &&
         options.filter.numbers == Numbers::keep && !options.join_hyphens &&
         folding_of(language) != Folding::turkic && !is_indonesian_word;
}

/// In HTML, "pemerin&shy;tah" is the same word as "pemerin<wbr>tah", folded or not.
std::string without_soft_hyphens(std::string_view text) {
  constexpr std::string_view soft_hyphen = "\xC2\xAD";
  std::string kept;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(soft_hyphen, begin), text.size());
    kept.append(text.substr(begin, end - begin));
    begin = end + soft_hyphen.size();
  }
  return kept;
}

}  // namespace

AnalysisRules::AnalysisRules(const TokenizerOptions& options, std::string_view language)
    : options_(options),
      language_(language),
      is_indonesian_(is_indonesian_or_malay(language)),
      stems_(options.stems.by_language() && has_stemmer(language)),
      is_plain_(only_folds(options, is_indonesian_, language)) {
  add_stop_words();
  add_phrases();
}

WordSegmenterOptions segmenter_options(const TokenizerOptions& options) {
  return {.dictionary = options.dictionary, .backticks = options.fold};
}

std::string AnalysisRules::canonical(std::string_view word, bool folds) const {
  if (is_ascii(word)) return folds ? fold(word, language_) : std::string(word);
  // Folding may undo a normalisation, and a normalisation may produce capitals: "㎏", "K".
  std::string form = normalized(word, options_.normalization);
  if (folds) form = normalized(fold(form, language_), options_.normalization);
  if (options_.web.html) form = without_soft_hyphens(form);
  return options_.strip_accents ? without_accents(form) : form;
}

/// The folded words of a text, as the tokenizer cuts them.
std::vector<std::string> AnalysisRules::words_of(std::string_view text) const {
  std::vector<std::string> words;
  std::vector<AnalysedPart> parts;
  std::vector<Word> joined;
  WordStream stream(text, joins(), segmenter_options(options_), {}, joined);
  for (auto batch = stream.next(); !batch.empty(); batch = stream.next()) {
    for (const Word& word : batch) {
      parts.clear();
      add_word(text.substr(word.span.begin, word.span.size()), 0, parts);
      for (AnalysedPart& part : parts) {
        if (!part.form.empty()) words.push_back(std::move(part.form));
      }
    }
  }
  return words;
}

void AnalysisRules::add_stop_words() {
  StopWords all = options_.stop_words;
  if (options_.language_stop_words) all.insert(tema::stop_words(language_));
  std::vector<std::string> forms;
  for (const std::string& word : all.words()) {
    std::vector<std::string> words = words_of(word);
    // "i.e." is the word "i.e". A stop word that is cut in two, or "#tag", is looked for as it is written.
    const bool is_word = words.size() == 1 && word.front() != '#' && word.front() != '@';
    forms.push_back(is_word ? std::move(words.front()) : canonical(word, true));
  }
  std::sort(forms.begin(), forms.end());
  for (const std::string& form : forms) stop_words_.intern(form);
}

void AnalysisRules::add_phrases() {
  for (const std::string& phrase : options_.phrases.phrases()) phrases_.add(phrase, words_of(phrase));
}

bool AnalysisRules::is_number(std::string_view word, TokenKind kind) const {
  return kind == TokenKind::number || (is_indonesian_ && kind == TokenKind::word && is_number_word(word));
}

void AnalysisRules::analyse(std::string_view word, TokenKind kind, std::vector<AnalysedPart>& parts) const {
  parts.clear();
  // No other word contains the end of a line.
  if (!options_.join_hyphens || word.find('\n') == std::string_view::npos) {
    analyse_whole(word, kind, parts);
    return;
  }
  const MendedWord mended(word, is_indonesian_);
  analyse_whole(mended.text(), kind, parts);
  for (AnalysedPart& part : parts) part.span = mended.source(part.span);
}

void AnalysisRules::analyse_whole(std::string_view word, TokenKind kind,
                                  std::vector<AnalysedPart>& parts) const {
  if (kind == TokenKind::emoji && !options_.filter.emoji) return;
  if (options_.filter.numbers == Numbers::drop && is_number(word, kind)) return;
  if (options_.filter.numbers == Numbers::fold && is_number(word, kind)) {
    parts.push_back({std::string(number_symbol), {0, word.size()}});
    parts.back().is_kept = has_length(word) && !is_stop_word(number_symbol);
  } else if (is_web(kind)) {
    const bool is_url = kind == TokenKind::url;  // case may matter in its path
    parts.push_back({is_url ? repair_utf8(word) : canonical(word, options_.fold), {0, word.size()}});
    parts.back().is_kept = has_length(word) && !is_stop_word(fold(parts.back().form));
  } else {
    std::size_t begin = 0;
    if (options_.split_glued) {
      for_each_glued_stop(word, [&](std::size_t stop) {
        add_word(word.substr(begin, stop - begin), begin, parts);
        begin = stop + 1;
      });
    }
    add_word(word.substr(begin), begin, parts);
    for (AnalysedPart& part : parts) finish(word.substr(part.span.begin, part.span.size()), part);
  }
  // A word without visible characters folds to nothing.
  std::erase_if(parts, [](const AnalysedPart& part) { return part.form.empty(); });
  const CharacterNgrams& ngrams = options_.character_ngrams;
  if (ngrams.max > 0 && !ngrams.across_words) cut_into_ngrams(word, parts);
}

/// Adds a folded word, which begins at `begin` of a larger one. By the rules of Indonesian, it may be two.
void AnalysisRules::add_word(std::string_view word, std::size_t begin,
                             std::vector<AnalysedPart>& parts) const {
  std::string form = canonical(word, true);
  if (is_indonesian_) {
    if (options_.indonesian.expand_two) form = expanded_two(word).value_or(std::move(form));
    if (options_.indonesian.reduplication_base) form = detail::reduplication_base(form);
    // The position of each letter is known if nothing but its case was changed. "adanya" may be a stop word.
    if (options_.indonesian.split_clitics && form.size() == word.size() && !is_stop_word(form)) {
      const CliticSplit split = split_clitics(form);
      const std::size_t borders[] = {0, split.root_begin, split.root_end, split.particle_begin, form.size()};
      for (std::size_t i = 0; i + 1 < std::size(borders); ++i) {
        // The hyphen of "Tuhan-Nya" belongs to neither part.
        const std::size_t hyphen =
            i > 0 && std::string_view(form).substr(borders[i]).starts_with('-') ? 1 : 0;
        if (borders[i + 1] <= borders[i] + hyphen) continue;
        const ByteSpan span{borders[i] + hyphen, borders[i + 1]};
        parts.push_back({form.substr(span.begin, span.size()), {begin + span.begin, begin + span.end}});
      }
      return;
    }
  }
  parts.push_back({std::move(form), {begin, begin + word.size()}});
}

bool AnalysisRules::has_length(std::string_view source) const {
  const FilterOptions& filter = options_.filter;
  if (filter.min_length <= 1 && filter.max_length == 0) return true;
  const std::size_t length = count_code_points(source);
  return length >= filter.min_length && (filter.max_length == 0 || length <= filter.max_length);
}

/// From the folded form to the token.
void AnalysisRules::finish(std::string_view source, AnalysedPart& part) const {
  part.is_kept = has_length(source) && !is_stop_word(part.form);
  if (!phrases_.empty()) part.phrase_word = phrases_.word(part.form);
  if (stems_) {
    part.form = stem(part.form, language_);
  } else if (!options_.stems.table().empty()) {
    part.form = options_.stems.table().stem(part.form);
  } else if (!options_.fold && part.form == canonical(source, true)) {
    part.form = canonical(source, false);
  }
}

void AnalysisRules::cut_into_ngrams(std::string_view word, std::vector<AnalysedPart>& parts) const {
  std::vector<AnalysedPart> ngrams;
  for (const AnalysedPart& part : parts) {
    if (!part.is_kept || part.form.empty()) continue;
    const std::string padded = ' ' + part.form + ' ';
    const std::vector<std::size_t> begins = code_point_begins(padded);
    const std::vector<ByteSpan> sources =
        character_sources(part.form, word.substr(part.span.begin, part.span.size()));
    // A space corresponds to no byte of the source.
    const std::size_t count = begins.size() - 1;
    for_each_ngram(count, options_.character_ngrams, true, [&](std::size_t first, std::size_t last) {
      const ByteSpan& from = sources[std::clamp<std::size_t>(first, 1, count - 2) - 1];
      const ByteSpan& to = sources[std::clamp<std::size_t>(last - 1, 1, count - 2) - 1];
      ngrams.push_back({padded.substr(begins[first], begins[last] - begins[first]),
                        {part.span.begin + from.begin, part.span.begin + to.end}});
    });
  }
  parts = std::move(ngrams);
}

}}}  // namespace tema::v0::detail
