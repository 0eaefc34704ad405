#include "tema/text/normalizer.hpp"

#include "tema/core/error.hpp"
#include "tema/text/utf8.hpp"
#include "text/unicode/decode.hpp"
#include "text/unicode/folding.hpp"
#include "text/unicode/icu_error.hpp"
#include "text/unicode/plain_characters.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>

#include <cstdint>
#include <limits>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

/// ICU's folding, with its options for a language.
std::string fold_by_icu(std::string_view text, std::uint32_t options) {
  if (text.size() > std::numeric_limits<std::int32_t>::max()) {
    throw Error(ErrorKind::limit, "a text of more than 2147483647 bytes cannot be folded");
  }
  // ICU would copy ill-formed parts unchanged.
  if (count_ill_formed(text) != 0) return fold_by_icu(repair_utf8(text), options);
  std::string folded;
  folded.reserve(text.size());
  icu::StringByteSink<std::string> sink(&folded, static_cast<std::int32_t>(text.size()));
  UErrorCode code = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(options, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                         nullptr, code);
  detail::check_icu(code, "a text cannot be folded");
  return detail::with_plain_characters(std::move(folded));
}

/// Removes each U+0307 after a letter whose own dot disappears under an accent. Other marks may be in
/// between, if they are not above the letter, too (SpecialCasing.txt, After_Soft_Dotted).
std::string without_written_dots(std::string_view text) {
  constexpr std::int32_t dot_above = 0x307;
  constexpr std::uint8_t class_above = 230;
  std::string kept;
  kept.reserve(text.size());
  bool is_after_soft_dotted = false;
  for (std::size_t i = 0; i < text.size();) {
    const detail::CodePoint point = detail::decode(text, i);
    const bool goes = is_after_soft_dotted && point.value == dot_above;
    if (!goes) kept.append(text, i, point.size);
    const std::uint8_t combining = point.value < 0 ? 0 : u_getCombiningClass(point.value);
    if (combining == 0) {
      is_after_soft_dotted = point.value >= 0 && u_hasBinaryProperty(point.value, UCHAR_SOFT_DOTTED) != 0;
    } else if (combining == class_above) {
      is_after_soft_dotted = false;
    }
    i += point.size;
  }
  return kept;
}

}  // namespace

std::string fold(std::string_view text) {
  if (!detail::is_ascii(text)) return fold_by_icu(text, U_FOLD_CASE_DEFAULT);
  std::string folded(text);
  for (char& c : folded) c = detail::ascii_lower(c);
  return folded.find('`') == std::string::npos ? folded : detail::with_plain_characters(std::move(folded));
}

std::string fold(std::string_view text, std::string_view language) {
  const detail::Folding folding = detail::folding_of(language);
  if (folding == detail::Folding::turkic && text.find_first_of("I\xC4") != std::string_view::npos) {
    return fold_by_icu(text, U_FOLD_CASE_EXCLUDE_SPECIAL_I);
  }
  if (folding == detail::Folding::lithuanian && !detail::is_ascii(text))
    return without_written_dots(fold(text));
  return fold(text);
}

}}  // namespace tema::v0
