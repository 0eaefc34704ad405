#include "text/languages/indonesian/clitics.hpp"
#include "text/languages/indonesian/reduplication.hpp"
#include "text/languages/indonesian/repeated_words.hpp"
#include "text/languages/indonesian/word_lists.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using tema::detail::expanded_two;
using tema::detail::is_indonesian_root;
using tema::detail::is_reduplication;
using tema::detail::reduplication_base;
using tema::detail::split_clitics;

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// "rumah+nya+lah", with a + wherever something is split.
std::string cut(std::string_view word) {
  const auto split = split_clitics(word);
  std::string text;
  const auto add = [&](std::size_t begin, std::size_t end) {
    if (begin == end) return;
    if (!text.empty()) text += '+';
    text += word.substr(begin, end - begin);
  };
  add(0, split.root_begin);
  add(split.root_begin, split.root_end);
  add(split.root_end, split.particle_begin);
  add(split.particle_begin, word.size());
  return text;
}

bool stays_whole(std::string_view word) { return cut(word) == word; }

bool is_sorted_and_distinct(std::span<const std::string_view> words) {
  return std::adjacent_find(words.begin(), words.end(),
                            [](std::string_view a, std::string_view b) { return a >= b; }) == words.end();
}

std::size_t hyphens(std::string_view word) {
  return static_cast<std::size_t>(std::count(word.begin(), word.end(), '-'));
}

std::string two(std::string_view surface) { return expanded_two(surface).value_or("none"); }

}  // namespace

TEST_CASE("indonesian word: the lists are sorted, distinct and folded") {
  for (const auto& list : {tema::detail::indonesian_roots(), tema::detail::lexical_reduplications(),
                           tema::detail::sound_reduplications()}) {
    CHECK(list.size() >= 100);
    CHECK(is_sorted_and_distinct(list));
    for (const std::string_view word : list) {
      CAPTURE(word);
      CHECK(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz'-") == std::string_view::npos);
    }
  }
  CHECK(tema::detail::indonesian_roots().size() >= 2500);
}

TEST_CASE("indonesian word: a root has three letters, a vowel and no hyphen") {
  for (const std::string_view root : tema::detail::indonesian_roots()) {
    CAPTURE(root);
    CHECK(root.size() >= 3);
    CHECK(root.find_first_of("aeiou") != std::string_view::npos);
    CHECK(hyphens(root) == 0);
  }
}

TEST_CASE("indonesian word: every root stays whole") {
  for (const std::string_view root : tema::detail::indonesian_roots()) {
    CAPTURE(root);
    CHECK(stays_whole(root));
  }
}

TEST_CASE("indonesian word: what is listed as a reduplication is one, and stays whole") {
  for (const std::string_view word : tema::detail::lexical_reduplications()) {
    CAPTURE(word);
    REQUIRE(hyphens(word) == 1);
    CHECK(is_reduplication(word.substr(0, word.find('-')), word.substr(word.find('-') + 1)));
    CHECK(reduplication_base(word) == word);
    CHECK(stays_whole(word));
  }
  for (const std::string_view word : tema::detail::sound_reduplications()) {
    CAPTURE(word);
    REQUIRE(hyphens(word) == 1);
    CHECK(is_reduplication(word.substr(0, word.find('-')), word.substr(word.find('-') + 1)));
    CHECK(stays_whole(word));
  }
}

TEST_CASE("indonesian word: pronouns are split from a root") {
  for (const auto& pair :
       {Pair{"rumahku", "rumah+ku"}, Pair{"rumahmu", "rumah+mu"}, Pair{"rumahnya", "rumah+nya"},
        Pair{"bukuku", "buku+ku"}, Pair{"bukumu", "buku+mu"}, Pair{"bukunya", "buku+nya"},
        Pair{"anaknya", "anak+nya"}, Pair{"partainya", "partai+nya"}, Pair{"ilmunya", "ilmu+nya"},
        Pair{"kuncinya", "kunci+nya"}, Pair{"kulitmu", "kulit+mu"}, Pair{"masalahnya", "masalah+nya"},
        Pair{"sekolahku", "sekolah+ku"}, Pair{"menurutnya", "menurut+nya"}, Pair{"dirinya", "diri+nya"},
        Pair{"katanya", "kata+nya"}, Pair{"ujarnya", "ujar+nya"}, Pair{"kepadaku", "kepada+ku"}}) {
    CAPTURE(pair.first);
    CHECK(cut(pair.first) == pair.second);
  }
}

TEST_CASE("indonesian word: particles are split from a root") {
  for (const auto& pair :
       {Pair{"merekalah", "mereka+lah"}, Pair{"siapakah", "siapa+kah"}, Pair{"apapun", "apa+pun"},
        Pair{"itulah", "itu+lah"}, Pair{"hanyalah", "hanya+lah"}, Pair{"sekolahkah", "sekolah+kah"},
        Pair{"masalahlah", "masalah+lah"}}) {
    CAPTURE(pair.first);
    CHECK(cut(pair.first) == pair.second);
  }
}

TEST_CASE("indonesian word: a pronoun and a particle are split together") {
  for (const auto& pair : {Pair{"rumahnyalah", "rumah+nya+lah"}, Pair{"bukukupun", "buku+ku+pun"},
                           Pair{"anakmukah", "anak+mu+kah"}, Pair{"bukukulah", "buku+ku+lah"}}) {
    CAPTURE(pair.first);
    CHECK(cut(pair.first) == pair.second);
  }
}

TEST_CASE("indonesian word: the short forms of I and you are split before a root of four letters") {
  for (const auto& pair :
       {Pair{"kupikir", "ku+pikir"}, Pair{"kaulihat", "kau+lihat"}, Pair{"kubawa", "ku+bawa"},
        Pair{"kulihatnya", "ku+lihat+nya"}, Pair{"kaubawalah", "kau+bawa+lah"}}) {
    CAPTURE(pair.first);
    CHECK(cut(pair.first) == pair.second);
  }
  for (const char* word : {"kutim", "kuras", "kubis", "kuasa", "kuasi", "kaukus", "kaukasus", "kunya"}) {
    CAPTURE(word);
    CHECK(stays_whole(word));
  }
}

TEST_CASE("indonesian word: a word that only looks as if it had a clitic stays whole") {
  for (const char* word :
       {"kuat",    "ilmu",   "masalah",   "langkah", "hanya",   "adalah",  "sekolah",  "maluku",   "kumuh",
        "kamu",    "tamu",   "temu",      "jamu",    "semu",    "nyamuk",  "suku",     "laku",     "paku",
        "selaku",  "pelaku", "buku",      "bangku",  "terpaku", "punya",   "tanya",    "kenya",    "telah",
        "setelah", "ialah",  "jumlah",    "istilah", "kuliah",  "majalah", "makalah",  "nabilah",  "ramallah",
        "apakah",  "nikah",  "naskah",    "berkah",  "paskah",  "akikah",  "meskipun", "walaupun", "ataupun",
        "maupun",  "adapun", "sekalipun", "ampun",   "himpun",  "rumpun",  "kuning",   "kunci",    "kulit",
        "kuda",    "kucing", "kursi",     "kurang",  "kuota",   "kubu",    "kukuh",    "kaum",     "kaus"}) {
    CAPTURE(word);
    CHECK(stays_whole(word));
  }
}

TEST_CASE("indonesian word: what a pronoun has made another word of stays whole") {
  for (const char* word :
       {"akhirnya", "biasanya", "misalnya", "pasalnya", "soalnya", "makanya", "sayangnya", "sebelumnya",
        "sebenarnya", "seharusnya", "selanjutnya", "setidaknya", "rupanya"}) {
    CAPTURE(word);
    CHECK(stays_whole(word));
  }
}

TEST_CASE("indonesian word: nothing is split from a word that is not known") {
  for (const char* word : {"catalunya", "tsutomu", "isamu", "abdullah", "hanukkah", "xyzku", "ku", "nya",
                           "kulah", "", "-", "qur'an", "a-b-c"}) {
    CAPTURE(word);
    CHECK(stays_whole(word));
  }
}

TEST_CASE("indonesian word: what stands behind a hyphen alone is split from any word") {
  CHECK(cut("tema-nya") == "tema+-nya");
  CHECK(cut("iup-nya") == "iup+-nya");
  CHECK(cut("tuhan-nyalah") == "tuhan+-nya+lah");
}

TEST_CASE("indonesian word: a reduplication loses the clitics that follow it") {
  CHECK(cut("anak-anaknya") == "anak-anak+nya");
  CHECK(cut("obat-obatannya") == "obat-obatan+nya");
  CHECK(cut("undang-undangnyalah") == "undang-undang+nya+lah");
  CHECK(cut("tema-temanya") == "tema-tema+nya");
  for (const char* word : {"buku-buku", "langkah-langkah", "satu-satunya", "setinggi-tingginya", "xku-xku"}) {
    CAPTURE(word);
    CHECK(stays_whole(word));
  }
}

TEST_CASE("indonesian word: the base of a reduplication") {
  for (const auto& pair :
       {Pair{"negara-negara", "negara"}, Pair{"saudara-saudaranya", "saudara"}, Pair{"obat-obatan", "obat"},
        Pair{"perusahaan-perusahaan", "perusahaan"}, Pair{"bersama-sama", "sama"},
        Pair{"berulang-ulang", "ulang"}, Pair{"setinggi-tingginya", "tinggi"}, Pair{"dicari-cari", "cari"},
        Pair{"tolong-menolong", "tolong"}, Pair{"pukul-memukul", "pukul"}, Pair{"kemerah-merahan", "merah"},
        Pair{"terus-menerus", "terus"}, Pair{"klaster-klasternya", "klaster"},
        Pair{"xyzzy-xyzzy", "xyzzy"}}) {
    CAPTURE(pair.first);
    CHECK(reduplication_base(pair.first) == pair.second);
  }
}

TEST_CASE("indonesian word: the base has the letter back that me- has swallowed") {
  for (const auto& pair :
       {Pair{"meniru-nirukan", "tiru"}, Pair{"memukul-mukul", "pukul"}, Pair{"mengejar-ngejar", "kejar"},
        Pair{"menyapu-nyapu", "sapu"}, Pair{"menakut-nakuti", "takut"}, Pair{"mengamat-amati", "amat"},
        Pair{"menxyz-nxyzkan", "menxyz-nxyzkan"}, Pair{"mexoxo-xoxokan", "mexoxo"}}) {
    CAPTURE(pair.first);
    CHECK(reduplication_base(pair.first) == pair.second);
  }
}

TEST_CASE("indonesian word: the base of a change of sound is the half that is a word") {
  for (const auto& pair :
       {Pair{"sayur-mayur", "sayur"}, Pair{"berwarna-warni", "warna"}, Pair{"gerak-geriknya", "gerak"},
        Pair{"corat-coret", "coret"}, Pair{"gonta-ganti", "ganti"}, Pair{"siswa-siswi", "siswa"},
        Pair{"mondar-mandir", "mondar-mandir"}, Pair{"teka-teki", "teka-teki"},
        Pair{"serta-merta", "serta-merta"}, Pair{"bolak-balik", "bolak-balik"}}) {
    CAPTURE(pair.first);
    CHECK(reduplication_base(pair.first) == pair.second);
  }
}

TEST_CASE("indonesian word: what is lexicalised is its own base, with affixes, too") {
  for (const char* word :
       {"undang-undang", "undang-undangnya", "perundang-undangan", "rata-rata", "rata-ratanya", "tiba-tiba",
        "berhati-hati", "kehati-hatian", "hati-hatilah", "memata-matai", "menyia-nyiakan", "disia-siakan",
        "mengolok-olok", "seolah-olah", "semata-mata", "sehari-hari", "kupu-kupu", "satu-satunya"}) {
    CAPTURE(word);
    CHECK(reduplication_base(word) == word);
  }
}

TEST_CASE("indonesian word: what is no reduplication is its own base") {
  for (const char* word :
       {"", "-", "negara", "capres-cawapres", "israel-hamas", "ber-beri", "-negara", "negara-",
        "anti-pemerintah", "a-a-a", "negara-negara-negara", "2-1", "non-aktif"}) {
    CAPTURE(word);
    CHECK(reduplication_base(word) == word);
  }
}

TEST_CASE("indonesian word: a 2 says the word twice") {
  for (const auto& pair :
       {Pair{"anak2", "anak-anak"}, Pair{"anak2nya", "anak-anaknya"}, Pair{"teman2ku", "teman-temanku"},
        Pair{"teman2mu", "teman-temanmu"}, Pair{"buah2an", "buah-buahan"}, Pair{"hati2lah", "hati-hatilah"},
        Pair{"sama2", "sama-sama"}, Pair{"undang2", "undang-undang"}, Pair{"jabatan2", "jabatan-jabatan"}}) {
    CAPTURE(pair.first);
    CHECK(two(pair.first) == pair.second);
  }
}

TEST_CASE("indonesian word: a 2 says only the stem twice after a prefix") {
  for (const auto& pair :
       {Pair{"bersama2", "bersama-sama"}, Pair{"berkali2", "berkali-kali"}, Pair{"mencari2", "mencari-cari"},
        Pair{"memukul2", "memukul-mukul"}, Pair{"dicari2", "dicari-cari"}, Pair{"seolah2", "seolah-olah"},
        Pair{"sebaik2nya", "sebaik-baiknya"}, Pair{"sekutu2", "sekutu-sekutu"},
        Pair{"beruang2", "beruang-beruang"}, Pair{"mereka2", "mereka-mereka"}}) {
    CAPTURE(pair.first);
    CHECK(two(pair.first) == pair.second);
  }
}

TEST_CASE("indonesian word: most words with a 2 are no reduplication") {
  for (const char* surface :
       {"",          "2",     "h2",          "co2",    "m2",     "km2",        "covid2",
        "moto2",     "Moto2", "MotoGP2",     "Anak2",  "ANAK2",  "anaK2",      "anak2Nya",
        "ber-sama2", "2anak", "anak22",      "anak2x", "anak23", "anak2-anak", "anak",
        "anak 2",    "b2b",   "anak2nyalah", "p2mi",   "nu2",    "anak\u00B2"}) {
    CAPTURE(surface);
    CHECK(two(surface) == "none");
  }
}

TEST_CASE("indonesian word: a word beyond 64 bytes is left as it is") {
  std::string word = "negara-negara";
  CHECK(reduplication_base(word) == "negara");
  const std::string longest(31, 'a');
  CHECK(reduplication_base(longest + "-" + longest) == longest);
  const std::string longer(32, 'a');
  CHECK(reduplication_base(longer + "-" + longer) == longer + "-" + longer);
  for (const std::size_t size : {std::size_t{65}, std::size_t{1} << 20U}) {
    const std::string text(size, 'a');
    CHECK(stays_whole(text + "nya"));
    CHECK(stays_whole("rumah" + text));
    CHECK(reduplication_base(text) == text);
    CHECK(two(text + "2") == "none");
  }
}
