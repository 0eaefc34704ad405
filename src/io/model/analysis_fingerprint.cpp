#include "io/model/analysis_fingerprint.hpp"

#include "io/safetensors/safetensors.hpp"
#include "tema/text/stop_words.hpp"
#include "tema/text/word_segmenter.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// Texts that show the rules at work, one line per group of rules. (A formatter would break the lines
/// differently at each run.)
// clang-format off
constexpr std::string_view probe[] = {
    "Negara-negara berdaulat membahas isu-isu ekonomi – kata Putin, “presidennya” ke-2 pada 17/8/1945.",
    "Anak-anaknya dipertemukan kembali; undang-undang, sayur-mayur, capres-cawapres, anak2 Rp6,5 2.000.",
    ("The companies' connection wasn't re-opened: U.S.A. state-of-the-art e-mail, naïve coöperation, 3.14 & "
     "42%."),
    "Straße GROSSE ﬁnance Ångström İstanbul IĞDIR ısı I i̇ Čeština łódź ŽIŽEK",
    "Ελληνικός ΛΌΓΟΣ ς Русский ЯЗЫК ёлка Українська ґанок Հայերեն և ქართული ᲥᲐᲠᲗᲣᲚᲘ",
    "עברית שלום אֵין العَرَبِيَّة كتاب ١٢٣ فارسی می‌خواهم हिन्दी किताबें १२३ বাংলা தமிழ் 한국어 조선말",
    ("https://example.org/a?b=c user@example.org @mention #hashtag covid19 a.b.c x_y 😀 👩‍👩‍👧 é é ̈ "
     "\xff �"),
    ("word.Glued Sentence.Here can’t l'homme aujourd’hui 1,000,000.00 ½ Ⅻ ㎏ ﾊ ＡＢＣ ﹁x﹂ zero\u200bwidth "
     "soft\u00adhyphen"),
    "Jum‘at Jum`at oʻzbek क्\u200dष का\u200dम ke\u2060ta 1960-an anti-gerilya ciptaan-Nya play-off 5 km² 10km pukul 5\u202Fjam",
};
// clang-format on

std::string checksum_of(std::span<const std::string> parts) {
  Checksum sum;
  for (const std::string& part : parts) {
    sum.update(std::as_bytes(std::span(part)));
    sum.update(std::as_bytes(std::span("\n", 1)));
  }
  return sum.digits();
}

std::string checksum_of_words(const Tokenizer& tokenizer) {
  TokenBuffer buffer;
  std::vector<std::string> tokens;
  for (const std::string_view line : probe) {
    for (const Token& token : tokenizer.tokens(line, buffer)) tokens.emplace_back(token.text);
    tokens.emplace_back();
  }
  return checksum_of(tokens);
}

std::string checksum_of_stop_words(const TokenizerOptions& options) {
  const std::span<const std::string> own = options.stop_words.words();
  std::vector<std::string> all(own.begin(), own.end());
  if (options.language_stop_words) {
    // Where the language is that of each text, any may occur.
    for (const std::string& language : languages()) {
      if (!options.language.is_automatic() && options.language.tag() != language) continue;
      std::vector<std::string> words = stop_words(language).words();
      all.insert(all.end(), std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
    }
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return checksum_of(all);
}

}  // namespace

bool may_need_dictionary(std::string_view term) {
  // It looks at the first two bytes of characters. This catches more than the scripts themselves, but no
  // script that uses spaces and has terms of its own.
  const auto is_lead = [](unsigned char lead, unsigned char next) {
    switch (lead) {
      case 0xe0:
        return next >= 0xb8 && next <= 0xbb;  // Thai, Lao
      case 0xe1:
        return (next >= 0x80 && next <= 0x82) || next == 0x9e || next == 0x9f;  // Burmese, Khmer
      case 0xe2:
        return next >= 0xba;  // radicals
      case 0xea:
        return next == 0xa7 || next == 0xa9;  // Burmese
      case 0xef:
        return (next >= 0xa4 && next <= 0xab) || next == 0xbd || next == 0xbe;  // compatibility forms
      case 0xf0:
        return next >= 0x9a && next <= 0xb1 && next != 0x9f;
      default:
        return lead >= 0xe3 && lead <= 0xe9;
    }
  };
  for (std::size_t i = 0; i + 1 < term.size(); ++i) {
    if (is_lead(static_cast<unsigned char>(term[i]), static_cast<unsigned char>(term[i + 1]))) return true;
  }
  return false;
}

std::map<std::string, std::string> analysis_fingerprint(const Tokenizer& tokenizer, bool dictionary_words) {
  std::map<std::string, std::string> result = {{"unicode", "15.0"},
                                               {"words", checksum_of_words(tokenizer)},
                                               {"stop_words", checksum_of_stop_words(tokenizer.options())}};
  if (dictionary_words) result.emplace("dictionary", dictionary_version());
  return result;
}

}}}  // namespace tema::v0::detail
