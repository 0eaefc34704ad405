#include "text/languages/indonesian/candidate_roots.hpp"

#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using tema::detail::candidate_roots;
using Words = std::vector<std::string>;
using Pair = std::pair<std::string_view, std::string_view>;

bool has_root(std::string_view word, std::string_view root) {
  const Words roots = candidate_roots(word);
  return std::find(roots.begin(), roots.end(), root) != roots.end();
}

void check_roots(std::initializer_list<Pair> pairs) {
  for (const Pair& pair : pairs) {
    const auto& word = pair.first;
    const auto& root = pair.second;
    CAPTURE(word);
    CAPTURE(root);
    CHECK(has_root(word, root));
  }
}

void check_no_roots(std::initializer_list<Pair> pairs) {
  for (const Pair& pair : pairs) {
    const auto& word = pair.first;
    const auto& root = pair.second;
    CAPTURE(word);
    CAPTURE(root);
    CHECK_FALSE(has_root(word, root));
  }
}

}  // namespace

TEST_CASE("indonesian affixes: meN- and peN- give back the letter that their nasal swallowed") {
  check_roots({{"menulis", "tulis"},    {"penulis", "tulis"},     {"memakai", "pakai"},  {"pemakai", "pakai"},
               {"mengirim", "kirim"},   {"pengirim", "kirim"},    {"menyewa", "sewa"},   {"penyewa", "sewa"},
               {"mengambil", "ambil"},  {"pengambilan", "ambil"}, {"membaca", "baca"},   {"pembaca", "baca"},
               {"mendengar", "dengar"}, {"pencuri", "curi"},      {"menjual", "jual"},   {"menggali", "gali"},
               {"melihat", "lihat"},    {"merusak", "rusak"},     {"mewakili", "wakil"}, {"memasak", "masak"},
               {"menanti", "nanti"},    {"menyanyi", "nyanyi"},   {"mengamuk", "amuk"},  {"pelukis", "lukis"},
               {"petani", "tani"},      {"memproses", "proses"},  {"mengkaji", "kaji"},  {"mentaati", "taat"},
               {"mensyukuri", "syukur"}});
  CHECK(candidate_roots("menulis") == Words{"tulis", "nulis", "menulis"});
}

TEST_CASE("indonesian affixes: menge- and penge- go with roots of one syllable") {
  check_roots({{"mengecat", "cat"},
               {"mengebom", "bom"},
               {"pengeboman", "bom"},
               {"mengesahkan", "sah"},
               {"disahkan", "sah"},
               {"pengecekan", "cek"},
               {"dicek", "cek"}});
  check_no_roots(
      {{"mengenai", "nai"}, {"mengelola", "lola"}, {"bercat", "cat"}, {"susi", "sus"}, {"bali", "bal"}});
}

TEST_CASE("indonesian affixes: the other prefixes") {
  check_roots({{"bermain", "main"},
               {"bekerja", "kerja"},
               {"berenang", "renang"},
               {"belajar", "ajar"},
               {"pelajar", "ajar"},
               {"termakan", "makan"},
               {"terasa", "rasa"},
               {"tepercaya", "percaya"},
               {"dilihat", "lihat"},
               {"sepekan", "pekan"},
               {"pertapa", "tapa"},
               {"kemauan", "mau"}});
  // ke- alone makes numerals and little else: "ketua" is no form of "tua".
  check_no_roots({{"ketua", "tua"}, {"bekas", "kas"}, {"tebing", "bing"}, {"belukar", "ukar"}});
}

TEST_CASE("indonesian affixes: suffixes, clitics and particles in their order") {
  check_roots({{"makanan", "makan"},
               {"tanami", "tanam"},
               {"lemparkan", "lempar"},
               {"rumahku", "rumah"},
               {"rumahmu", "rumah"},
               {"rumahnya", "rumah"},
               {"pergilah", "pergi"},
               {"siapakah", "siapa"},
               {"adapun", "ada"},
               {"makanannyalah", "makan"},
               {"memberikannyapun", "beri"},
               {"melempari", "lempar"}});
  check_no_roots({{"rumahlahnya", "rumah"}, {"makannyaan", "makan"}, {"xiii", "xii"}});
}

TEST_CASE("indonesian affixes: two prefixes, and suffixes behind them") {
  check_roots({{"memperbaiki", "baik"},
               {"diperbaiki", "baik"},
               {"mempelajari", "ajar"},
               {"pembelajaran", "ajar"},
               {"mempekerjakan", "kerja"},
               {"memberlakukan", "laku"},
               {"keberhasilan", "hasil"},
               {"keterlibatan", "libat"},
               {"kepemimpinan", "pimpin"},
               {"kepemimpinan", "pemimpin"},
               {"penyeragaman", "ragam"},
               {"penyeragaman", "seragam"},
               {"berkelanjutan", "lanjut"},
               {"berpendidikan", "didik"},
               {"pengetahuan", "tahu"},
               {"mengetahui", "tahu"},
               {"pemersatu", "satu"},
               {"terselenggara", "lenggara"}});
}

TEST_CASE("indonesian affixes: what does not go together is not cut off") {
  check_no_roots({{"dimakanan", "makan"},   // di-…-an
                  {"membacaan", "baca"},    // meN-…-an
                  {"kelihatkan", "lihat"},  // ke-…-kan
                  {"berlarii", "lari"},     // ber-…-i
                  {"memdibaca", "baca"},    // me- di-
                  {"membaca", "mbaca"},     // no root begins so
                  {"permasalahan", "rmasalah"}});
}

TEST_CASE("indonesian affixes: penyelidik and its kin meet") {
  for (const char* word : {"penyelidik", "penyelidikan", "menyelidiki", "diselidiki", "penyelidikannya"}) {
    CAPTURE(word);
    const Words roots = candidate_roots(word);
    CHECK(std::find(roots.begin(), roots.end(), "selidik") <
          std::find(roots.begin(), roots.end(), "nyelidik"));
  }
}

TEST_CASE("indonesian affixes: words that only look affixed stay whole") {
  for (const std::string word : {"menteri", "berita", "masalah", "sekolah", "maluku", "mereka", "negeri",
                                 "susi", "bali", "naik", "polisi", "selatan", "undang-undang"}) {
    CAPTURE(word);
    CHECK(candidate_roots(word) == Words{word});
  }
  check_roots({{"kementerian", "menteri"},
               {"pemberitaan", "berita"},
               {"bermasalah", "masalah"},
               {"permasalahan", "masalah"},
               {"menyekolahkan", "sekolah"},
               {"pengawasan", "awas"}});
  check_no_roots({{"kementerian", "teri"},
                  {"bermasalah", "masa"},
                  {"bermasalah", "bermasa"},
                  {"pemberitaan", "ita"},
                  {"menyekolahkan", "kolah"},
                  {"pengawasan", "kawasan"}});
}

TEST_CASE("indonesian affixes: a reduplication has the roots of its first word that its second repeats") {
  CHECK(candidate_roots("negara-negara") == Words{"negara", "negara-negara"});
  check_roots({{"saudara-saudaranya", "saudara"},
               {"meniru-nirukan", "tiru"},
               {"tolong-menolong", "tolong"},
               {"berancang-ancang", "ancang"}});
  check_no_roots({{"berancang-ancang", "rancang"}});
}

TEST_CASE("indonesian affixes: anything else gives itself alone") {
  for (const std::string word : {"", "-", "a-", "covid-19", "ménulis", "Menulis", "menulis2",
                                 "capres-cawapres", "a-a-a", "\xFF", "内容"}) {
    CAPTURE(word);
    CHECK(candidate_roots(word) == Words{word});
  }
  const std::string no_word = "me" + std::string(1'000'000, 'l');
  CHECK(candidate_roots(no_word) == Words{no_word});
}

TEST_CASE("indonesian affixes: few roots, each once, the word itself last") {
  const Words parts = {"me",  "meng", "menge", "meny", "mem", "pe",  "pen",  "per",
                       "ber", "bel",  "ter",   "di",   "ke",  "se",  "ajar", "tulis",
                       "kan", "an",   "i",     "nya",  "ku",  "lah", "pun",  "masalah"};
  tema::Random random(1);
  for (int round = 0; round < 20'000; ++round) {
    std::string word;
    for (std::size_t i = random.below(9); i > 0; --i) word += parts[random.below(parts.size())];
    CAPTURE(word);
    const Words roots = candidate_roots(word);
    REQUIRE(roots.back() == word);
    REQUIRE(std::set(roots.begin(), roots.end()).size() == roots.size());
    REQUIRE(roots.size() <= 100);
  }
}
