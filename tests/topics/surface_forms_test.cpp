#include "topics/surface_forms.hpp"

#include "tema/core/error.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <stop_token>
#include <string>
#include <vector>

namespace {

using Strings = std::vector<std::string>;

const Strings texts = {"Isu-isu NASA dibahas. NASA, nasa!", "Presiden berlari; presiden lari.",
                       "LARI Lari lari"};

}  // namespace

TEST_CASE("surface_forms: gives each term as it is written most often") {
  const tema::Tokenizer tokenizer({.language = "id"});
  for (const unsigned threads : {1U, 2U, 7U}) {
    const tema::RunContext run{.threads = threads};
    CHECK(tema::detail::surface_forms(Strings{"nasa", "isu-isu", "lari", "nowhere"}, texts, tokenizer, run) ==
          Strings{"NASA", "Isu-isu", "lari", "nowhere"});
    // Once each: the first by bytes.
    CHECK(tema::detail::surface_forms(Strings{"presiden"}, texts, tokenizer, run) == Strings{"Presiden"});
  }
}

TEST_CASE("surface_forms: a stem is shown as the word it stands for") {
  const tema::Tokenizer tokenizer({.language = "en", .stems = tema::Stems::of_language()});
  const Strings english = {"economies and economies", "the economy of economies"};
  CHECK(tema::detail::surface_forms(Strings{"economi"}, english, tokenizer, {}) == Strings{"economies"});
}

TEST_CASE("surface_forms: a stop ends it") {
  std::stop_source source;
  source.request_stop();
  const tema::RunContext run{.stop = source.get_token()};
  CHECK_THROWS_AS(tema::detail::surface_forms(Strings{"nasa"}, texts, tema::Tokenizer(), run),
                  tema::Cancelled);
}
