#pragma once

#include "tema/core/random.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// Short texts on invented subjects, and which subject each is on.
namespace reference {

struct Subjects {
  std::string language;
  std::vector<std::vector<std::string>> words;  ///< by subject
  std::vector<std::string> fillers;             ///< words that every subject uses
};

struct Texts {
  std::vector<std::string> texts;
  std::vector<std::int32_t> subjects;
};

inline Subjects indonesian() {
  return {"id",
          {{"gol", "pemain", "pelatih", "stadion", "liga", "wasit", "penalti", "kiper"},
           {"bank", "rupiah", "saham", "inflasi", "pajak", "anggaran", "ekspor", "bunga"},
           {"gempa", "banjir", "evakuasi", "pengungsi", "longsor", "korban", "relawan", "tsunami"}},
          {"yang", "dan", "di", "itu", "dengan", "untuk", "pada", "ini"}};
}

inline Subjects english() {
  return {
      "en",
      {{"goal", "striker", "coach", "stadium", "league", "referee", "penalty", "keeper"},
       {"bank", "currency", "shares", "inflation", "taxes", "budget", "exports", "interest"},
       {"earthquake", "flood", "evacuation", "refugees", "landslide", "victims", "volunteers", "tsunami"}},
      {"the", "and", "of", "that", "with", "for", "this", "was"}};
}

/// `texts_of_subject` sentences a subject, in turns: seven of the subject's words, each after a word of all
/// subjects.
inline Texts random_texts(const Subjects& subjects, std::size_t texts_of_subject, tema::Random& random) {
  Texts result;
  for (std::size_t i = 0; i < texts_of_subject * subjects.words.size(); ++i) {
    const std::size_t subject = i % subjects.words.size();
    const std::vector<std::string>& words = subjects.words[subject];
    std::string text;
    for (int word = 0; word < 7; ++word) {
      text += subjects.fillers[random.below(subjects.fillers.size())] + " ";
      text += words[random.below(words.size())] + " ";
    }
    result.texts.push_back(text + ".");
    result.subjects.push_back(static_cast<std::int32_t>(subject));
  }
  return result;
}

}  // namespace reference
