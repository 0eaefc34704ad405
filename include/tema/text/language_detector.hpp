#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/corpus/tokenized_corpus.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// True if languages can be detected. False in a build without CLD2 (configured with TEMA_WITH_CLD2=OFF),
/// where no LanguageDetector can be constructed.
[[nodiscard]] TEMA_EXPORT bool has_language_detection();

/// The language of a text, as a LanguageDetector tells it.
struct DetectedLanguage {
  std::string language = "und";  ///< a code of canonical_language(); "und": unknown
  bool reliable = false;         ///< false if `language` is only the detector's prior
  double share = 0;  ///< the share of the text's letters, by bytes, that is in `language`; in [0, 1]
};

struct LanguageDetectorOptions {
  /// The language of texts under 200 bytes, and of those whose language cannot be told reliably; most often
  /// the language of the corpus. A tag.
  std::string prior = "und";
  /// "id" or "ms": the language of a text that may be either Indonesian or Malay. If it is empty, `prior`
  /// decides where it is one of the two, and "id" otherwise.
  std::string hint = {};
};

/// Tells which languages texts are in, by CLD2 (https://github.com/CLD2Owners/cld2).
///
/// A text is in a language if CLD2 calls it reliable and more than half of the letters of the text are in it.
/// Of a text longer than 256 KiB, only the first 256 KiB are looked at, up to a whole character. Ill-formed
/// UTF-8, control characters and noncharacters separate words.
///
/// Indonesian and Malay count as one language, and the options decide which name it gets: CLD2 tells the two
/// apart by few words, and is often wrong. bench/README.md lists the languages that it knows.
///
/// The detector is an immutable value. Detection is a pure function of the options, the bytes and the tables
/// of CLD2, so a batch gives what its texts give one at a time. Const members may be called from many
/// threads.
class TEMA_EXPORT LanguageDetector {
 public:
  /// Throws std::invalid_argument for an unknown language, for a hint other than "id" and "ms", and in a
  /// build without CLD2.
  explicit LanguageDetector(LanguageDetectorOptions options = {});

  /// The language of one text. Linear in the text.
  [[nodiscard]] DetectedLanguage detect(std::string_view text) const;

  /// The languages of many texts, in the order of the texts.
  [[nodiscard]] std::vector<DetectedLanguage> detect_all(TextsView texts, const RunContext& run = {}) const;

  /// A detector whose prior is the language of most documents (ties: the first by code). Short texts count
  /// with the texts around them: they are joined to texts of at least 1 KiB for detection. If nothing can be
  /// told of any text, options.prior stays.
  [[nodiscard]] static LanguageDetector fit(TextsView texts, const LanguageDetectorOptions& options = {},
                                            const RunContext& run = {});

  /// The options as they were given, but without regions in the tags, and with an empty hint replaced by its
  /// meaning.
  [[nodiscard]] const LanguageDetectorOptions& options() const { return options_; }

 private:
  LanguageDetectorOptions options_;
};

/// The number of documents in each detected language, largest first (ties: by code).
[[nodiscard]] TEMA_EXPORT std::vector<LanguageCount> count_languages(
    std::span<const DetectedLanguage> documents);

}}  // namespace tema::v0
