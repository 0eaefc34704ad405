#pragma once

#include "text/unicode/decode.hpp"

#include <unicode/uchar.h>

#include <cstddef>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// Calls visit(position) for each full stop in a word that joins two sentences without a space
/// ("alat.Pergerakan"): two small letters before it, and a capital and a small letter after it. "e.g", "U.S"
/// and "kompas.com" have none.
template <class Visit>
void for_each_glued_stop(std::string_view word, Visit&& visit) {
  const auto is_lower = [](const CodePoint& point) {
    return point.value >= 0 && u_islower(point.value) != 0;
  };
  for (std::size_t stop = word.find('.'); stop != std::string_view::npos; stop = word.find('.', stop + 1)) {
    if (stop == 0) continue;
    const CodePoint last = last_code_point(word.substr(0, stop));
    if (!is_lower(last) || last.size == stop) continue;
    if (!is_lower(last_code_point(word.substr(0, stop - last.size)))) continue;
    if (stop + 1 == word.size()) continue;
    const CodePoint first = decode(word, stop + 1);
    if (first.value < 0 || u_isupper(first.value) == 0) continue;
    const std::size_t second = stop + 1 + first.size;
    if (second < word.size() && is_lower(decode(word, second))) visit(stop);
  }
}

}}}  // namespace tema::v0::detail
