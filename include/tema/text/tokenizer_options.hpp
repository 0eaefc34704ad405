#pragma once

#include "tema/text/language_choice.hpp"
#include "tema/text/normalizer.hpp"
#include "tema/text/phrases.hpp"
#include "tema/text/stems.hpp"
#include "tema/text/stop_words.hpp"

#include <cstddef>
#include <string>

namespace tema { inline namespace v0 {

/// How tokens that are numbers are treated: "2021", "6,5", "2.000"; in Indonesian and Malay also amounts
/// ("Rp1.500,00", "5jt"), numbers with their unit ("10km"), ordinals and decades ("ke-4", "1960-an").
enum class Numbers {
  keep,
  drop,
  fold  ///< replaced by the token "#", which is not a word
};

/// How URLs, e-mail addresses, mentions ("\@name") and hashtags ("\#name") are treated.
enum class WebToken {
  split,  ///< cut into words like other text
  keep,   ///< one token, which is never stemmed; it is folded, except for a URL
  drop
};

/// How texts from the web are read.
struct WebOptions {
  bool html = false;  ///< texts are HTML, and their markup is left out
  WebToken urls = WebToken::split;
  WebToken emails = WebToken::split;
  WebToken mentions = WebToken::split;
  WebToken hashtags = WebToken::split;
};

/// Which tokens are kept, by what they are made of and by their length in code points of the source.
struct FilterOptions {
  Numbers numbers = Numbers::keep;
  bool emoji = false;          ///< emoji are tokens
  std::size_t min_length = 1;  ///< shorter tokens are dropped
  std::size_t max_length = 0;  ///< longer tokens are dropped; 0: no limit
  std::size_t cut_length = 0;  ///< longer words are cut to so many code points, and counted; 0: no limit
};

/// Character n-grams in place of words: of `min` to `max` code points, at most 64, of the analysed forms;
/// none if both are 0. Inside words, each form is padded with a space at each end; a form that is shorter
/// than n gives one n-gram, itself, once for all n. Across words, the forms of a text are joined by single
/// spaces. (As scikit-learn's `char_wb` and `char`, but punctuation is in no n-gram.)
struct CharacterNgrams {
  std::size_t min = 0;
  std::size_t max = 0;
  bool across_words = false;
};

/// Rules for texts in Indonesian and Malay; other texts are not changed by them.
struct IndonesianOptions {
  bool reduplication_base = false;  ///< "negara-negara" is "negara"; "undang-undang" stays whole
  bool expand_two = false;          ///< "anak2" is "anak-anak"; "Moto2" stays
  bool split_clitics = false;       ///< "bukunya" is "buku" and "nya"; "hanya" stays whole
};

/// The options of a Tokenizer.
struct TokenizerOptions {
  /// The tag of a language, as canonical_language() reads it. Its rules are used: reduplications are joined
  /// in id and ms, and tr, az and lt fold in their own way. Or "auto": the language of each text, as
  /// LanguageDetector finds it. A document that names a language of its own is analysed by the rules of that
  /// one, unless it is unknown.
  LanguageChoice language = {};
  std::string corpus_language = "und";               ///< with "auto": LanguageDetectorOptions::prior
  Normalization normalization = Normalization::nfc;  ///< normalisation form of the tokens
  bool fold = true;                                  ///< full case folding (tema::fold)
  bool strip_accents = false;                        ///< tokens without accents (tema::without_accents)
  bool dictionary = true;                            ///< see WordSegmenterOptions::dictionary
  WebOptions web = {};
  /// Joins a word that a hyphen cuts at the end of a line: "pemerin-\ntah" is "pemerintah". In Indonesian and
  /// Malay, a hyphen that belongs to the word is kept: "negara-\nnegara".
  bool join_hyphens = false;
  /// Cuts at a full stop between two sentences without a space: "alat.Pergerakan" is two tokens.
  bool split_glued = false;
  FilterOptions filter = {};
  StopWords stop_words = {};         ///< tokens to drop; compared in folded form, whatever `fold` is
  bool language_stop_words = false;  ///< the stop words of the text's language are dropped, too
  Stems stems = {};                  ///< tokens are stems of the folded words
  /// N-grams inside words do not find them. Numbers are in a phrase only if they are kept.
  Phrases phrases = {};  ///< terms of several words; found before stop words are dropped
  CharacterNgrams character_ngrams = {};
  /// How often each token of a document's title counts, from 0 to 100; 0: titles are not read. In a corpus,
  /// the tokens of the title stand behind those of the text. No phrase and no n-gram begins in the one and
  /// ends in the other. A title is read in the language of its text.
  std::size_t title_weight = 1;
  IndonesianOptions indonesian = {};
};

}}  // namespace tema::v0
