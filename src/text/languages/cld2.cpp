#include "text/languages/cld2.hpp"

#ifdef TEMA_WITH_CLD2

#include "text/unicode/decode.hpp"

// CLD2's header uses FILE, and leaves its declaration to others.
// clang-format off
#include <cstdio>
#include <cld2/public/compact_lang_det.h>
// clang-format on

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace CLD2 {
struct CLD2TableSummary;
extern const CLD2TableSummary kQuad_obj;  // NOLINT(readability-identifier-naming): the library names it
}  // namespace CLD2

namespace tema { inline namespace v0 {

namespace {

/// Keeps a linker that leaves out unused libraries from leaving out the one with the tables.
[[gnu::used]] const CLD2::CLD2TableSummary* const tables = &CLD2::kQuad_obj;

bool is_control_or_ill_formed(std::int32_t point) { return point < 0x20 || (point >= 0x7F && point < 0xA0); }

/// A copy in which everything that CLD2 would refuse is replaced by spaces. It must be a copy: CLD2 also
/// reads the byte after its text, which a string has.
std::string acceptable(std::string_view text) {
  std::string copy(text);
  for (std::size_t i = 0; i < text.size();) {
    const detail::CodePoint point = detail::decode(text, i);
    const bool refused = is_control_or_ill_formed(point.value) || U_IS_UNICODE_NONCHAR(point.value);
    if (refused) std::fill_n(copy.data() + i, point.size, ' ');
    i += point.size;
  }
  return copy;
}

}  // namespace

bool detail::has_cld2() { return true; }

// CLD2 may be called from many threads: of the data that outlives a call, it writes only two variables,
// always the same values, and only its debugging output reads them.
detail::Cld2Answer detail::ask_cld2(std::string_view text) {
  const std::string copy = acceptable(text);
  std::array<CLD2::Language, 3> languages{CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE,
                                          CLD2::UNKNOWN_LANGUAGE};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int letters = 0;
  int valid = 0;
  bool reliable = false;
  // The summary that it returns is made for pages of the web: where a sixth is in another language it takes
  // English for boilerplate. Its list is not touched by that.
  CLD2::ExtDetectLanguageSummaryCheckUTF8(copy.data(), static_cast<int>(copy.size()), true, nullptr, 0,
                                          languages.data(), percents.data(), scores.data(), nullptr, &letters,
                                          &reliable, &valid);
  Cld2Answer answer{.reliable = reliable};
  for (std::size_t i = 0; i < languages.size(); ++i) {
    answer.languages[i] = {CLD2::LanguageCode(languages[i]), percents[i]};
  }
  return answer;
}

}}  // namespace tema::v0

#else

namespace tema { inline namespace v0 {

bool detail::has_cld2() { return false; }

detail::Cld2Answer detail::ask_cld2(std::string_view) { return {}; }

}}  // namespace tema::v0

#endif
