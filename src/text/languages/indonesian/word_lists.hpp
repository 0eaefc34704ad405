#pragma once

#include <span>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The lists of src/text/languages/indonesian/words, each sorted: roots and lexicalised whole words;
/// reduplications that mean something else than what they repeat ("undang-undang"); reduplications that
/// change their sound ("sayur-mayur"). Thread-safe.
[[nodiscard]] std::span<const std::string_view> indonesian_roots();
[[nodiscard]] std::span<const std::string_view> lexical_reduplications();
[[nodiscard]] std::span<const std::string_view> sound_reduplications();

[[nodiscard]] bool is_indonesian_root(std::string_view folded);

/// True if the list has the two words, joined by a hyphen.
[[nodiscard]] bool is_lexical_reduplication(std::string_view first, std::string_view second);
[[nodiscard]] bool is_sound_reduplication(std::string_view first, std::string_view second);

}}}  // namespace tema::v0::detail
