#pragma once

#include <string>

namespace tema { inline namespace v0 { namespace detail {

/// What folding does to well-formed UTF-8, besides case. It is idempotent.
///
/// - The hyphens ‐ and ‑ (U+2010, U+2011) become -, and the apostrophe ’ (U+2019) becomes '. Between letters
///   or digits, ‘ ʼ ʻ ＇ (U+2018, U+02BC, U+02BB, U+FF07) and ` become ' as well.
/// - Default-ignorable characters (Unicode's property; U+00AD, U+2060, U+FE0F…) are dropped, as in
///   NFKC_Casefold. Kept are those of an emoji, and ZERO WIDTH JOINER and NON-JOINER where a script needs
///   them: by the rules A1, A2 and B of UAX #31, section 2.3, and a joiner before a virama. Of several
///   joiners in a row, the first is kept.
[[nodiscard]] std::string with_plain_characters(std::string text);

}}}  // namespace tema::v0::detail
