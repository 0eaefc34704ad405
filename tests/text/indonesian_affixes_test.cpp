#include "text/languages/indonesian/affixes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

using tema::detail::Ending;
using tema::detail::EndingKind;
using tema::detail::endings;
using tema::detail::Prefix;
using tema::detail::prefix_forms;
using tema::detail::PrefixForm;

namespace {

using Words = std::vector<std::string_view>;

/// What for_each_rest gives for a word.
Words rests(std::string_view word, EndingKind kind) {
  Words found;
  tema::detail::for_each_rest(word, kind, [&](std::string_view rest, std::string_view ending) {
    CHECK(rest.size() + ending.size() == word.size());
    found.push_back(rest);
  });
  return found;
}

}  // namespace

TEST_CASE("affixes: the table has each form once") {
  std::set<std::string_view> texts;
  for (const PrefixForm& form : prefix_forms) CHECK(texts.insert(form.text).second);
  texts.clear();
  for (const Ending& ending : endings) CHECK(texts.insert(ending.text).second);
}

TEST_CASE("affixes: only a nasal of me- and pe- swallows a letter, and of both it is the same letter") {
  for (const PrefixForm& form : prefix_forms) {
    CAPTURE(form.text);
    if (form.swallowed == '\0') continue;
    CHECK((form.prefix == Prefix::me || form.prefix == Prefix::pe));
    // A root keeps this letter only in a borrowed word: "memproses" beside "memakai".
    for (const PrefixForm& other : prefix_forms) {
      if (other.text.substr(1) == form.text.substr(1)) CHECK(other.swallowed == form.swallowed);
    }
  }
}

TEST_CASE("affixes: the likelier of two endings of a word comes first, and the whole word last") {
  CHECK(rests("bacakan", EndingKind::suffix) == Words{"baca", "bacak", "bacakan"});
  CHECK(rests("rumahnya", EndingKind::pronoun) == Words{"rumah", "rumahnya"});
  CHECK(rests("apakah", EndingKind::particle) == Words{"apa", "apakah"});
  CHECK(rests("rumah", EndingKind::pronoun) == Words{"rumah"});
}

TEST_CASE("affixes: an ending stands only in its places") {
  using tema::detail::is_ending;
  CHECK(is_ending("nya", tema::detail::after_two));
  CHECK(is_ending("nyalah", tema::detail::after_repetition));
  CHECK_FALSE(is_ending("nyalah", tema::detail::after_hyphen));
  CHECK(is_ending("isme", tema::detail::after_hyphen));
  CHECK_FALSE(is_ending("isme", tema::detail::after_two));
  CHECK_FALSE(is_ending("", tema::detail::after_two));
  CHECK_FALSE(is_ending("ny", tema::detail::after_repetition));
}

TEST_CASE("affixes: every pair of a suffix or a pronoun with what follows it is made of listed endings") {
  for (const Ending& ending : endings) {
    if (ending.kind != EndingKind::several) continue;
    CAPTURE(ending.text);
    const auto is_made_of = [&](const Ending& first) {
      const std::string_view rest = ending.text.substr(std::min(first.text.size(), ending.text.size()));
      return first.kind != EndingKind::several && ending.text.starts_with(first.text) &&
             tema::detail::is_ending(rest, tema::detail::after_repetition);
    };
    CHECK(std::any_of(endings.begin(), endings.end(), is_made_of));
  }
}
