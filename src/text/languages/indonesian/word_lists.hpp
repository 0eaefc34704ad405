#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

// What one Indonesian or Malay word form tells by itself. Folded words have ASCII "'" and "-". Each function
// is linear in the word, and leaves one of more than 64 bytes as it is. Thread-safe.

/// The lists of src/text/languages/indonesian/words, each sorted: roots and lexicalised whole words;
/// reduplications that say something else than what they repeat ("undang-undang"); reduplications that change
/// their sound
/// ("sayur-mayur").
[[nodiscard]] std::span<const std::string_view> indonesian_roots();
[[nodiscard]] std::span<const std::string_view> lexical_reduplications();
[[nodiscard]] std::span<const std::string_view> sound_reduplications();

[[nodiscard]] bool is_indonesian_root(std::string_view folded);

/// True if the list has the two words, joined.
[[nodiscard]] bool is_lexical_reduplication(std::string_view first, std::string_view second);
[[nodiscard]] bool is_sound_reduplication(std::string_view first, std::string_view second);

/// Where the clitics of a word begin and end; each of the three may be empty.
struct CliticSplit {
  std::size_t root_begin = 0;      ///< before it: ku- or kau-
  std::size_t root_end = 0;        ///< from it to particle_begin: -ku, -mu or -nya
  std::size_t particle_begin = 0;  ///< from it to the end: -lah, -kah or -pun
};

/// "kaulihat", "rumahnyalah": clitics are split from what is one of indonesian_roots(), and never from a word
/// that is one as a whole ("masalah"). Of a reduplication, only those that follow it ("anak-anaknya").
[[nodiscard]] CliticSplit split_clitics(std::string_view folded);

/// What a reduplication repeats, without affixes: "negara" of "negara-negara", "saudara" of
/// "saudara-saudaranya", "sama" of "bersama-sama", "tiru" of "meniru-nirukan", "tolong" of "tolong-menolong",
/// "sayur" of "sayur-mayur". What is lexicalised ("undang-undangnya", "perundang-undangan") or no
/// reduplication comes back as it is.
[[nodiscard]] std::string reduplication_base(std::string_view folded);

/// "anak-anaknya" for "anak2nya", as informal text writes reduplications; nothing for another word. What is
/// before the 2 must be one of indonesian_roots(), or one with a verb's prefix; no letter may be a capital,
/// as in names ("Moto2").
[[nodiscard]] std::optional<std::string> expanded_two(std::string_view surface);

}}}  // namespace tema::v0::detail
