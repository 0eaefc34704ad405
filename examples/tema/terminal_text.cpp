#include "terminal_text.hpp"

#include "tema/text/segmenter.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <unistd.h>

namespace tema_program {

namespace {

std::size_t columns_of_code_point(UChar32 point) {
  const std::uint32_t marks = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK;
  if (point < 0) return 1;  // ill-formed; it is shown as U+FFFD
  if ((U_GET_GC_MASK(point) & marks) != 0) return 0;
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// A grapheme cluster is as wide as its widest part; a family of emoji is one emoji.
std::size_t columns_of_cluster(std::string_view cluster) {
  std::size_t widest = 0;
  const auto size = static_cast<std::int32_t>(cluster.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(cluster.data());
  for (std::int32_t at = 0; at < size;) {
    UChar32 point = 0;
    U8_NEXT(bytes, at, size, point);
    widest = std::max(widest, columns_of_code_point(point));
  }
  return widest;
}

/// An ASCII text without a cluster of several characters needs no segmenter.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

std::size_t columns(std::string_view text) {
  if (is_plain(text)) return text.size();
  std::size_t sum = 0;
  for (const tema::ByteSpan span : tema::segment(text, tema::Unit::grapheme))
    sum += columns_of_cluster(text.substr(span.begin, span.size()));
  return sum;
}

std::string clipped(const std::string& text, std::size_t width) {
  if (columns(text) <= width) return text;
  std::size_t sum = 1;  // the ellipsis
  std::size_t end = 0;
  for (const tema::ByteSpan span : tema::segment(text, tema::Unit::grapheme)) {
    sum += columns_of_cluster(std::string_view(text).substr(span.begin, span.size()));
    if (sum > width) break;
    end = span.end;
  }
  return text.substr(0, end) + "…";
}

bool shows_colours(int descriptor) {
  const auto value = [](const char* name) {
    const char* found = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing changes the environment
    return std::string_view(found == nullptr ? "" : found);
  };
  return isatty(descriptor) != 0 && value("NO_COLOR").empty() && value("TERM") != "dumb" &&
         !value("TERM").empty();
}

std::string bold(std::string_view text, bool shows) {
  return shows ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
}

std::ostream& warn() {
  const bool shows = shows_colours(STDERR_FILENO);
  return std::cerr << "tema: " << (shows ? "\x1b[1;33mwarning:\x1b[0m " : "warning: ");
}

}  // namespace tema_program
