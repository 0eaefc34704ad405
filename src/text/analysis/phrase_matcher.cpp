#include "text/analysis/phrase_matcher.hpp"

namespace tema { inline namespace v0 { namespace detail {

void PhraseMatcher::add(std::string_view phrase, std::span<const std::string> words) {
  if (words.size() < 2) return;
  State state = 0;
  for (const std::string& form : words) {
    const std::uint64_t key = key_of(state, words_.intern(form));
    const auto [place, is_new] = transitions_.try_emplace(key, static_cast<State>(endings_.size()));
    if (is_new) endings_.push_back(0);
    state = place->second;
  }
  phrases_.emplace_back(phrase);
  endings_[state] = static_cast<std::uint32_t>(phrases_.size());
}

}}}  // namespace tema::v0::detail
