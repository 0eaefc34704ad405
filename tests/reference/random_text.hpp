#pragma once

#include "tema/core/random.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// Texts to try things on: the same for a seed, and hostile.
namespace reference {

/// Bytes of which many begin, continue or break a sequence of UTF-8.
inline std::string random_bytes(tema::Random& random, std::size_t size) {
  constexpr unsigned char telling[] = {0x00, 0x20, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0,
                                       0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5};
  std::string bytes(size, '\0');
  for (char& byte : bytes) {
    const bool any = random.below(4) == 0;
    byte = static_cast<char>(any ? random.below(256) : telling[random.below(sizeof telling)]);
  }
  return bytes;
}

/// Words, numbers and marks of many scripts, often run together, with ill-formed bytes between.
inline std::string random_mixed_text(tema::Random& random, std::size_t pieces) {
  using namespace std::string_view_literals;
  constexpr std::string_view words[] = {"negara"sv,
                                        "Negara-negara"sv,
                                        "bersama-sama"sv,
                                        "tolong-menolong"sv,
                                        "Jum’at"sv,
                                        "KPK"sv,
                                        "anti"sv,
                                        "the"sv,
                                        "Straße"sv,
                                        "STRASSE"sv,
                                        "İstanbul"sv,
                                        "naïve"sv,
                                        "ΣΟΦΟΣ"sv,
                                        "Привет"sv,
                                        "שלום"sv,
                                        "العربية"sv,
                                        "नमस्ते"sv,
                                        "বাংলা"sv,
                                        "ภาษาไทย"sv,
                                        "ລາວ"sv,
                                        "ខ្មែរ"sv,
                                        "東京都に住む"sv,
                                        "カタカナ"sv,
                                        "ひらがな"sv,
                                        "한국어"sv,
                                        "中文分词"sv,
                                        "Ꭰꭰ"sv,
                                        "👩‍👩‍👧"sv,
                                        "2021"sv,
                                        "6,5"sv,
                                        "2.000"sv,
                                        "１２３"sv,
                                        "٣٫١٤"sv,
                                        "1st"sv,
                                        "covid19"sv,
                                        "a"sv,
                                        "e\u0301t"sv,
                                        "_x"sv,
                                        "U.S.A."sv,
                                        "O'Neil"sv,
                                        "2-1"sv,
                                        "𝒳𝒴"sv,
                                        "Jum‘at"sv,
                                        "oʻzbek"sv,
                                        "می\u200Cخواهم"sv,
                                        "क्\u200Dष"sv,
                                        "pemerin\u00ADtah"sv,
                                        "❤\uFE0F"sv};
  constexpr std::string_view gaps[] = {
      " "sv,      " "sv,        " "sv,      ""sv,    "-"sv,      "‐"sv,     "‑"sv,      "–"sv,
      "\n"sv,     "\r\n"sv,     ". "sv,     ","sv,   "’"sv,      "“"sv,     ":"sv,      "\0"sv,
      "\xFF"sv,   "\xE2\x80"sv, "\u00AD"sv, "。"sv,  "\u2029"sv, "\n \n"sv, "\u00A0"sv, "\u2060"sv,
      "\u200C"sv, "\u202F"sv,   "`"sv,      "-\n"sv, "-an "sv,   "ʼ"sv};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) {
    text += words[random.below(std::size(words))];
    text += gaps[random.below(std::size(gaps))];
  }
  return text;
}

}  // namespace reference
