#include "text/languages/indonesian/reduplication.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

using tema::detail::is_reduplication;

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

}  // namespace

TEST_CASE("reduplication: the same word twice") {
  for (const std::string_view word : {"negara", "isu", "anak", "di", "x-ray", "perundang", "me"}) {
    CHECK(is_reduplication(word, word));
  }
}

TEST_CASE("reduplication: the first with a prefix") {
  for (const auto& pair : {Pair{"bersama", "sama"}, Pair{"berulang", "ulang"}, Pair{"terburu", "buru"},
                           Pair{"melihat", "lihat"}, Pair{"menggerak", "gerak"}, Pair{"sebaik", "baik"},
                           Pair{"dicari", "cari"}, Pair{"perundang", "undang"}}) {
    const auto& first = pair.first;
    const auto& second = pair.second;
    CAPTURE(first);
    CHECK(is_reduplication(first, second));
  }
}

TEST_CASE("reduplication: the second with suffixes") {
  for (const auto& pair : {Pair{"saudara", "saudaranya"}, Pair{"obat", "obatan"}, Pair{"undang", "undanglah"},
                           Pair{"teman", "temanku"}, Pair{"buah", "buahan"}, Pair{"buah", "buahannya"}}) {
    const auto& first = pair.first;
    const auto& second = pair.second;
    CAPTURE(first);
    CHECK(is_reduplication(first, second));
  }
}

TEST_CASE("reduplication: prefix and suffixes together") {
  for (const auto& pair : {Pair{"meniru", "nirukan"}, Pair{"perundang", "undangan"},
                           Pair{"sebaik", "baiknya"}, Pair{"berlari", "larian"}}) {
    const auto& first = pair.first;
    const auto& second = pair.second;
    CAPTURE(first);
    CHECK(is_reduplication(first, second));
  }
}

TEST_CASE("reduplication: the prefix of reciprocity swallows a first k or p or s or t") {
  for (const auto& pair : {Pair{"tolong", "menolong"}, Pair{"pukul", "memukul"}, Pair{"surat", "menyurat"},
                           Pair{"kejar", "mengejar"}, Pair{"balas", "membalas"}}) {
    const auto& first = pair.first;
    const auto& second = pair.second;
    CAPTURE(first);
    CHECK(is_reduplication(first, second));
  }
  CHECK_FALSE(is_reduplication("balas", "mengalas"));
}

TEST_CASE("reduplication: listed pairs that change their sound, with affixes, too") {
  for (const auto& pair :
       {Pair{"sayur", "mayur"}, Pair{"bolak", "balik"}, Pair{"teka", "teki"}, Pair{"gerak", "geriknya"},
        Pair{"berwarna", "warni"}, Pair{"terombang", "ambing"}, Pair{"memporak", "porandakan"},
        Pair{"turun", "temurun"}, Pair{"siswa", "siswi"}}) {
    const auto& first = pair.first;
    const auto& second = pair.second;
    CAPTURE(first);
    CHECK(is_reduplication(first, second));
  }
  CHECK_FALSE(is_reduplication("mayur", "sayur"));
  CHECK_FALSE(is_reduplication("sayur", "balik"));
}

TEST_CASE("reduplication: a stem with affixes has two vowels, or is a word") {
  for (const auto& pair :
       {Pair{"ber", "beri"}, Pair{"di", "dia"}, Pair{"di", "diam"}, Pair{"hat", "hati"}, Pair{"kan", "kanan"},
        Pair{"bag", "bagi"}, Pair{"be", "bean"}, Pair{"mer", "memer"}, Pair{"di", "din"}}) {
    const auto& first = pair.first;
    const auto& second = pair.second;
    CAPTURE(first);
    CHECK_FALSE(is_reduplication(first, second));
  }
  for (const auto& pair : {Pair{"hak", "haknya"}, Pair{"film", "filmnya"}, Pair{"blak", "blakan"},
                           Pair{"isu", "isunya"}, Pair{"dijelek", "jelekin"}}) {
    const auto& first = pair.first;
    const auto& second = pair.second;
    CAPTURE(first);
    CHECK(is_reduplication(first, second));
  }
}

TEST_CASE("reduplication: words joined for another reason are none") {
  for (const auto& pair :
       {Pair{"capres", "cawapres"}, Pair{"anti", "pemerintah"}, Pair{"israel", "hamas"}, Pair{"non", "aktif"},
        Pair{"jakarta", "bandung"}, Pair{"pra", "prakerja"}, Pair{"2", "1"}, Pair{"tanya", "jawab"},
        Pair{"visi", "misi"}, Pair{"anak", "ana"}, Pair{"sama", "bersama"}}) {
    const auto& first = pair.first;
    const auto& second = pair.second;
    CAPTURE(first);
    CHECK_FALSE(is_reduplication(first, second));
  }
}

TEST_CASE("reduplication: a word has at least two letters") {
  CHECK_FALSE(is_reduplication("a", "a"));
  CHECK_FALSE(is_reduplication("a", "an"));
  CHECK_FALSE(is_reduplication("", ""));
  CHECK_FALSE(is_reduplication("ber", "kan"));
  CHECK_FALSE(is_reduplication("bera", "an"));
}

TEST_CASE("reduplication: the order of the two words matters") {
  CHECK_FALSE(is_reduplication("sama", "bersama"));
  CHECK_FALSE(is_reduplication("saudaranya", "saudara"));
}
