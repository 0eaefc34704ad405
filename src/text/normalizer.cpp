#include "tema/text/normalizer.hpp"

#include "tema/core/error.hpp"
#include "tema/text/utf8.hpp"
#include "text/decode.hpp"
#include "text/icu_error.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>

#include <limits>
#include <utility>

namespace tema::inline v0 {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// ’, ‐ and ‑ become ' and -. In place and in one pass: what replaces is shorter than what it replaces.
std::string with_plain_punctuation(std::string text) {
  constexpr std::string_view common = "\xE2\x80";  // how the three begin
  std::size_t from = text.find(common);
  if (from == std::string::npos) return text;
  std::size_t to = from;
  while (from < text.size()) {
    const std::string_view rest = std::string_view(text).substr(from);
    const char third = rest.size() > 2 && rest.starts_with(common) ? rest[2] : '\0';
    const bool is_apostrophe = third == '\x99';
    const bool is_hyphen = third == '\x90' || third == '\x91';
    text[to++] = is_apostrophe ? '\'' : is_hyphen ? '-' : text[from];
    from += is_apostrophe || is_hyphen ? 3 : 1;
  }
  text.resize(to);
  return text;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  if (detail::is_ascii(text)) {
    for (const char c : text) folded += lower(c);
    return folded;
  }
  if (text.size() > std::numeric_limits<std::int32_t>::max()) {
    throw Error(ErrorKind::limit, "a text beyond 2147483647 bytes cannot be folded");
  }
  // ICU would hand ill-formed parts on as they are.
  if (count_ill_formed(text) != 0) return fold(repair_utf8(text));
  icu::StringByteSink<std::string> sink(&folded, static_cast<std::int32_t>(text.size()));
  UErrorCode code = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                         nullptr, code);
  detail::check_icu(code, "a text cannot be folded");
  return with_plain_punctuation(std::move(folded));
}

}  // namespace tema::inline v0
