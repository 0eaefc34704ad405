#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

// What can be told from one Indonesian or Malay word form alone. Folded words use ASCII "'" and "-". Each
// function is linear in the word, and leaves a word of more than 64 bytes unchanged. Thread-safe.

/// The lists of src/text/languages/indonesian/words, each sorted: roots and lexicalised whole words;
/// reduplications that mean something else than what they repeat ("undang-undang"); reduplications that
/// change their sound ("sayur-mayur").
[[nodiscard]] std::span<const std::string_view> indonesian_roots();
[[nodiscard]] std::span<const std::string_view> lexical_reduplications();
[[nodiscard]] std::span<const std::string_view> sound_reduplications();

[[nodiscard]] bool is_indonesian_root(std::string_view folded);

/// True if the list has the two words, joined by a hyphen.
[[nodiscard]] bool is_lexical_reduplication(std::string_view first, std::string_view second);
[[nodiscard]] bool is_sound_reduplication(std::string_view first, std::string_view second);

/// Where the clitics of a word begin and end; each of the three may be empty.
struct CliticSplit {
  std::size_t root_begin = 0;      ///< before it: ku- or kau-
  std::size_t root_end = 0;        ///< from it to particle_begin: -ku, -mu or -nya
  std::size_t particle_begin = 0;  ///< from it to the end: -lah, -kah or -pun
};

/// Splits clitics from a word: "kaulihat", "rumahnyalah". They are split only from what is one of
/// indonesian_roots(), and never from a word that is a root as a whole ("masalah"). From a reduplication,
/// only those that follow it are split ("anak-anaknya").
[[nodiscard]] CliticSplit split_clitics(std::string_view folded);

/// What a reduplication repeats, without affixes: "negara" for "negara-negara", "saudara" for
/// "saudara-saudaranya", "sama" for "bersama-sama", "tiru" for "meniru-nirukan", "tolong" for
/// "tolong-menolong", "sayur" for "sayur-mayur". A word that is lexicalised ("undang-undangnya",
/// "perundang-undangan") or no reduplication is returned unchanged.
[[nodiscard]] std::string reduplication_base(std::string_view folded);

/// The full form of a reduplication that informal text writes with a 2: "anak-anaknya" for "anak2nya".
/// Nothing for another word. What precedes the 2 must be one of indonesian_roots(), or one with a prefix of a
/// verb. No letter may be a capital, as in names ("Moto2").
[[nodiscard]] std::optional<std::string> expanded_two(std::string_view surface);

}}}  // namespace tema::v0::detail
