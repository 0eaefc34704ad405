#include "tema/text/stems.hpp"

#include "reference/words_of_text.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using tema::Stems;
using tema::StemTable;
using Words = std::vector<std::string>;

Words words(std::string_view text, const tema::TokenizerOptions& options) {
  return reference::words_of_text(text, options);
}

}  // namespace

TEST_CASE("stems: none, those of the language, or those of a table") {
  const StemTable table = StemTable::from_pairs({{"runs", "run"}});
  const Stems none;
  const Stems of_table = table;
  CHECK(none.empty());
  CHECK_FALSE(none.by_language());
  CHECK(none.table() == StemTable());
  CHECK_FALSE(Stems::of_language().empty());
  CHECK(Stems::of_language().by_language());
  CHECK(Stems::of_language().table() == StemTable());
  CHECK_FALSE(of_table.empty());
  CHECK_FALSE(of_table.by_language());
  CHECK(of_table.table() == table);
}

TEST_CASE("stems: an empty table gives none") {
  CHECK(Stems(StemTable()).empty());
  CHECK(words("Runs run", {.stems = StemTable()}) == Words{"runs", "run"});
}

TEST_CASE("stems: a tokenizer takes the last choice alone") {
  tema::TokenizerOptions options{.language = "en", .stems = StemTable::from_pairs({{"runs", "sprint"}})};
  CHECK(words("Runs connected", options) == Words{"sprint", "connected"});
  options.stems = Stems::of_language();
  CHECK(words("Runs connected", options) == Words{"run", "connect"});
  options.stems = {};
  CHECK(words("Runs connected", options) == Words{"runs", "connected"});
}

TEST_CASE("stems: those of a table need no stemmer for the language") {
  CHECK(words("Runs", {.language = "zh", .stems = StemTable::from_pairs({{"runs", "run"}})}) == Words{"run"});
}
