#pragma once

#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

// Words that the spelling of Indonesian and Malay (EYD) writes with a hyphen inside, apart from
// reduplications. Words must be as they are in the text, because capitals matter. Each function is linear in
// the words. Thread-safe.

/// True if the two, joined by a hyphen, are one word: an ordinal ("ke-4", "ke-XX"), a decade ("1960-an"), a
/// prefix or a bound part with a word ("anti-gerilya", "se-Indonesia", "di-PHK", "e-KTP", "al-Qaeda"), a word
/// with an ending ("ciptaan-Nya", "KTP-nya"), a letter with a word or a number ("sinar-X", "F-16"), or an
/// English compound with an adverb ("play-off"). Not "Jakarta-Bandung", "capres-cawapres", "2-1", "PAN-PKS".
[[nodiscard]] bool is_hyphenated_word(std::string_view first, std::string_view second);

/// True if `second` is an ending that a hyphen joins to any word before it: "-nya", "-an", "-kan".
[[nodiscard]] bool is_hyphenated_ending(std::string_view second);

/// True if `second` continues such joined words: an ending ("di-PHK-kan"), or an English compound with an
/// adverb between two equal words ("year-on-year").
[[nodiscard]] bool continues_hyphenated_word(std::string_view joined, std::string_view second);

/// True for a word that ² and ³ belong to: a unit of length, with or without a number ("km", "10cm", "kaki").
[[nodiscard]] bool is_length_unit(std::string_view word);

/// True for a word that expresses a number: an amount of money ("Rp1.500.000,00", "Rp5jt"), a number with its
/// unit ("10km", "5jt", "10.30WIB"), an ordinal ("ke-4") or a decade ("1960-an"). Not "covid19", "5G", "3M",
/// "1st".
[[nodiscard]] bool is_number_word(std::string_view word);

}}}  // namespace tema::v0::detail
