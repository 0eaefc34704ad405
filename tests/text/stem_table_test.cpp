#include "tema/text/stem_table.hpp"

#include "reference/naive_stem_table.hpp"
#include "reference/random_corpus.hpp"
#include "tema/core/error.hpp"
#include "tema/text/stemmer.hpp"
#include "text/languages/indonesian/candidate_roots.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <set>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <time.h>
#include <utility>
#include <vector>

namespace {

using reference::corpus_of;
using reference::Documents;
using tema::StemTable;
using tema::StemTableOptions;
using Words = std::vector<std::string>;

/// Each group of words in five documents of its own, and documents without any, so that what meets does not
/// meet by chance.
Documents groups(const std::vector<Words>& all) {
  Documents documents(20, {"lain", "other"});
  for (const Words& group : all) documents.insert(documents.end(), 5, group);
  return documents;
}

StemTable learn(const Documents& documents, const StemTableOptions& options) {
  return StemTable::learn(corpus_of(documents), options);
}

Words stems(const StemTable& table, const Words& words) {
  Words result;
  for (const std::string& word : words) result.emplace_back(table.stem(word));
  return result;
}

std::vector<std::pair<std::string, std::string>> pairs_of(const StemTable& table) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (std::size_t i = 0; i < table.size(); ++i) pairs.emplace_back(table.pair(i));
  return pairs;
}

/// What looks affixed, and what would be left of it.
const std::vector<Words> look_alikes = {{"menteri", "menter"}, {"menteri", "teri"}, {"berita", "ita"},
                                        {"masalah", "masa"},   {"sekolah", "seko"}, {"sekolah", "kolah"},
                                        {"maluku", "malu"},    {"mereka", "reka"},  {"negeri", "neger"},
                                        {"susi", "sus"},       {"bali", "bal"},     {"perdana", "dana"}};

}  // namespace

TEST_CASE("stem table: look-alikes stay whole where they do not meet") {
  std::vector<Words> apart;
  for (const Words& pair : look_alikes) {
    apart.push_back({pair[0]});
    apart.push_back({pair[1]});
  }
  CHECK(learn(groups(apart), {.language = "id"}) == StemTable());
  // Not listed: what the corpus alone holds apart.
  CHECK(learn(groups({{"kepulauan"}, {"pulau"}, {"berapi"}, {"api"}}), {.language = "id"}).empty());
}

TEST_CASE("stem table: the rules keep look-alikes whole even where they meet") {
  for (const Words& pair : look_alikes) {
    CAPTURE(pair[0]);
    CAPTURE(pair[1]);
    CHECK(learn(groups({pair}), {.language = "id"}).empty());
  }
  CHECK(stems(learn(groups({{"menteri", "kementerian", "teri"}}), {.language = "id"}),
              {"menteri", "kementerian", "teri"}) == Words{"menteri", "menteri", "teri"});
}

TEST_CASE("stem table: forms that meet get the root that they share") {
  const Words kin = {"penyelidik", "penyelidikan", "menyelidiki"};
  for (const char* language : {"id", "ms", "id-ID"}) {
    CHECK(stems(learn(groups({kin}), {.language = language}), kin) == Words(3, "selidik"));
  }
  // One of them, if it is a form.
  CHECK(stems(learn(groups({{"main", "bermain", "pemain"}}), {.language = "id"}), {"pemain"}) ==
        Words{"main"});
}

TEST_CASE("stem table: a stem is no other frequent form") {
  const StemTable table = learn(groups({{"peneliti", "meneliti"}, {"teliti"}}), {.language = "id"});
  CHECK(stems(table, {"peneliti", "meneliti", "teliti"}) == Words{"meneliti", "meneliti", "teliti"});
  // Two classes of one root: the second is named by one of its forms.
  const StemTable two =
      learn(groups({{"belajar", "pelajar", "pelajaran"}, {"mengajar", "pengajar"}}), {.language = "id"});
  CHECK(stems(two, {"belajar", "pelajaran", "mengajar", "pengajar"}) ==
        Words{"ajar", "ajar", "mengajar", "mengajar"});
}

TEST_CASE("stem table: words of the same Snowball stem are joined where they meet") {
  CHECK(tema::stem("universe", "en") == tema::stem("university", "en"));
  const Documents documents = groups({{"connected", "connection"},
                                      {"universe"},
                                      {"university"},
                                      {"news"},
                                      {"new"},
                                      {"policy", "policies"},
                                      {"police"}});
  const StemTable table = learn(documents, {.language = "en-GB"});
  CHECK(pairs_of(table) == std::vector<std::pair<std::string, std::string>>{{"connection", "connected"},
                                                                            {"policy", "policies"}});
  const Words whole = {"universe", "university", "news", "new", "police", "unseen"};
  CHECK(stems(table, whole) == whole);
}

TEST_CASE("stem table: one pair does not glue two classes") {
  Documents documents(300, {"lain", "other"});
  documents.insert(documents.end(), 10, {"main", "pemain"});
  documents.insert(documents.end(), 10, {"bermain", "permainan"});
  documents.insert(documents.end(), 3,
                   {"pemain", "bermain"});  // em: nearly 3 / 26, and that of three pairs more is 0
  CHECK(stems(learn(documents, {.language = "id", .min_association = 0.07}),
              {"pemain", "bermain", "permainan"}) == Words{"main", "bermain", "bermain"});
  CHECK(stems(learn(documents, {.language = "id", .min_association = 0.03}),
              {"pemain", "bermain", "permainan"}) == Words(3, "main"));
}

TEST_CASE("stem table: forms in few documents are left alone, and so are those that met once") {
  Documents documents = groups({{"main", "bermain"}});
  CHECK(learn(documents, {.language = "id", .min_documents = 5}).size() == 1);
  CHECK(learn(documents, {.language = "id", .min_documents = 6}).empty());
  documents.insert(documents.end(), 3, {"pakai"});
  documents.insert(documents.end(), 3, {"memakai"});
  documents.push_back({"pakai", "memakai"});
  CHECK(learn(documents, {.language = "id"}).size() == 1);
}

TEST_CASE("stem table: forms meet in windows") {
  Words text(400, "kata");
  text.front() = "main";
  text.back() = "bermain";
  const Documents documents = groups({text});
  CHECK(learn(documents, {.language = "id", .window = 100}).empty());
  CHECK(learn(documents, {.language = "id", .window = 399}).empty());
  CHECK(learn(documents, {.language = "id", .window = 400}).size() == 1);
  CHECK(learn(documents, {.language = "id"}).size() == 1);
}

namespace {

/// Texts about a few words each, in forms of theirs, now and then another's.
Documents random_kin(tema::Random& random) {
  const std::vector<Words> kin = {{"main", "bermain", "pemain", "permainan", "dimainkan"},
                                  {"pakai", "memakai", "pemakaian", "makai", "maka"},
                                  {"ajar", "mengajar", "kajar", "belajar", "pelajaran"},
                                  {"masa", "masalah", "bermasalah", "semasa"},
                                  {"connect", "connected", "connection"},
                                  {"police", "policy", "policies"}};
  Documents documents(20 + random.below(40));
  for (auto& document : documents) {
    const std::size_t topic = random.below(kin.size());
    for (std::size_t i = random.below(30); i > 0; --i) {
      const Words& words = kin[random.below(4) == 0 ? random.below(kin.size()) : topic];
      document.push_back(words[random.below(1 + random.below(words.size()))]);
    }
  }
  return documents;
}

}  // namespace

TEST_CASE("stem table: the classes are those of the definition") {
  tema::Random random(1);
  std::size_t joined = 0;
  for (int round = 0; round < 100; ++round) {
    const tema::TokenizedCorpus corpus = corpus_of(random_kin(random));
    for (const char* language : {"id", "en"}) {
      const StemTableOptions options{.language = language,
                                     .min_documents = 1 + random.below(4),
                                     .min_association = 0.1 * random.uniform(),
                                     .window = random.below(3) * 10};
      const StemTable table = StemTable::learn(corpus, options, {.threads = 2});
      const reference::NaiveStemClasses naive(corpus, options, [&](const std::string& word) {
        return options.language == "id" ? tema::detail::candidate_roots(word) : Words{tema::stem(word, "en")};
      });
      joined += table.size();
      for (tema::TermId i = 0; i < corpus.vocabulary->size(); ++i) {
        for (tema::TermId j = 0; j < i; ++j) {
          const std::string a(corpus.vocabulary->term(i));
          const std::string b(corpus.vocabulary->term(j));
          // Too rare to be judged, and yet the stem of others.
          const bool is_rare_root = table.stem(a) == b || table.stem(b) == a;
          if (!is_rare_root || naive.same(a, b))
            REQUIRE((table.stem(a) == table.stem(b)) == naive.same(a, b));
        }
      }
    }
  }
  CHECK(joined > 500);
}

TEST_CASE("stem table: threads and the order of terms leave no trace") {
  tema::Random random(2);
  for (int round = 0; round < 10; ++round) {
    Documents documents = random_kin(random);
    const StemTableOptions options{.language = "id"};
    const StemTable one = StemTable::learn(corpus_of(documents), options, {.threads = 1});
    for (const unsigned threads : {2U, 7U}) {
      CHECK(StemTable::learn(corpus_of(documents), options, {.threads = threads}) == one);
    }
    std::reverse(documents.begin(), documents.end());
    for (auto& document : documents) std::reverse(document.begin(), document.end());
    CHECK(learn(documents, options) == one);
    CHECK(StemTable::from_pairs(pairs_of(one)) == one);
    for (std::size_t i = 0; i < one.size(); ++i) CHECK(one.stem(one.pair(i).second) == one.pair(i).second);
  }
}

TEST_CASE("stem table: pairs in any order, of which those that say nothing are left out") {
  const StemTable table =
      StemTable::from_pairs({{"runs", "run"}, {"mice", "mouse"}, {"run", "run"}, {"runs", "run"}});
  CHECK(pairs_of(table) ==
        std::vector<std::pair<std::string, std::string>>{{"mice", "mouse"}, {"runs", "run"}});
  CHECK(stems(table, {"runs", "run", "mice", "", "cat"}) == Words{"run", "run", "mouse", "", "cat"});
  CHECK(StemTable::from_pairs({}) == StemTable());
  CHECK(StemTable::from_pairs({{"a", "a"}}) == StemTable());
  CHECK_FALSE(table == StemTable::from_pairs({{"mice", "mouse"}, {"runs", "ran"}}));
}

TEST_CASE("stem table: pairs that contradict each other are refused") {
  using doctest::Contains;
  CHECK_THROWS_WITH_AS(StemTable::from_pairs({{"", "a"}}), Contains("neither empty"), std::invalid_argument);
  CHECK_THROWS_WITH_AS(StemTable::from_pairs({{"a", ""}}), Contains("neither empty"), std::invalid_argument);
  CHECK_THROWS_WITH_AS(StemTable::from_pairs({{"a", "b"}, {"a", "c"}}), Contains("\"a\", \"c\""),
                       std::invalid_argument);
  CHECK_THROWS_AS(StemTable::from_pairs({{"a", "a"}, {"a", "c"}}), std::invalid_argument);
  CHECK_THROWS_WITH_AS(StemTable::from_pairs({{"a", "b"}, {"b", "c"}}), Contains("\"c\""),
                       std::invalid_argument);
  CHECK_THROWS_AS(StemTable::from_pairs({{"a", "b"}, {"b", "a"}}), std::invalid_argument);
}

TEST_CASE("stem table: options out of their range, and languages without rules, are refused") {
  const tema::TokenizedCorpus corpus = corpus_of({{"a"}});
  CHECK_THROWS_WITH_AS(StemTable::learn(corpus, {.language = "id", .min_documents = 0}),
                       doctest::Contains("min_documents is 0"), std::invalid_argument);
  for (const double wrong : {-0.1, 1.1, std::numeric_limits<double>::quiet_NaN()}) {
    CHECK_THROWS_AS(StemTable::learn(corpus, {.language = "id", .min_association = wrong}),
                    std::invalid_argument);
  }
  for (const char* language : {"und", "zh", "xx", ""}) {
    CHECK_THROWS_AS(StemTable::learn(corpus, {.language = language}), std::invalid_argument);
  }
  CHECK_THROWS_WITH_AS(StemTable::learn(corpus, {}), doctest::Contains("id ms ar"), std::invalid_argument);
  CHECK(StemTable::learn({}, {.language = "id"}).empty());
  CHECK(learn({{}, {}, {""}}, {.language = "en", .min_documents = 1}).empty());
  tema::TokenizedCorpus without;
  without.ids = {0};
  without.offsets = {0, 1};
  CHECK_THROWS_AS(StemTable::learn(without, {.language = "id"}), std::invalid_argument);
}

TEST_CASE("stem table: a requested stop ends it, and progress is reported") {
  std::stop_source source;
  tema::RunContext run{.stop = source.get_token(), .threads = 1};
  std::set<std::string> stages;
  run.progress = [&](const tema::Progress& progress) { stages.emplace(progress.stage); };
  const tema::TokenizedCorpus corpus = corpus_of(groups({{"main", "bermain"}}));
  CHECK(StemTable::learn(corpus, {.language = "id"}, run).size() == 1);
  CHECK(stages == std::set<std::string>{"stem"});
  source.request_stop();
  CHECK_THROWS_AS(StemTable::learn(corpus, {.language = "id"}, run), tema::Cancelled);
}

namespace {

/// Spellings of one German stem, which takes every ä for an a, together in a few of many documents.
tema::TokenizedCorpus spellings(std::size_t count) {
  Words all(count);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t bit = 0; bit < 17; ++bit) all[i] += (i >> bit & 1U) != 0 ? "kä" : "ka";
  }
  Documents documents(2 * count, {"anderes"});
  documents.insert(documents.end(), 3, all);
  return corpus_of(documents);
}

double seconds(const tema::TokenizedCorpus& corpus) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const double begin = now();
  static_cast<void>(StemTable::learn(corpus, {.language = "de"}, {.threads = 1}));
  return now() - begin;
}

}  // namespace

TEST_CASE("stem table: a root of any number of forms costs no more than linear time") {
  const tema::TokenizedCorpus few = spellings(4'000);
  const tema::TokenizedCorpus many = spellings(32'000);
  CHECK(StemTable::learn(many, {.language = "de"}).size() == 63);
  double least = 1e9;
  for (int i = 0; i < 10 && least > 16; ++i)
    least = std::min(least, seconds(many) / std::max(seconds(few), 1e-6));
  CHECK(least <= 16);
}
