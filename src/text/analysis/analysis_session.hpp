#pragma once

#include "tema/corpus/vocabulary.hpp"
#include "tema/text/html.hpp"
#include "tema/text/tokenizer.hpp"
#include "text/analysis/analysis_rules.hpp"
#include "text/analysis/surface_cache.hpp"
#include "text/web/web_spans.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// A token by the number of its term.
struct NumberedToken {
  TermId term;
  TermId phrase_word;
  ByteSpan span;
  TokenKind kind;
};

/// What one thread does with texts, and remembers of them: each distinct surface form is analysed once. Terms
/// are numbered as they come, from text to text.
class AnalysisSession {
 public:
  /// The vocabularies of all sessions of a tokenizer have the same key.
  explicit AnalysisSession(const TokenizerState& tokenizer);

  /// Appends the terms of a text to `terms`, and borders between them if the tokenizer marks those; its
  /// language is "" for the tokenizer's own.
  void append_terms(std::string_view text, std::string_view language, const std::stop_token& stop,
                    std::vector<TermId>& terms);

  /// The tokens of a text. Valid until the next call.
  std::span<const NumberedToken> tokens(std::string_view text, std::string_view language,
                                        const std::stop_token& stop);

  /// What the numbers of terms mean.
  [[nodiscard]] const Vocabulary& terms() const { return terms_; }

  /// Has them be found in the vocabulary; until then they may only be read.
  void index_terms();

  /// Forgets all else. No text may be read afterwards.
  void keep_terms_alone();

  /// The bytes that what is known takes in memory, about.
  [[nodiscard]] std::size_t memory() const;

  /// Words of the last text that were too long.
  [[nodiscard]] std::size_t truncated_words() const { return truncated_words_; }

  /// The language of the last text.
  [[nodiscard]] const std::string& language() const { return language_; }

  /// Forgets what is known if that has become too much; numbers of terms begin again.
  void forget_excess();

 private:
  /// A token of a word that gives none, several, or part of a phrase.
  struct Part {
    TermId term;
    TermId phrase_word;
    ByteSpan span;  // in the word
  };
  struct PartList {
    std::size_t begin;
    std::size_t end;
  };
  /// What is known of the words of one language.
  struct Memory {
    std::string language;  // a language with rules; "und" for all others
    std::shared_ptr<const AnalysisRules> rules;
    SurfaceCache surfaces = {};
    SurfaceCache web_surfaces = {};  // a hashtag with the bytes of a word is another token
    std::vector<Part> parts = {};
    std::vector<PartList> lists = {};
  };

  Memory& memory_of(std::string_view language);
  std::string_view start(std::string_view text, std::string_view language);
  [[nodiscard]] bool needs_sequence() const;
  template <class Visit>
  void for_each_batch(std::string_view text, const std::stop_token& stop, Visit&& visit);
  template <class Visit>
  void cut_gap(std::string_view text, ByteSpan gap, const std::stop_token& stop, Visit&& visit);
  std::span<const Word> cut_long_words(std::string_view text, std::span<const Word> words);
  std::span<std::uint32_t> look_up(std::string_view text, std::span<const Word> words,
                                   SurfaceCache& surfaces);
  template <class Visit>
  void for_each_part(std::uint32_t value, Visit&& visit) const;
  TermId number_of(std::string_view term);
  std::uint32_t analyse(std::string_view surface, TokenKind kind, SurfaceCache& surfaces);
  void append_terms(std::string_view text, const std::stop_token& stop, std::vector<TermId>& terms);
  TermId number_of_new_plain(std::string_view form);
  std::uint32_t analyse_plain(std::string_view surface, SurfaceCache& surfaces);
  template <class Visit>
  void for_each_word(std::string_view text, const std::stop_token& stop, Visit&& visit);
  void find_tokens(std::string_view text, const std::stop_token& stop);
  void append_with_borders(std::string_view text, const std::stop_token& stop, std::vector<TermId>& terms);
  void join_phrases(std::string_view text);
  void cut_into_ngrams(std::string_view text);

  const TokenizerState& tokenizer_;
  std::vector<std::unique_ptr<Memory>> memories_;
  Memory* memory_ = nullptr;  // of the text's language
  std::string language_;      // of the text
  Vocabulary terms_;
  bool is_at_work_ = false;          // true also after an exception
  bool knows_all_plain_ = true;      // true if each term from a plain word has that word as a surface
  Vocabulary odd_terms_;             // terms that a plain word could give, but that came from none
  std::vector<TermId> odd_numbers_;  // their numbers in terms_
  std::size_t truncated_words_ = 0;
  // Of one text or word; kept so that the next needs no new memory.
  MappedText html_;
  std::vector<Word> words_;
  std::vector<Word> joined_;
  std::vector<std::uint32_t> values_;
  std::vector<AnalysedPart> analysed_;
  std::vector<NumberedToken> tokens_;
};

}}}  // namespace tema::v0::detail
