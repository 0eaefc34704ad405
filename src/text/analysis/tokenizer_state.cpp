#include "text/analysis/tokenizer_state.hpp"

#include "core/check.hpp"
#include "tema/text/language.hpp"
#include "tema/text/stemmer.hpp"
#include "text/analysis/analysis_session.hpp"
#include "text/languages/language.hpp"

#include <algorithm>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// Throws if `largest` is not 0 and below the smallest value of a range.
void check_limits(std::string_view field, std::size_t largest, std::string_view smallest_field,
                  std::size_t smallest) {
  if (largest == 0 || largest >= smallest) return;
  throw_invalid(field, std::to_string(largest),
                "0 or at least " + std::string(smallest_field) + ", " + std::to_string(smallest));
}

void check(const TokenizerOptions& options) {
  const FilterOptions& filter = options.filter;
  check_limits("filter.max_length", filter.max_length, "filter.min_length", filter.min_length);
  check_limits("filter.cut_length", filter.cut_length, "filter.min_length", filter.min_length);
  check_range<std::size_t>("title_weight", options.title_weight, 0, most_title_weight);
  const CharacterNgrams& ngrams = options.character_ngrams;
  if (ngrams.max > 0 || ngrams.min > 0 || ngrams.across_words) {
    constexpr std::size_t most = 64;
    check_range<std::size_t>("character_ngrams.max", ngrams.max, 1, most);
    check_range<std::size_t>("character_ngrams.min", ngrams.min, 1, ngrams.max);
  }
}

}  // namespace

TokenizerState::TokenizerState(TokenizerOptions given) : options(std::move(given)) {
  check(options);
  if (options.language.is_automatic()) {
    options.corpus_language = checked_language(options.corpus_language, "corpus_language");
    detector_.emplace(LanguageDetectorOptions{.prior = options.corpus_language});
  } else {
    options.language = checked_language(options.language.tag());
    const std::string& language = options.language.tag();
    if (options.stems.by_language()) static_cast<void>(stem("", language));  // refuses one without a stemmer
    static_cast<void>(rules(language));
  }
  web_kinds = {.url = options.web.urls != WebToken::split,
               .email = options.web.emails != WebToken::split,
               .mention = options.web.mentions != WebToken::split,
               .hashtag = options.web.hashtags != WebToken::split};
}
TokenizerState::~TokenizerState() = default;

std::string TokenizerState::language_of(std::string_view text, std::string_view given) const {
  if (const auto named = canonical_language(given)) return *named;
  return detector_ ? detector_->detect(text).language : options.language.tag();
}

std::shared_ptr<const AnalysisRules> TokenizerState::rules(std::string_view language) const {
  language = ruled_language(language);
  const std::scoped_lock lock(mutex_);
  const auto place = rules_.find(language);
  if (place != rules_.end()) return place->second;
  auto made = std::make_shared<const AnalysisRules>(options, language);
  return rules_.emplace(language, std::move(made)).first->second;
}

std::unique_ptr<AnalysisSession> TokenizerState::borrow_session() {
  const std::scoped_lock lock(mutex_);
  if (idle_.empty()) return std::make_unique<AnalysisSession>(*this);
  std::unique_ptr<AnalysisSession> session = std::move(idle_.back());
  idle_.pop_back();
  return session;
}

void TokenizerState::give_back(std::unique_ptr<AnalysisSession> session) {
  const std::scoped_lock lock(mutex_);
  idle_.push_back(std::move(session));
}

}}}  // namespace tema::v0::detail
