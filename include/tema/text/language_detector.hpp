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

/// False in a build without CLD2 (configured with TEMA_WITH_CLD2=OFF), where no LanguageDetector can be made.
[[nodiscard]] TEMA_EXPORT bool has_language_detection();

/// What language a text is in.
struct DetectedLanguage {
  std::string language = "und";  ///< as canonical_language() has it; "und" for none
  bool reliable = false;         ///< false: `language` is the detector's prior
  double share = 0;  ///< of the bytes of the text's letters, how many are in `language`, in [0, 1]
};

struct LanguageDetectorOptions {
  /// A language's tag, most often the corpus's: what texts under 200 bytes take, and those of which nothing
  /// can be said reliably.
  std::string prior = "und";
  /// "id" or "ms": what a text is that may be Indonesian or Malay. Empty: `prior`, if it is one of the two,
  /// else "id".
  std::string hint = {};
};

/// Tells what languages texts are in, by CLD2 (https://github.com/CLD2Owners/cld2).
///
/// A text is in a language that CLD2 calls reliable and that has more than half of the text's letters. Of a
/// text beyond 256 KiB the first 256 KiB are looked at, up to a whole character. Ill-formed UTF-8, control
/// characters and noncharacters separate words.
///
/// Indonesian and Malay count as one language, whose name the options say: CLD2 tells them apart by few
/// words, and is often wrong. Which languages it knows is in bench/README.md.
///
/// An immutable value; detection is a pure function of its options, the bytes it is given and CLD2's tables,
/// so that a batch equals its texts one at a time. Const members may be called from many threads.
class TEMA_EXPORT LanguageDetector {
 public:
  /// Throws std::invalid_argument for an unknown language or another hint, and in a build without CLD2.
  explicit LanguageDetector(LanguageDetectorOptions options = {});

  /// Linear in the text.
  [[nodiscard]] DetectedLanguage detect(std::string_view text) const;

  /// The languages of many texts, in their order.
  [[nodiscard]] std::vector<DetectedLanguage> detect_all(TextsView texts, const RunContext& run = {}) const;

  /// A detector whose prior is the language of most documents; of equals, the first by code. Short texts
  /// count as those beside them do, with which they are read as one text of 1 KiB or more. If nothing can be
  /// said of any, options.prior stays.
  [[nodiscard]] static LanguageDetector fit(TextsView texts, const LanguageDetectorOptions& options = {},
                                            const RunContext& run = {});

  /// As given, but for regions; a hint that was empty is what that meant.
  [[nodiscard]] const LanguageDetectorOptions& options() const { return options_; }

 private:
  LanguageDetectorOptions options_;
};

/// The documents of each language that was detected, most first; of equals, the first by code.
[[nodiscard]] TEMA_EXPORT std::vector<LanguageCount> count_languages(
    std::span<const DetectedLanguage> documents);

}}  // namespace tema::v0
