#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/token_source.hpp"
#include "tema/text/phrases.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tema { inline namespace v0 {

/// How strongly two words are associated. Of the n pairs of neighbouring words in a corpus, a begin with the
/// first word, b end with the second one, and c are the two words together. By chance, e = a b / n would be.
enum class Association {
  /// Normalised pointwise mutual information (NPMI), ln(c / e) / ln(n / c) (Bouma, GSCL 2009). 1 where
  /// neither word occurs without the other, 0 by chance, towards -1 where they avoid each other. Rare names
  /// rank first.
  npmi,
  /// Dunning's G² of the table c, a - c, b - c, n - a - b + c; negative where c < e (Computational
  /// Linguistics 19(1), 1993). What is most certain ranks first; scores grow with the corpus. Chance exceeds
  /// 10.83 once in 1,000 times.
  log_likelihood,
  /// (c - e) / √c (Church, Gale, Hanks and Hindle, 1991). Frequent pairs rank first. A usual threshold is
  /// 2.576.
  t_score
};

struct CollocationOptions {
  Association association = Association::log_likelihood;  ///< the score, by which the result is sorted
  /// Pairs with a lower score are left out. It may be any number; if it is not set, no pair is left out by
  /// its score.
  std::optional<double> min_score = {};
  /// Pairs with a lower npmi are left out, whatever the score is; -1 to 1. It separates phrases from words
  /// that meet only because both are frequent: "piala dunia" from "juara piala".
  double min_npmi = 0.5;
  std::uint64_t min_count = 5;  ///< pairs that occur less often are left out; at least 1
  std::size_t max_phrases = 0;  ///< the number of pairs to keep, strongest first; 0: all
  /// A pair with a stop word is left out, unless the other word makes up at least this share of the stop
  /// word's neighbours on that side; 0 to 1. It keeps "Jawa Tengah" and "kerja sama", and drops "pada Senin"
  /// and "based on".
  double min_stop_word_share = 0.1;
};

/// Two words that are strongly associated.
struct Collocation {
  std::string phrase;       ///< both words, folded, with a space in between, as Phrases lists them
  std::uint64_t count = 0;  ///< how often the pair occurs
  double score = 0.0;       ///< as CollocationOptions::association defines it

  friend bool operator==(const Collocation&, const Collocation&) = default;
};

/// Finds the phrases of two words in a corpus, strongest first (ties: those that occur more often, then by
/// bytes). For longer phrases, call it again with a tokenizer that has these phrases: each is one word then.
///
///     const auto pairs = tema::find_collocations(texts, tokenizer);
///     options.phrases = tema::phrases_of(pairs);
///
/// Words are those that the tokenizer compares with phrases: folded, before stop words are dropped and words
/// are stemmed, whatever their length. Two words are a pair where the tokenizer could join them: in one text,
/// with nothing in between but ASCII white space, one U+00A0 or one hyphen. Every pair counts for n, a and b,
/// but some are never a result: two stop words of the tokenizer; a number before a word ("10 Juni", "50
/// persen"), which counts or dates it; and two numbers. "U-17" and "Covid-19" are kept, unless the tokenizer
/// drops or folds numbers. Emoji, and URLs and the like that the tokenizer keeps as one token, are in no
/// pair; nor is a word with the clitic that was split from it.
///
/// With another source than a Tokenizer, its tokens are the words, and each two that follow each other in a
/// text are a pair, unless one of them is a line feed ("\n"), by which a source can keep two tokens apart,
/// such as those of a text and its title.
/// There are no stop words then.
///
/// O(words) time, except for sorting the result. Memory: 8 bytes per word of the corpus; 100 and its bytes
/// per distinct word; and 8 per distinct word for each thread. The bytes of the result are the same for any
/// number of threads and any order of the texts. Throws std::invalid_argument for an option out of its range,
/// Error{limit} as Tokenizer::tokenize does, Cancelled on a stop.
[[nodiscard]] TEMA_EXPORT std::vector<Collocation> find_collocations(TextsView texts,
                                                                     const AnyTokenSource& source,
                                                                     const CollocationOptions& options = {},
                                                                     const RunContext& run = {});

/// The phrases of collocations, for TokenizerOptions::phrases. `others` are added to them; for example, the
/// phrases that the collocations were found with.
[[nodiscard]] TEMA_EXPORT Phrases phrases_of(std::span<const Collocation> collocations,
                                             const Phrases& others = {});

}}  // namespace tema::v0
