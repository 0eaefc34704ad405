#pragma once

#include "tema/core/types.hpp"
#include "tema/corpus/vocabulary.hpp"
#include "tema/text/word_segmenter.hpp"
#include "text/analysis/analysis_rules.hpp"
#include "text/analysis/surface_cache.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

struct TokenizerState;

/// What one thread remembers of words: the terms that each surface form gives. Each distinct form is analysed
/// once. Terms are numbered as they come.
class SurfaceTerms {
 public:
  /// A token of a word that gives none, several, or part of a phrase.
  struct Part {
    TermId term;
    TermId phrase_word;
    ByteSpan span;  // in the word
  };

  /// The value of a form that gives no token, and the term of a part that only phrases need.
  static constexpr std::uint32_t dropped = static_cast<std::uint32_t>(-1);

  /// The vocabularies of all objects of a tokenizer have the same key.
  explicit SurfaceTerms(const TokenizerState& tokenizer);

  /// The language of the words that are looked up from now on.
  void set_language(std::string_view language) { memory_ = &memory_of(language); }

  /// The rules of that language.
  [[nodiscard]] const AnalysisRules& rules() const { return *memory_->rules; }

  /// What the words of a batch map to: the number of a term, a list of parts, or `dropped`. Valid until the
  /// next call. There is at least one word; either all are web tokens (is_web), or none is.
  std::span<const std::uint32_t> look_up(std::string_view text, std::span<const Word> words);

  /// True if one of the values stands for a list of parts, and not for one term or none. The compiler looks
  /// at many values at once.
  [[nodiscard]] static bool has_list(std::span<const std::uint32_t> values) {
    std::uint32_t lists = 0;
    for (const std::uint32_t value : values) lists |= value == dropped ? 0 : value;
    return lists >= list_bit;
  }

  /// Calls visit(part) for the tokens that a value stands for. A token that is the whole word has an empty
  /// span.
  template <class Visit>
  void for_each_part(std::uint32_t value, Visit&& visit) const {
    if (value == dropped) return;
    if (value < list_bit) {
      visit(Part{value, PhraseMatcher::no_word, {}});
      return;
    }
    const PartList& list = memory_->lists[value & ~list_bit];
    for (std::size_t i = list.begin; i < list.end; ++i) visit(memory_->parts[i]);
  }

  /// The number of a term, which is a new one if the term is.
  TermId number_of(std::string_view term);

  /// What the numbers of terms mean.
  [[nodiscard]] const Vocabulary& terms() const { return terms_; }

  /// Makes the terms findable in the vocabulary; until then they may only be read.
  void index_terms();

  /// Forgets everything except the terms. No word may be looked up afterwards.
  void keep_terms_alone();

  /// True if more is known than a tokenizer keeps from call to call.
  [[nodiscard]] bool has_excess() const;

  /// Forgets everything; the numbers of terms begin again.
  void forget();

  /// The approximate number of bytes that it takes in memory.
  [[nodiscard]] std::size_t memory() const;

 private:
  // A value is the number of a term, or this bit and the number of a list of parts, or `dropped`.
  static constexpr std::uint32_t list_bit = std::uint32_t{1} << 31;

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
  void forget_surfaces();
  std::uint32_t analyse(std::string_view surface, TokenKind kind, SurfaceCache& surfaces);
  std::uint32_t analyse_plain(std::string_view surface, SurfaceCache& surfaces);
  TermId number_of_new_plain(std::string_view form);
  TermId number_of_other(std::string_view term);
  [[nodiscard]] bool knows_plain_surfaces() const;
  static TermId checked(TermId number);

  const TokenizerState& tokenizer_;
  std::vector<std::unique_ptr<Memory>> memories_;
  Memory* memory_ = nullptr;  // of the language that was set
  Vocabulary terms_;
  bool knows_all_plain_ = true;      // true if each term from a plain word has that word as a surface
  Vocabulary odd_terms_;             // terms that a plain word could give, but that came from none
  std::vector<TermId> odd_numbers_;  // their numbers in terms_
  // Of one batch or word; kept so that the next needs no new memory.
  std::vector<std::uint32_t> values_;
  std::vector<AnalysedPart> analysed_;
};

}}}  // namespace tema::v0::detail
