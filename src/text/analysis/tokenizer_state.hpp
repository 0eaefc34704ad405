#pragma once

#include "corpus/vocabulary_parts.hpp"
#include "tema/text/language_detector.hpp"
#include "tema/text/tokenizer.hpp"
#include "text/analysis/analysis_rules.hpp"
#include "text/web/web_spans.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

class AnalysisSession;

/// The term that stands for a border in a corpus; no token is equal to it.
inline constexpr std::string_view phrase_border = "\n";

/// The largest TokenizerOptions::title_weight.
inline constexpr std::size_t most_title_weight = 100;

/// What a tokenizer and its copies share: the options, the rules made from them for each language that
/// occurred, and idle sessions with what they remember. Thread-safe.
struct TokenizerState {
  /// Throws what Tokenizer's constructor throws.
  explicit TokenizerState(TokenizerOptions options);
  ~TokenizerState();
  TokenizerState(const TokenizerState&) = delete;
  TokenizerState& operator=(const TokenizerState&) = delete;

  /// The state that a tokenizer shares.
  [[nodiscard]] static std::shared_ptr<TokenizerState> of(const Tokenizer& tokenizer) {
    return tokenizer.state_;
  }

  /// The language of a text whose document names this language, or "": the tokenizer's own or, if that is
  /// automatic and the document names none, the detected one.
  [[nodiscard]] std::string language_of(std::string_view text, std::string_view given) const;

  /// The rules of a language, made at the first call.
  [[nodiscard]] std::shared_ptr<const AnalysisRules> rules(std::string_view language) const;

  /// A session that no other thread uses. It must be given back.
  [[nodiscard]] std::unique_ptr<AnalysisSession> borrow_session();
  void give_back(std::unique_ptr<AnalysisSession> session);

  TokenizerOptions options;
  WebKinds web_kinds;
  const VocabularyParts::Key key = VocabularyParts::random_key();  // the key of its sessions' vocabularies
  /// True if the corpora are used to find phrases: no word is dropped as a stop word or for its length, and
  /// phrase_border is inserted between two words that no phrase may contain next to each other. It must be
  /// set before the first text is read.
  bool marks_borders = false;

 private:
  std::optional<LanguageDetector> detector_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::shared_ptr<const AnalysisRules>, std::less<>> rules_;
  std::vector<std::unique_ptr<AnalysisSession>> idle_;
};

}}}  // namespace tema::v0::detail
