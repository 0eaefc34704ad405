#include "tema/text/segmenter.hpp"
#include "tema/text/split.hpp"
#include "text/languages/abbreviation_lists.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

std::vector<std::string> sentences(std::string_view text, std::string_view language) {
  std::vector<std::string> all;
  for (const tema::ByteSpan& span : tema::segment(text, tema::Unit::sentence, language)) {
    all.emplace_back(text.substr(span.begin, span.size()));
  }
  return all;
}

}  // namespace

TEST_CASE("abbreviations: sentences go on behind those of Indonesian and Malay") {
  for (const std::string text :
       {"Rapat dimulai pk. 10.00 di aula.", "Surat tgl. 5 Mei itu hilang.", "Saham PT. Telkom naik.",
        "Ia tinggal di Jl. Sudirman.", "Kata Dr. Ani, Prof. Budi sakit.",
        "Gurunya Ani, S.Pd. Budi kepala sekolah.", "Lihat hal. 5 Buku Putih.", "Jenderal A. Yani gugur.",
        "Menurut K.H. Ahmad Dahlan benar."}) {
    CHECK(sentences(text, "id") == std::vector<std::string>{text});
    CHECK(sentences(text, "ind").size() == 1);
    CHECK(sentences(text, "ms").size() == 1);
    CHECK(sentences(text, "und").size() > 1);
  }
}

TEST_CASE("abbreviations: sentences end behind other words, and at the end of a line") {
  CHECK(sentences("Itu lain hal. Dia pergi.", "id").size() == 2);
  CHECK(sentences("Ia pulang. Dr. Ani tidak.", "id").size() == 2);
  CHECK(sentences("Ia dari PT.\nItu benar.", "id").size() == 2);
  CHECK(sentences("(Kata Prof.) Dia pergi.", "id").size() == 2);
  CHECK(sentences("Benarkah PT.? Ya.", "id").size() == 2);
  CHECK(sentences("Ia datang pk.. Lalu pergi.", "id").size() == 2);
}

TEST_CASE("abbreviations: other languages have their own") {
  CHECK(sentences("We met Dr. Smith and Mr. J. Doe in St. Ives.", "en").size() == 1);
  CHECK(sentences("She went up. He did not. Is it so?", "en").size() == 3);
  CHECK(sentences("Das kostet z.B. Herrn Prof. Meier ca. 5 Mio. Euro.", "de").size() == 1);
  CHECK(sentences("M. Dupont habite av. Foch.", "fr").size() == 1);
  CHECK(sentences("El Sr. García y la Dra. López salieron.", "es").size() == 1);
  CHECK(sentences("O Sr. Silva mora na Av. Paulista.", "pt").size() == 1);
  CHECK(sentences("Il sig. Rossi e l'avv. Bianchi.", "it").size() == 1);
  CHECK(sentences("Dhr. Jansen en mevr. De Vries.", "nl").size() == 1);
  CHECK(sentences("Это стоит 5 тыс. Евро или руб. России.", "ru").size() == 1);
  CHECK_THROWS_AS(static_cast<void>(sentences("a", "klingon")), std::invalid_argument);
}

TEST_CASE("abbreviations: pieces of a document know its language") {
  tema::Document document{.id = "1", .text = "Kata Dr. Ani. Ia pergi."};
  CHECK(tema::split(document, tema::Unit::sentence).size() == 3);
  CHECK(tema::split(document, tema::Unit::sentence, "id").size() == 2);
  document.language = "id-ID";
  CHECK(tema::split(document, tema::Unit::sentence).size() == 2);
  document.language = "Indonesian";
  CHECK(tema::split(document, tema::Unit::sentence, "id").size() == 2);
}

TEST_CASE("abbreviations: a language without a list has none") {
  CHECK(tema::detail::abbreviations_of("am").empty());
  CHECK_FALSE(tema::detail::abbreviations_of("").end_with("Dr", false));
  const auto& german = tema::detail::abbreviations_of("de");
  CHECK(german.end_with("der Prof", false));
  CHECK(german.end_with("Vgl", false));
  CHECK_FALSE(german.end_with("Haus", false));
  CHECK_FALSE(german.end_with("", false));
  CHECK_FALSE(german.end_with(std::string(100, 'x'), false));
}

TEST_CASE("abbreviations: a list may have empty lines and others that are none") {
  const tema::detail::Abbreviations list("\n\npk.\n#\nhal.#\nkata\n\n");
  CHECK(list.end_with("pk", false));
  CHECK(list.end_with("hal", true));
  CHECK_FALSE(list.end_with("hal", false));
  CHECK_FALSE(list.end_with("kata", true));
  CHECK_FALSE(list.end_with("kat", true));
  CHECK(tema::detail::Abbreviations("\n#\n").empty());
}

TEST_CASE("abbreviations: each that is listed is found in a text") {
  std::size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator(TEMA_ABBREVIATIONS)) {
    if (file.path().extension() != ".txt") continue;
    const auto& known = tema::detail::abbreviations_of(file.path().stem().string());
    std::ifstream lines(file.path());
    for (std::string line; std::getline(lines, line); ++count) {
      CAPTURE(line);
      const std::size_t stop = line.rfind('.');
      REQUIRE(stop != std::string::npos);
      CHECK(known.end_with("a " + line.substr(0, stop), true));
    }
  }
  CHECK(count > 500);
}
