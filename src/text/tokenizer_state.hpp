#pragma once

#include "corpus/vocabulary_parts.hpp"
#include "tema/text/language_detector.hpp"
#include "tema/text/tokenizer.hpp"
#include "text/analysis/analysis_rules.hpp"
#include "text/web/web_spans.hpp"

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

/// What stands for a border in a corpus: no token is this.
inline constexpr std::string_view phrase_border = "\n";

/// What a tokenizer and its copies share: options, the rules made from them for each language that came up,
/// and sessions that wait for work, with what they remember. Thread-safe.
struct TokenizerState {
  /// Throws as Tokenizer's constructor.
  explicit TokenizerState(TokenizerOptions options);
  ~TokenizerState();
  TokenizerState(const TokenizerState&) = delete;
  TokenizerState& operator=(const TokenizerState&) = delete;

  /// What a tokenizer shares.
  [[nodiscard]] static std::shared_ptr<TokenizerState> of(const Tokenizer& tokenizer) {
    return tokenizer.state_;
  }

  /// The language that a text is in, given what its document says of that, or "": the tokenizer's own, or the
  /// detected one, where that is none.
  [[nodiscard]] std::string language_of(std::string_view text, std::string_view given) const;

  /// The rules of a language, made at the first call.
  [[nodiscard]] std::shared_ptr<const AnalysisRules> rules(std::string_view language) const;

  /// A session that no other thread has; it is to be given back.
  [[nodiscard]] std::unique_ptr<AnalysisSession> borrow_session();
  void give_back(std::unique_ptr<AnalysisSession> session);

  TokenizerOptions options;
  WebKinds web_kinds;
  const VocabularyParts::Key key = VocabularyParts::random_key();  // of its sessions' vocabularies
  /// The corpora are to find phrases in: no word is dropped as a stop word or for its length, and
  /// phrase_border stands between two that no phrase may have next to each other. To be set before the first
  /// text is read.
  bool marks_borders = false;

 private:
  std::optional<LanguageDetector> detector_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::shared_ptr<const AnalysisRules>, std::less<>> rules_;
  std::vector<std::unique_ptr<AnalysisSession>> idle_;
};

}}}  // namespace tema::v0::detail
