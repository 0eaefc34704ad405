// The normalisation forms; folding is in normalizer.cpp.
#include "tema/core/error.hpp"
#include "tema/text/normalizer.hpp"
#include "tema/text/utf8.hpp"
#include "text/unicode/decode.hpp"
#include "text/unicode/icu_error.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uniset.h>
#include <unicode/uscript.h>

#include <limits>

namespace tema { inline namespace v0 {

namespace {

const icu::Normalizer2& instance(const char* name, UNormalization2Mode mode) {
  UErrorCode code = U_ZERO_ERROR;
  const icu::Normalizer2* found = icu::Normalizer2::getInstance(nullptr, name, mode, code);
  detail::check_icu(code, "a normalisation form cannot be opened");
  return *found;
}

/// The characters that Unicode 15.0 has assigned.
const icu::UnicodeSet& assigned() {
  static const icu::UnicodeSet set = [] {
    UErrorCode code = U_ZERO_ERROR;
    icu::UnicodeSet all(icu::UnicodeString("[:age=15.0:]"), code);
    detail::check_icu(code, "the characters of Unicode 15.0 cannot be listed");
    all.freeze();
    return all;
  }();
  return set;
}

const icu::Normalizer2& nfc() {
  static const icu::FilteredNormalizer2 form(instance("nfc", UNORM2_COMPOSE), assigned());
  return form;
}
const icu::Normalizer2& nfd() {
  static const icu::FilteredNormalizer2 form(instance("nfc", UNORM2_DECOMPOSE), assigned());
  return form;
}
const icu::Normalizer2& nfkc() {
  static const icu::FilteredNormalizer2 form(instance("nfkc", UNORM2_COMPOSE), assigned());
  return form;
}

/// Calls visit(code point, its bytes) for each character of well-formed text.
template <class Visit>
void for_each_character(std::string_view text, Visit&& visit) {
  for (std::size_t i = 0; i < text.size();) {
    const detail::CodePoint point = detail::decode(text, i);
    visit(point.value, text.substr(i, point.size));
    i += point.size;
  }
}

/// UAX #15's Stream-Safe Text Format: ICU's time is quadratic in a run of marks.
std::string stream_safe(std::string_view text) {
  constexpr int max_marks = 30;
  std::string safe;
  safe.reserve(text.size());
  int marks = 0;
  for_each_character(text, [&](std::int32_t c, std::string_view bytes) {
    marks = u_getCombiningClass(c) != 0 ? marks + 1 : 0;
    if (marks > max_marks) {
      safe += "\xCD\x8F";  // U+034F, COMBINING GRAPHEME JOINER
      marks = 1;
    }
    safe += bytes;
  });
  return safe;
}

std::string in_form(const icu::Normalizer2& form, std::string_view text) {
  std::string result;
  icu::StringByteSink<std::string> sink(&result, static_cast<std::int32_t>(text.size()));
  UErrorCode code = U_ZERO_ERROR;
  form.normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
                     code);
  detail::check_icu(code, "a text cannot be normalised");
  return result;
}

std::string prepared(std::string_view text) {
  // A stream-safe text may be longer, by two bytes for 30 marks.
  if (text.size() > std::numeric_limits<std::int32_t>::max() / 2) {
    throw Error(ErrorKind::limit, "a text of more than 1073741823 bytes cannot be normalised");
  }
  return count_ill_formed(text) != 0 ? stream_safe(repair_utf8(text)) : stream_safe(text);
}

bool is_accent(std::int32_t c) {
  if (c == 0x3099 || c == 0x309A || u_charType(c) != U_NON_SPACING_MARK) return false;
  UErrorCode code = U_ZERO_ERROR;
  return uscript_getScript(c, &code) == USCRIPT_INHERITED;
}

}  // namespace

std::string normalized(std::string_view text, Normalization form) {
  if (form == Normalization::none || detail::is_ascii(text)) return std::string(text);
  return in_form(form == Normalization::nfc ? nfc() : nfkc(), prepared(text));
}

std::string without_accents(std::string_view text) {
  if (detail::is_ascii(text)) return std::string(text);
  std::string bare;
  for_each_character(in_form(nfd(), prepared(text)), [&](std::int32_t c, std::string_view bytes) {
    if (!is_accent(c)) bare += bytes;
  });
  return in_form(nfc(), bare);
}

}}  // namespace tema::v0
