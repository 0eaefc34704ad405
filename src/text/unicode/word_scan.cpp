#include "text/unicode/word_scan.hpp"

#include "text/unicode/break_tables.hpp"
#include "text/unicode/word_places.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

// This file is compiled once for each SIMD target, as linalg/kernels.cpp is.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/unicode/word_scan.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tema { inline namespace v0 { namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using detail::WordClass;

// The text is read in windows of 64 bytes; bit i of a mask stands for byte i of the window. All bytes of a
// character have the bit set. A window ends after an ASCII character that joins nothing, usually a space, so
// that each window can be cut without the ones before it.
using Mask = std::uint64_t;
constexpr std::size_t window = 64;
constexpr std::size_t longest_character = 4;

HWY_INLINE Mask bits_below(std::size_t i) { return i >= window ? ~Mask{0} : (Mask{1} << i) - 1; }
HWY_INLINE std::size_t lowest(Mask mask) { return static_cast<unsigned>(std::countr_zero(mask)); }
HWY_INLINE std::size_t bits_to_highest(Mask mask) {
  return window - static_cast<std::size_t>(std::countl_zero(mask));
}

using Vectors = hn::CappedTag<std::uint8_t, window>;
using SignedVectors = hn::RebindToSigned<Vectors>;

/// Adds the true lanes to the mask, starting at bit `at`.
template <class Lanes>
HWY_INLINE void add_lanes(Mask& mask, Lanes lanes, std::size_t at) {
  alignas(8) std::uint8_t bits[8] = {};
  hn::StoreMaskBits(SignedVectors(), lanes, bits);
  Mask value = 0;
  std::memcpy(&value, bits, sizeof value);
  mask |= value << at;
}

/// Classifies ASCII bytes by SIMD, and marks the other bytes.
struct Bytes {
  Mask letters = 0;
  Mask digits = 0;
  Mask middles = 0;  // ' . : , ; " and `, which may join
  Mask underscores = 0;
  Mask non_ascii = 0;
};

/// True in the lanes of ' . : , ; " and `.
template <class D, class V>
HWY_INLINE auto are_middles(D d, V value) {
#if HWY_TARGET == HWY_SCALAR
  const auto is = [&](char c) { return hn::Eq(value, hn::Set(d, static_cast<std::uint8_t>(c))); };
  return hn::Or(hn::Or(hn::Or(is('\''), is('.')), hn::Or(is(':'), is(','))),
                hn::Or(hn::Or(is(';'), is('"')), is('`')));
#else
  // The character that joins, looked up by the low four bits; other entries hold a byte with other low bits.
  alignas(16) constexpr std::uint8_t middle_of[16] = {'`', 0, '"', 2,   5,   4,  7,   '\'',
                                                      9,   8, ':', ';', ',', 12, '.', 14};
  const auto low_bits = hn::And(value, hn::Set(d, std::uint8_t{0x0F}));
  return hn::Eq(hn::TableLookupBytes(hn::LoadDup128(d, middle_of), low_bits), value);
#endif
}

HWY_INLINE Bytes classify(const std::uint8_t* text) {
  const Vectors d;
  const SignedVectors signed_d;
  const std::size_t step = hn::Lanes(d);

  // value - first, shifted so that a signed comparison orders it as unsigned.
  const auto in_range = [&](auto value, std::uint8_t first, int size) {
    const auto moved = hn::Add(value, hn::Set(d, static_cast<std::uint8_t>(0x80 - first)));
    return hn::Lt(hn::BitCast(signed_d, moved), hn::Set(signed_d, static_cast<std::int8_t>(size - 128)));
  };
  Bytes bytes;
  for (std::size_t i = 0; i < window; i += step) {
    const auto value = hn::LoadU(d, text + i);
    const auto signed_value = hn::BitCast(signed_d, value);
    add_lanes(bytes.letters, in_range(hn::Or(value, hn::Set(d, std::uint8_t{0x20})), 'a', 26), i);
    add_lanes(bytes.digits, in_range(value, '0', 10), i);
    add_lanes(bytes.middles, hn::RebindMask(signed_d, are_middles(d, value)), i);
    add_lanes(bytes.underscores, hn::Eq(signed_value, hn::Set(signed_d, std::int8_t{'_'})), i);
    add_lanes(bytes.non_ascii, hn::Lt(signed_value, hn::Zero(signed_d)), i);
  }
  return bytes;
}

/// The runs of `followers` that begin directly after `before`.
HWY_INLINE Mask carried(Mask followers, Mask before) {
  const Mask first = followers & ~(followers << 1) & (before << 1);
  return followers & ~(followers + first);
}

/// The classes of the characters of a window.
struct Characters {
  Mask letters = 0;
  Mask numerics = 0;
  Mask joiners = 0;  // ExtendNumLet: "_" and similar
  Mask extends = 0;  // characters that belong to the one before them
  Mask middles = 0;  // characters that may join, by their first bytes
  Mask careful = 0;  // characters that have to be cut carefully
  bool has_hebrew = false;
};

/// Where characters of several bytes begin, by their length, and which bytes continue one.
struct Leads {
  Mask two = 0;
  Mask three = 0;
  Mask four = 0;
  Mask continuations = 0;

  [[nodiscard]] Mask all() const { return two | three | four; }
  /// True if each first byte is followed by the number of continuation bytes that it needs, and there are no
  /// others.
  [[nodiscard]] bool fit() const { return (all() << 1 | (three | four) << 2 | four << 3) == continuations; }
};

HWY_INLINE Leads find_leads(const std::uint8_t* text, Mask non_ascii) {
  const SignedVectors d;
  Mask continuations = 0;
  Mask below_three = 0;  // first bytes of characters of two bytes
  Mask below_four = 0;
  const auto below = [&](auto value, int byte) {
    return hn::Lt(value, hn::Set(d, static_cast<std::int8_t>(byte)));
  };
  for (std::size_t i = 0; i < window; i += hn::Lanes(d)) {
    const auto value = hn::BitCast(d, hn::LoadU(Vectors(), text + i));
    add_lanes(continuations, below(value, 0xC0 - 0x100), i);
    add_lanes(below_three, below(value, 0xE0 - 0x100), i);
    add_lanes(below_four, below(value, 0xF0 - 0x100), i);
  }
  return {non_ascii & below_three & ~continuations, non_ascii & below_four & ~below_three,
          non_ascii & ~below_four, non_ascii & continuations};
}

HWY_INLINE std::uint32_t load4(const std::uint8_t* text) {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, text, sizeof bytes);
  return bytes;
}

// The code points of characters of two, three and four bytes, whose bytes are known to fit.
HWY_INLINE std::uint32_t decode_two(std::uint32_t bytes) {
  return (bytes & 0x1FU) << 6 | (bytes >> 8 & 0x3FU);
}
HWY_INLINE std::uint32_t decode_three(std::uint32_t bytes) {
  return (bytes & 0x0FU) << 12 | (bytes >> 2 & 0xFC0U) | (bytes >> 16 & 0x3FU);
}
HWY_INLINE std::uint32_t decode_four(std::uint32_t bytes) {
  return (bytes & 0x07U) << 18 | (bytes << 4 & 0x3F000U) | (bytes >> 10 & 0xFC0U) | (bytes >> 24 & 0x3FU);
}

/// Calls put(i, class) for each non-ASCII character, i being its first byte. Returns false if a character is
/// encoded in more bytes than it needs, or is no valid code point.
template <class Put>
HWY_INLINE bool look_up(const std::uint8_t* text, const Leads& leads, Put&& put) {
  bool is_valid = true;
  for (Mask rest = leads.two; rest != 0; rest &= rest - 1) {
    const std::size_t i = lowest(rest);
    const std::uint32_t code = decode_two(load4(text + i));
    is_valid &= code >= 0x80;
    put(i, detail::word_blocks[code]);
  }
  for (Mask rest = leads.three; rest != 0; rest &= rest - 1) {
    const std::size_t i = lowest(rest);
    const std::uint32_t code = decode_three(load4(text + i));
    is_valid &= code >= 0x800;  // surrogates are Other, like ill-formed parts
    put(i, static_cast<std::uint8_t>(detail::word_class(code)));
  }
  for (Mask rest = leads.four; rest != 0; rest &= rest - 1) {
    const std::size_t i = lowest(rest);
    const std::uint32_t code = decode_four(load4(text + i));
    if (text[i] > 0xF4 || code < 0x10000 || code >= 0x110000) return false;
    put(i, static_cast<std::uint8_t>(detail::word_class(code)));
  }
  return is_valid;
}

/// Adds the first byte of a character of one of the rarer classes.
HWY_INLINE void add_rare(WordClass value, Mask bit, Characters& first) {
  switch (value) {
    case WordClass::extendnumlet:
      first.joiners |= bit;
      break;
    case WordClass::midletter:
    case WordClass::midnum:
    case WordClass::midnumlet:
      first.middles |= bit;
      break;
    case WordClass::hebrew_letter:
      first.letters |= bit;
      first.has_hebrew = true;
      break;
    case WordClass::joiner:
      first.extends |= bit;
      break;
    case WordClass::space:
    case WordClass::line_end:
      break;
    default:
      first.careful |= bit;
  }
}

/// The first bytes of many characters, by SIMD. Returns false if some are ill-formed.
HWY_INLINE bool find_many(const std::uint8_t* text, const Leads& leads, Characters& first) {
  alignas(window) std::uint8_t classes[window] = {};  // of each character, at its first byte
  if (!look_up(text, leads, [&](std::size_t i, std::uint8_t value) { classes[i] = value; })) return false;
  const SignedVectors d;
  const auto number = [&](WordClass value) { return hn::Set(d, static_cast<std::int8_t>(value)); };
  Mask rest = 0;
  for (std::size_t i = 0; i < window; i += hn::Lanes(d)) {
    const auto value = hn::BitCast(d, hn::Load(Vectors(), classes + i));
    add_lanes(first.letters, hn::Eq(value, number(WordClass::letter)), i);
    add_lanes(first.extends, hn::Eq(value, number(WordClass::extend)), i);
    add_lanes(first.numerics, hn::Eq(value, number(WordClass::numeric)), i);
    add_lanes(rest, hn::Lt(number(WordClass::numeric), value), i);
  }
  for (; rest != 0; rest &= rest - 1) {
    const std::size_t i = lowest(rest);
    add_rare(static_cast<WordClass>(classes[i]), Mask{1} << i, first);
  }
  return true;
}

/// The same for few characters: each adds its bit to the mask of its class. (To read, as a vector, bytes that
/// were just written one by one takes longer than this.)
HWY_INLINE bool find_few(const std::uint8_t* text, const Leads& leads, Characters& first) {
  Mask of_class[32] = {};
  std::uint32_t seen = 0;  // the classes, as bits
  const bool is_valid = look_up(text, leads, [&](std::size_t i, std::uint8_t value) {
    of_class[value] |= Mask{1} << i;
    seen |= std::uint32_t{1} << value;
  });
  if (!is_valid) return false;
  const auto mask_of = [&](WordClass value) { return of_class[static_cast<std::size_t>(value)]; };
  first.letters = mask_of(WordClass::letter);
  first.extends = mask_of(WordClass::extend);
  first.numerics = mask_of(WordClass::numeric);
  first.middles = mask_of(WordClass::midnumlet);  // such as the curly apostrophe
  constexpr std::uint32_t usual =
      1U << static_cast<unsigned>(WordClass::other) | 1U << static_cast<unsigned>(WordClass::letter) |
      1U << static_cast<unsigned>(WordClass::extend) | 1U << static_cast<unsigned>(WordClass::numeric) |
      1U << static_cast<unsigned>(WordClass::midnumlet);
  for (std::uint32_t rest = seen & ~usual; rest != 0; rest &= rest - 1) {
    const auto value = static_cast<unsigned>(std::countr_zero(rest));
    add_rare(static_cast<WordClass>(value), of_class[value], first);
  }
  return true;
}

/// Adds the non-ASCII characters. Returns false if some are ill-formed.
HWY_INLINE bool add_non_ascii(const std::uint8_t* text, Mask non_ascii, Characters& characters) {
  const Leads leads = find_leads(text, non_ascii);
  if (!leads.fit()) return false;
  constexpr int few = 4;
  Characters first;
  const bool is_valid =
      std::popcount(leads.all()) <= few ? find_few(text, leads, first) : find_many(text, leads, first);
  if (!is_valid) return false;
  const auto all_bytes = [&](Mask firsts) { return firsts | carried(leads.continuations, firsts); };
  characters.letters |= all_bytes(first.letters);
  characters.extends |= all_bytes(first.extends);
  characters.numerics |= all_bytes(first.numerics);
  characters.joiners |= all_bytes(first.joiners);
  characters.middles |= first.middles;
  characters.careful |= first.careful;
  characters.has_hebrew = first.has_hebrew;
  return true;
}

HWY_INLINE WordClass class_of_middle(const std::uint8_t* text, bool backticks) {
  switch (text[0]) {
    case '`':
      return backticks ? WordClass::midletter : WordClass::other;
    case '.':
      return WordClass::midnumlet;
    case '\'':
      return WordClass::single_quote;
    case ':':
      return WordClass::midletter;
    case '"':
      return WordClass::double_quote;
    case ',':
    case ';':
      return WordClass::midnum;
    default:
      return detail::word_class(text[0] < 0xE0 ? decode_two(load4(text)) : decode_three(load4(text)));
  }
}

/// The bytes of the middle characters that join the characters on both sides (WB6, WB7, WB11, WB12).
HWY_INLINE Mask joined_middles(const std::uint8_t* text, bool backticks, Characters& characters,
                               Mask letters_before, Mask numerics_before) {
  const Mask before = letters_before | numerics_before;
  Mask joined = 0;
  for (Mask rest = characters.middles & before << 1; rest != 0; rest &= rest - 1) {
    const std::size_t i = lowest(rest);
    const WordClass middle = class_of_middle(text + i, backticks);
    const std::size_t size = text[i] < 0x80 ? 1 : text[i] < 0xE0 ? 2 : 3;
    const Mask left = Mask{1} << (i - 1);  // a middle after a character is not the first byte
    const Mask right = i + size < window ? Mask{1} << (i + size) : 0;
    const bool is_quote = middle == WordClass::single_quote || middle == WordClass::double_quote;
    if ((characters.extends & right) != 0 || (characters.has_hebrew && is_quote)) {
      characters.careful |= Mask{1} << i;
      continue;
    }
    const bool either = middle == WordClass::midnumlet || middle == WordClass::single_quote;
    const bool letters = (letters_before & left) != 0 && (characters.letters & right) != 0;
    const bool numbers = (numerics_before & left) != 0 && (characters.numerics & right) != 0;
    if ((letters && (either || middle == WordClass::midletter)) ||
        (numbers && (either || middle == WordClass::midnum))) {
      joined |= bits_below(size) << i;
    }
  }
  return joined;
}

/// The words of one window, as runs of bits.
struct Runs {
  Mask words = 0;
  Mask letters = 0;  // a run without letters is a number
  Mask numerics = 0;
};

/// The first bits after those runs that have no bit of `content`; `starts` and `ends` are those of the runs.
HWY_INLINE Mask ends_without(Mask content, Mask runs, Mask starts, Mask ends) {
  const Mask others = runs & ~content;
  // A carry through the other bits goes beyond a run only if the run has nothing else.
  return (others + (starts & others)) & ends;
}

HWY_INLINE detail::WordPlaces places_of(const Runs& runs, std::size_t position) {
  detail::WordPlaces places{runs.words & ~(runs.words << 1), ~runs.words & (runs.words << 1), 0, position};
  places.numbers = ends_without(runs.letters, runs.words, places.starts, places.ends);
  if (places.numbers == 0) return places;
  Mask empty = ends_without(runs.letters | runs.numerics, runs.words, places.starts, places.ends);
  for (; empty != 0; empty &= empty - 1) {  // "_" alone
    const std::size_t end = lowest(empty);
    places.ends &= ~(Mask{1} << end);
    places.numbers &= ~(Mask{1} << end);
    places.starts &= ~(Mask{1} << (bits_to_highest(places.starts & bits_below(end)) - 1));
  }
  return places;
}

/// Finds the words of the window at `position`, and moves on. Returns false if the window has to be cut
/// carefully.
HWY_INLINE bool scan_window(const std::uint8_t* text, std::size_t left, detail::WordScan& scan,
                            detail::WordPlaces& places) {
  const Bytes bytes = classify(text);
  const Mask content = bytes.letters | bytes.digits | bytes.underscores | bytes.non_ascii;
  // A middle character with nothing before it to join acts like any other mark.
  Mask safe = ~(content | bytes.middles) | (bytes.middles & ~(content << 1));
  if (safe == 0) return false;
  std::size_t cut = bits_to_highest(safe);
  Characters characters{bytes.letters, bytes.digits, bytes.underscores, 0, bytes.middles, 0, false};
  const Mask non_ascii = bytes.non_ascii & bits_below(cut);
  if (non_ascii != 0 && !add_non_ascii(text, non_ascii, characters)) return false;

  const Mask extends = characters.extends;
  Mask letters_before = characters.letters;
  Mask numerics_before = characters.numerics;
  Mask words = characters.letters | characters.numerics | characters.joiners;
  if (extends != 0) {
    letters_before |= carried(extends, characters.letters);
    numerics_before |= carried(extends, characters.numerics);
    words |= carried(extends, words);
  }
  // Most middle characters stand before a space, and join nothing.
  const Mask behind = characters.letters | characters.numerics | extends;
  if (!characters.has_hebrew) characters.middles &= behind >> 1 | bytes.non_ascii;
  if ((characters.middles & (letters_before | numerics_before) << 1) != 0) {
    words |= joined_middles(text, scan.backticks, characters, letters_before, numerics_before);
  }
  if (characters.careful != 0) {
    safe &= bits_below(lowest(characters.careful));
    if (safe == 0) return false;
    cut = bits_to_highest(safe);
  }
  words &= bits_below(cut);
  places = places_of({words, letters_before, numerics_before}, scan.position);
  scan.position += cut < left ? cut : left;
  return true;
}

/// Scans the window at `position`, which may be the last one.
HWY_INLINE bool scan_next(detail::WordScan& scan, detail::WordPlaces& places) {
  const auto* text = reinterpret_cast<const std::uint8_t*>(scan.text.data()) + scan.position;
  const std::size_t left = scan.text.size() - scan.position;
  if (left >= window + longest_character) return scan_window(text, left, scan, places);
  std::uint8_t padded[window + longest_character];
  std::memset(padded, ' ', sizeof padded);
  std::memcpy(padded, text, left);
  return scan_window(padded, left, scan, places);
}

bool scan_kernel(detail::WordScan& scan) {
  constexpr std::size_t most = 8;  // windows at a time
  detail::WordPlaces places[most];
  bool is_plain = true;
  while (is_plain && scan.position < scan.limit) {
    const std::size_t room = std::min(most, (scan.capacity - scan.count) / detail::most_words_of_places);
    if (room == 0) break;
    std::size_t windows = 0;
    while (windows < room && scan.position < scan.limit) {
      is_plain = scan_next(scan, places[windows]);
      if (!is_plain) break;
      ++windows;
    }
    scan.count += detail::put_words({places, windows}, scan.words + scan.count);
  }
  return is_plain;
}

}}}  // namespace tema::v0::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace tema { inline namespace v0 { namespace detail {

HWY_EXPORT(scan_kernel);

bool scan_words(WordScan& scan) { return HWY_DYNAMIC_DISPATCH(scan_kernel)(scan); }

}}}  // namespace tema::v0::detail

#endif  // HWY_ONCE
