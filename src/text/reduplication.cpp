#include "text/reduplication.hpp"

#include <algorithm>
#include <array>

namespace tema::inline v0::detail {

namespace {

// Affixes as any grammar of Indonesian lists them; the allomorphs of me- and pe- are written out.
constexpr std::array<std::string_view, 20> prefixes = {"",     "ber",  "be",   "ter", "te",  "me",    "mem",
                                                       "men",  "meng", "meny", "pe",  "pem", "pen",   "peng",
                                                       "peny", "per",  "di",   "ke",  "se",  "memper"};
constexpr std::array<std::string_view, 14> suffixes = {
    "", "an", "i", "kan", "nya", "lah", "kah", "pun", "ku", "mu", "annya", "kannya", "inya", "nyalah"};
constexpr std::array<std::string_view, 5> reciprocal_prefixes = {"me", "mem", "men", "meng", "meny"};

constexpr std::size_t shortest_stem = 2;

bool is_suffix(std::string_view ending) {
  return std::find(suffixes.begin(), suffixes.end(), ending) != suffixes.end();
}

bool is_prefixed_then_suffixed(std::string_view first, std::string_view second) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
    if (!first.starts_with(prefix)) return false;
    const std::string_view stem = first.substr(prefix.size());
    return stem.size() >= shortest_stem && second.starts_with(stem) && is_suffix(second.substr(stem.size()));
  });
}

/// "tulis-menulis", "pukul-memukul": me- swallows a first k, p, s or t of the stem.
bool is_reciprocal(std::string_view first, std::string_view second) {
  constexpr std::string_view swallowed = "kpst";
  if (first.size() <= shortest_stem) return false;
  return std::any_of(reciprocal_prefixes.begin(), reciprocal_prefixes.end(), [&](std::string_view prefix) {
    if (!second.starts_with(prefix)) return false;
    const std::string_view rest = second.substr(prefix.size());
    return rest == first ||
           (swallowed.find(first.front()) != std::string_view::npos && rest == first.substr(1));
  });
}

}  // namespace

bool is_reduplication(std::string_view first, std::string_view second) {
  return is_prefixed_then_suffixed(first, second) || is_reciprocal(first, second);
}

std::size_t hyphen_size(std::string_view gap) {
  const bool is_hyphen = gap == "-" || gap == "\xE2\x80\x90" || gap == "\xE2\x80\x91";
  return is_hyphen ? gap.size() : 0;
}

}  // namespace tema::inline v0::detail
