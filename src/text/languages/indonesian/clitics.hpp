#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// Where the clitics of a word begin and end; each of the three may be empty.
struct CliticSplit {
  std::size_t root_begin = 0;      ///< before it: ku- or kau-
  std::size_t root_end = 0;        ///< from it to particle_begin: -ku, -mu or -nya
  std::size_t particle_begin = 0;  ///< from it to the end: -lah, -kah or -pun
};

/// The ways to read a pronoun and a particle at the end of a word, those that leave the longest rest first.
[[nodiscard]] std::array<CliticSplit, 3> possible_ends(std::string_view word);

/// Splits clitics from a word: "kaulihat", "rumahnyalah". They are split only from what is one of
/// indonesian_roots(), and never from a word that is a root as a whole ("masalah"). From a reduplication,
/// only those that follow it are split ("anak-anaknya"). A word of more than longest_indonesian_word bytes
/// stays whole. Linear in the word; thread-safe.
[[nodiscard]] CliticSplit split_clitics(std::string_view folded);

}}}  // namespace tema::v0::detail
