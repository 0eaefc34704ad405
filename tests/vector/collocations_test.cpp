#include "tema/vector/collocations.hpp"

#include "reference/naive_collocations.hpp"
#include "reference/random_text.hpp"
#include "tema/core/error.hpp"
#include "tema/core/random.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using tema::Association;
using tema::Collocation;
using tema::CollocationOptions;
using tema::find_collocations;
using tema::Tokenizer;
using tema::TokenizerOptions;
using Texts = std::vector<std::string>;
using Words = std::vector<std::string>;

constexpr Association measures[] = {Association::npmi, Association::log_likelihood, Association::t_score};

/// What leaves no pair out that is one.
const CollocationOptions everything = {.min_npmi = -1.0, .min_count = 1, .min_stop_word_share = 0.0};

/// Texts, and the runs of words that are in them.
struct Sample {
  Texts texts;
  reference::WordRuns runs;
};

Sample random_sample(tema::Random& random, std::size_t texts, std::size_t longest) {
  using namespace std::string_view_literals;
  constexpr std::string_view words[] = {"kereta"sv, "cepat"sv, "laut"sv,  "pagar"sv, "the"sv,  "of"sv,
                                        "7"sv,      "42"sv,    "bambu"sv, "kota"sv,  "biru"sv, "rel"sv};
  constexpr std::string_view joining[] = {" "sv, " "sv, "-"sv, "\n"sv, " \t "sv, "\u00A0"sv, "\u2010"sv};
  constexpr std::string_view ending[] = {", "sv, ". "sv, " - "sv, "--"sv, "\u00A0 "sv, " / "sv, "\xFF"sv};
  Sample sample;
  for (std::size_t i = 0; i < texts; ++i) {
    std::string text;
    sample.runs.emplace_back();
    for (std::size_t left = random.below(longest + 1); left > 0; --left) {
      const std::string_view word = words[random.below(1 + random.below(std::size(words)))];
      text += word;
      sample.runs.back().emplace_back(word);
      if (random.below(5) == 0) {
        text += ending[random.below(std::size(ending))];
        sample.runs.emplace_back();
      } else {
        text += joining[random.below(std::size(joining))];
      }
    }
    sample.texts.push_back(text);
  }
  return sample;
}

Words phrases(const std::vector<Collocation>& collocations) {
  Words all;
  for (const Collocation& collocation : collocations) all.push_back(collocation.phrase);
  return all;
}

/// All pairs of texts, in the order of their bytes.
Words pairs_of(const Texts& texts, const TokenizerOptions& options = {}) {
  Words all = phrases(find_collocations(texts, Tokenizer(options), everything));
  std::sort(all.begin(), all.end());
  return all;
}

Words tokens_of(std::string_view text, const TokenizerOptions& options) {
  tema::TokenBuffer buffer;
  Words tokens;
  for (const tema::Token& token : Tokenizer(options).tokens(text, buffer)) tokens.emplace_back(token.text);
  return tokens;
}

bool same_bits(const std::vector<Collocation>& a, const std::vector<Collocation>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Collocation& x, const Collocation& y) {
    return x == y && std::bit_cast<std::uint64_t>(x.score) == std::bit_cast<std::uint64_t>(y.score);
  });
}

bool in_order(const Collocation& x, const Collocation& y) {
  if (x.score != y.score) return x.score > y.score;
  return x.count != y.count ? x.count > y.count : x.phrase < y.phrase;
}

}  // namespace

TEST_CASE("collocations: are those of the definition, by all measures") {
  const std::set<std::string> stop_words = {"the", "of"};
  const Tokenizer tokenizer{{.stop_words = {"the", "of"}}};
  tema::Random random(1);
  std::size_t compared = 0;
  for (int round = 0; round < 60; ++round) {
    const Sample sample = random_sample(random, random.below(40), 60);
    const reference::NaiveCollocations naive(sample.runs, stop_words);
    for (const Association association : measures) {
      CollocationOptions options{.association = association,
                                 .min_npmi = 2.0 * random.uniform() - 1.0,
                                 .min_count = 1 + random.below(6),
                                 .min_stop_word_share = 0.3 * random.uniform()};
      if (random.below(2) == 0) options.min_score = random.uniform() * 2.0 - 1.0;
      const auto found = find_collocations(sample.texts, tokenizer, options);
      const auto expected = naive.find(options);
      REQUIRE(found.size() == expected.size());
      CHECK(std::is_sorted(found.begin(), found.end(), in_order));
      for (const Collocation& one : found) {
        REQUIRE(expected.contains(one.phrase));
        const Collocation& other = expected.at(one.phrase);
        CHECK(one.count == other.count);
        CHECK(std::abs(one.score - other.score) <= 1e-12 * std::max(1.0, std::abs(other.score)));
        ++compared;
      }
    }
  }
  CHECK(compared > 1000);
}

TEST_CASE("collocations: a table of six pairs, by hand") {
  // Six pairs: four begin with "kereta", four end with "cepat", three are both; e = 16 / 6.
  const Texts texts = {"Kereta cepat, kereta cepat. Kereta cepat", "mobil cepat; kereta mobil; mobil tua"};
  const auto score = [&](Association association) {
    CollocationOptions options = everything;
    options.association = association;
    for (const Collocation& one : find_collocations(texts, Tokenizer(), options)) {
      if (one.phrase == "kereta cepat") return one;
    }
    return Collocation();
  };
  CHECK(score(Association::npmi).count == 3);
  CHECK(score(Association::npmi).score == doctest::Approx(0.1699250014423124).epsilon(1e-14));
  CHECK(score(Association::log_likelihood).score == doctest::Approx(0.3669001403475).epsilon(1e-12));
  CHECK(score(Association::t_score).score == doctest::Approx(0.1924500897298753).epsilon(1e-14));
}

TEST_CASE("collocations: a pair rarer than chance has a negative score, words never apart the npmi 1") {
  // "a b" twice, where chance gives 21 / 8; "c b" five times, where it gives 35 / 8.
  const Texts texts = {"a b, a b, a c, c b, c b, c b, c b, c b"};
  CollocationOptions options = everything;
  for (const Association association : measures) {
    options.association = association;
    options.min_score = std::nullopt;
    const auto found = find_collocations(texts, Tokenizer(), options);
    REQUIRE(found.size() == 3);
    CHECK(found[2].phrase == "a b");
    CHECK(found[2].score < 0.0);
    options.min_score = 0.0;
    CHECK(find_collocations(texts, Tokenizer(), options).size() == 2);
  }
  options = everything;
  options.association = Association::npmi;
  const auto bound =
      find_collocations(Texts{"phnom penh, los angeles, los angeles, a b, a c, d c"}, Tokenizer(), options);
  REQUIRE(bound.size() == 5);
  CHECK(bound[0] == Collocation{"los angeles", 2, 1.0});
  CHECK(bound[1] == Collocation{"phnom penh", 1, 1.0});
  CHECK(find_collocations(Texts{"satu dua, satu dua"}, Tokenizer(), options)[0].score == 1.0);
}

TEST_CASE("collocations: threads and the order of texts leave no trace") {
  tema::Random random(2);
  const Sample sample = random_sample(random, 9'000, 60);
  std::size_t pairs = 0;
  for (const auto& run : sample.runs) pairs += run.empty() ? 0 : run.size() - 1;
  REQUIRE(pairs > 3 * 65'536);  // so that several blocks are counted
  Texts reversed(sample.texts.rbegin(), sample.texts.rend());
  const Tokenizer tokenizer{{.stop_words = {"the"}}};
  for (const Association association : measures) {
    CollocationOptions options = everything;
    options.association = association;
    const auto one = find_collocations(sample.texts, tokenizer, options, {.threads = 1});
    CHECK(one.size() > 80);
    for (const unsigned threads : {2U, 7U}) {
      CHECK(same_bits(find_collocations(sample.texts, tokenizer, options, {.threads = threads}), one));
    }
    CHECK(same_bits(find_collocations(reversed, tokenizer, options, {.threads = 2}), one));
  }
}

TEST_CASE("collocations: words are a pair where a tokenizer joins them, and only there") {
  const tema::Phrases phrases = {"kereta cepat"};
  for (const std::string_view gap :
       {" ",   "\n", "\t \r\n",      "-",           "\u2010", "\u2011", "\u00A0", "",       ", ",  ". ",
        " - ", "--", "\u00A0\u00A0", " \u00A0",     "\u2013", "/",      "\u3000", " \xFF ", "<b>", "\u00AD",
        "'",   ".",  " 7 ",          " \U0001F600 "}) {
    const std::string text = "Kereta" + std::string(gap) + "CEPAT";
    INFO("gap: ", gap);
    const Words tokens = tokens_of(text, {.filter = {.numbers = tema::Numbers::drop}, .phrases = phrases});
    const bool joins = tokens == Words{"kereta cepat"};
    CHECK(pairs_of({text}, {.filter = {.numbers = tema::Numbers::drop}}) ==
          (joins ? Words{"kereta cepat"} : Words{}));
  }
  CHECK(pairs_of({"kereta", "cepat", "", "mobil listrik"}) == Words{"mobil listrik"});
  CHECK(pairs_of({"東京都に住む"}) == Words{"に 住む", "東京 都", "都 に"});
  CHECK(pairs_of({"<p>kereta<b> cepat</b></p>. laju <i>itu</i>"}, {.web = {.html = true}}) ==
        Words{"kereta cepat", "laju itu"});
}

TEST_CASE("collocations: of stop words one may be in a phrase, if it is mostly there") {
  const TokenizerOptions tokenizer{.stop_words = {"luar", "di", "itu"}};
  const Texts texts = {
      "luar negeri. luar negeri. luar kota. di luar. di kota. itu luar. di negeri. di rumah"};
  const auto found = [&](double share, const TokenizerOptions& options) {
    Words all = phrases(find_collocations(texts, Tokenizer(options),
                                          {.min_npmi = -1.0, .min_count = 1, .min_stop_word_share = share}));
    std::sort(all.begin(), all.end());
    return all;
  };
  CHECK(found(0.0, tokenizer) == Words{"di kota", "di negeri", "di rumah", "luar kota", "luar negeri"});
  CHECK(found(0.3, tokenizer) == Words{"luar kota", "luar negeri"});
  CHECK(found(0.5, tokenizer) == Words{"luar negeri"});
  CHECK(found(1.0, tokenizer).empty());
  CHECK(found(1.0, {}).size() == 7);
  // Those of a language count if the tokenizer drops them: "yang" is one of Indonesian.
  const Texts of_language = {"yang biru, yang merah, yang hijau, yang kuning"};
  const CollocationOptions options{.min_npmi = -1.0, .min_count = 1, .min_stop_word_share = 0.5};
  CHECK(find_collocations(of_language, Tokenizer{{.language = "id", .language_stop_words = true}}, options)
            .empty());
  CHECK(find_collocations(of_language, Tokenizer{{.language = "id"}}, options).size() == 4);
}

TEST_CASE("collocations: a number is the last word of a phrase or in none") {
  const Texts texts = {"liga 1, 10 juni, covid-19, 3 4, U-17 2025 kereta, 3d animasi"};
  CHECK(pairs_of(texts) == Words{"3d animasi", "covid 19", "liga 1", "u 17"});
  for (const tema::Numbers numbers : {tema::Numbers::drop, tema::Numbers::fold}) {
    CHECK(pairs_of(texts, {.filter = {.numbers = numbers}}) == Words{"3d animasi"});
  }
}

TEST_CASE("collocations: words are as folded, before anything is dropped or stemmed") {
  const Texts texts = {"Running SHOES di Straße baru"};
  const Words all = {"di strasse", "running shoes", "shoes di", "strasse baru"};
  CHECK(pairs_of(texts) == all);
  CHECK(pairs_of(texts, {.language = "en",
                         .filter = {.min_length = 4, .max_length = 5},
                         .stems = tema::Stems::of_language()}) == all);
  CHECK(pairs_of(texts, {.stems = tema::StemTable::from_pairs({{"running", "run"}})}) == all);
  CHECK(pairs_of(texts, {.fold = false}) == all);
  CHECK(pairs_of(texts, {.stop_words = {"di"}}) == all);
  CHECK(pairs_of(texts, {.character_ngrams = {.min = 2, .max = 3, .across_words = true}}) == all);
  CHECK(pairs_of({"negara-negara maju, negara maju"}, {.language = "id"}) ==
        Words{"negara maju", "negara-negara maju"});
  CHECK(pairs_of({"negara-negara maju, negara maju"},
                 {.language = "id", .indonesian = {.reduplication_base = true}}) == Words{"negara maju"});
}

TEST_CASE("collocations: URLs and the like, emoji and split clitics are in no phrase") {
  const TokenizerOptions web{.web = {.urls = tema::WebToken::keep,
                                     .emails = tema::WebToken::keep,
                                     .mentions = tema::WebToken::drop,
                                     .hashtags = tema::WebToken::keep}};
  CHECK(pairs_of({"baca http://a.b/c di a@b.id @budi berita #timnas sepak bola"}, web) ==
        Words{"sepak bola"});
  CHECK(pairs_of({"satu 😀 dua 😀 tiga"}, {.filter = {.emoji = true}}).empty());
  const TokenizerOptions split{.language = "id", .indonesian = {.split_clitics = true}};
  REQUIRE(tokens_of("bukunya", split) == Words{"buku", "nya"});
  CHECK(pairs_of({"kerja samanya, baca bukunya"}, split) == Words{"baca buku", "kerja sama"});
  // "adanya" is split only where it is no stop word: then it is one word of phrases.
  const TokenizerOptions stop{
      .language = "id", .stop_words = {"adanya"}, .indonesian = {.split_clitics = true}};
  REQUIRE(tokens_of("adanya", split) == Words{"ada", "nya"});
  CHECK(pairs_of({"adanya kereta"}, stop) == Words{"adanya kereta"});
}

TEST_CASE("collocations: what is found is joined by a tokenizer, and a second call finds three words") {
  Texts texts;
  for (int i = 0; i < 10; ++i) {
    texts.push_back("Kereta cepat Jakarta melaju; menteri luar negeri menunggu. Kota biru.");
    texts.push_back("Kereta api menunggu kota, biru luar kereta. Kereta cepat melaju, menteri melaju.");
  }
  TokenizerOptions options;
  const CollocationOptions few{.min_npmi = 0.6};
  const auto pairs = find_collocations(texts, Tokenizer(options), few);
  REQUIRE_FALSE(pairs.empty());
  for (const Collocation& pair : pairs) {
    CHECK(tokens_of(pair.phrase, {.phrases = tema::phrases_of(std::vector{pair})}) == Words{pair.phrase});
  }
  options.phrases = {"kereta cepat", "luar negeri"};
  const auto longer = find_collocations(texts, Tokenizer(options), {.min_npmi = 0.4});
  const Words found = phrases(longer);
  for (const char* phrase : {"kereta cepat jakarta", "menteri luar negeri"}) {
    CHECK(std::count(found.begin(), found.end(), phrase) == 1);
  }
  options.phrases = tema::phrases_of(longer, options.phrases);
  CHECK(options.phrases.size() == longer.size() + 2);
  CHECK(tokens_of("Kereta-cepat Jakarta; kereta cepat", options) ==
        Words{"kereta cepat jakarta", "kereta cepat"});
}

TEST_CASE("collocations: the first of many are the same as of few") {
  tema::Random random(3);
  const Sample sample = random_sample(random, 40, 60);
  const auto all = find_collocations(sample.texts, Tokenizer(), everything);
  REQUIRE(all.size() > 20);
  for (const std::size_t most : {std::size_t{1}, std::size_t{7}, all.size(), all.size() + 1}) {
    CollocationOptions options = everything;
    options.max_phrases = most;
    const auto few = find_collocations(sample.texts, Tokenizer(), options);
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(most, all.size()));
    CHECK(same_bits(few, {all.begin(), end}));
  }
  CHECK(phrases(find_collocations(Texts{"é y, b x, a z"}, Tokenizer(), everything)) ==
        Words{"a z", "b x", "é y"});
}

TEST_CASE("collocations: a corpus without words has none") {
  for (const Texts& texts : {Texts{}, Texts{""}, Texts{"", "-", "..."}, Texts{"satu"}, Texts{"satu. dua"}}) {
    CHECK(find_collocations(texts, Tokenizer(), everything).empty());
  }
  CHECK(pairs_of({"satu dua"}) == Words{"satu dua"});
  CHECK(tema::phrases_of({}).empty());
  CHECK(find_collocations(Texts{"satu dua"}, Tokenizer()).empty());  // too rare
}

TEST_CASE("collocations: a document's own language has its own words") {
  const std::vector<tema::Document> documents = {
      {.id = "1", .text = "undang-undang dasar", .language = "id"},
      {.id = "2", .text = "DIŞ İLİŞKİLER", .language = "tr"},
      {.id = "3", .text = "undang-undang dasar", .language = "en"}};
  Words all = phrases(find_collocations(documents, Tokenizer(), everything));
  std::sort(all.begin(), all.end());
  CHECK(all == Words{"dış ilişkiler", "undang dasar", "undang undang", "undang-undang dasar"});
}

TEST_CASE("collocations: whatever the bytes, a phrase that is found can be joined") {
  tema::Random random(4);
  Texts texts = {"\uFE70 kata", "\uFDFA kata", "a\u0301 b\u0301", "½ kilo", "㎏ beras"};
  for (int i = 0; i < 60; ++i) {
    texts.push_back(reference::random_bytes(random, random.below(200)));
    texts.push_back(reference::random_mixed_text(random, random.below(60)));
  }
  std::size_t joined = 0;
  for (const char* language : {"und", "id", "tr"}) {
    for (const auto form : {tema::Normalization::none, tema::Normalization::nfc, tema::Normalization::nfkc}) {
      for (const bool strip : {false, true}) {
        TokenizerOptions options{.language = language, .normalization = form, .strip_accents = strip};
        for (const Collocation& one : find_collocations(texts, Tokenizer(options), everything)) {
          options.phrases = tema::phrases_of(std::vector{one});
          REQUIRE(options.phrases.phrases()[0] == one.phrase);
          REQUIRE(tokens_of(one.phrase, options) == Words{one.phrase});
          ++joined;
        }
      }
    }
  }
  CHECK(joined > 3000);
}

TEST_CASE("collocations: options out of their range are refused") {
  const auto refuses = [](const CollocationOptions& options, const char* message) {
    CHECK_THROWS_WITH_AS(static_cast<void>(find_collocations(Texts{}, Tokenizer(), options)),
                         doctest::Contains(message), std::invalid_argument);
  };
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  refuses({.min_count = 0}, "min_count is 0, but must be at least 1");
  refuses({.min_npmi = -1.1}, "min_npmi is -1.1, but must be from -1 to 1");
  refuses({.min_npmi = 1.1}, "min_npmi");
  refuses({.min_npmi = nan}, "min_npmi");
  refuses({.min_stop_word_share = -0.1}, "min_stop_word_share");
  refuses({.min_stop_word_share = 1.1}, "min_stop_word_share is 1.1, but must be from 0 to 1");
  refuses({.min_score = nan}, "min_score is nan, but must be a number");
  refuses({.min_score = -nan}, "min_score");
}

TEST_CASE("collocations: a requested stop ends it at any stage, and progress is reported") {
  tema::Random random(5);
  const Sample sample = random_sample(random, 100, 60);
  std::set<std::string> stages;
  tema::RunContext run;
  run.progress = [&](const tema::Progress& progress) { stages.emplace(progress.stage); };
  const auto all = find_collocations(sample.texts, Tokenizer(), everything, run);
  CHECK_FALSE(all.empty());
  CHECK(stages == std::set<std::string>{"tokenize", "collocate"});
  for (const std::string& stage : stages) {
    std::stop_source source;
    tema::RunContext stopped{.stop = source.get_token()};
    stopped.progress = [&](const tema::Progress& progress) {
      if (progress.stage == stage) source.request_stop();
    };
    CHECK_THROWS_AS(static_cast<void>(find_collocations(sample.texts, Tokenizer(), everything, stopped)),
                    tema::Cancelled);
  }
}
