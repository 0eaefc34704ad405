#include "text/word_scan.hpp"

#include "text/break_tables.hpp"

#include <bit>
#include <cstring>

// This file is compiled once for each SIMD target, as linalg/kernels.cpp is.
#define HWY_DISABLED_TARGETS HWY_AVX3_DL
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/word_scan.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tema::inline v0::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using detail::WordClass;

// A text is looked at in windows of 64 bytes; bit i of a mask is byte i of the window. All bytes of a
// character have its bit. A window ends behind an ASCII character that joins nothing, mostly a space: so
// nothing is known of one window in the next.
using Mask = std::uint64_t;
constexpr std::size_t window = 64;
constexpr std::size_t longest_character = 4;

HWY_INLINE Mask bits_below(std::size_t i) { return i >= window ? ~Mask{0} : (Mask{1} << i) - 1; }
HWY_INLINE std::size_t lowest(Mask mask) { return static_cast<std::size_t>(std::countr_zero(mask)); }
HWY_INLINE std::size_t bits_to_highest(Mask mask) {
  return window - static_cast<std::size_t>(std::countl_zero(mask));
}
HWY_INLINE Mask mask_if(bool condition) { return Mask{0} - static_cast<Mask>(condition); }

/// ASCII by SIMD, and what is not.
struct Bytes {
  Mask letters = 0;
  Mask digits = 0;
  Mask middles = 0;  // ' . : , ; and ", which may join
  Mask underscores = 0;
  Mask non_ascii = 0;
};

/// True in the lanes of ' . : , ; and ".
template <class D, class V>
HWY_INLINE auto are_middles(D d, V value) {
#if HWY_TARGET == HWY_SCALAR
  const auto is = [&](char c) { return hn::Eq(value, hn::Set(d, static_cast<std::uint8_t>(c))); };
  return hn::Or(hn::Or(hn::Or(is('\''), is('.')), hn::Or(is(':'), is(','))), hn::Or(is(';'), is('"')));
#else
  // By its low four bits, the character that joins; elsewhere, a byte with other low bits.
  alignas(16) constexpr std::uint8_t middle_of[16] = {1, 0, '"', 2,   5,   4,  7,   '\'',
                                                      9, 8, ':', ';', ',', 12, '.', 14};
  const auto low_bits = hn::And(value, hn::Set(d, std::uint8_t{0x0F}));
  return hn::Eq(hn::TableLookupBytes(hn::LoadDup128(d, middle_of), low_bits), value);
#endif
}

HWY_INLINE Bytes classify(const std::uint8_t* text) {
  const hn::CappedTag<std::uint8_t, window> d;
  const hn::RebindToSigned<decltype(d)> signed_d;
  const std::size_t step = hn::Lanes(d);

  // value - first, moved to where a signed comparison orders it as unsigned.
  const auto in_range = [&](auto value, std::uint8_t first, int size) {
    const auto moved = hn::Add(value, hn::Set(d, static_cast<std::uint8_t>(0x80 - first)));
    return hn::Lt(hn::BitCast(signed_d, moved), hn::Set(signed_d, static_cast<std::int8_t>(size - 128)));
  };
  const auto add = [&](Mask& mask, auto lanes, std::size_t at) {
    alignas(8) std::uint8_t bits[8] = {};
    hn::StoreMaskBits(signed_d, lanes, bits);
    Mask value = 0;
    std::memcpy(&value, bits, sizeof value);
    mask |= value << at;
  };

  Bytes bytes;
  for (std::size_t i = 0; i < window; i += step) {
    const auto value = hn::LoadU(d, text + i);
    const auto signed_value = hn::BitCast(signed_d, value);
    add(bytes.letters, in_range(hn::Or(value, hn::Set(d, std::uint8_t{0x20})), 'a', 26), i);
    add(bytes.digits, in_range(value, '0', 10), i);
    add(bytes.middles, hn::RebindMask(signed_d, are_middles(d, value)), i);
    add(bytes.underscores, hn::Eq(signed_value, hn::Set(signed_d, std::int8_t{'_'})), i);
    add(bytes.non_ascii, hn::Lt(signed_value, hn::Zero(signed_d)), i);
  }
  return bytes;
}

/// What the characters of a window are.
struct Characters {
  Mask letters = 0;
  Mask numerics = 0;
  Mask joiners = 0;        // ExtendNumLet: "_" and the like
  Mask extends = 0;        // what belongs to the character before it
  Mask middles = 0;        // what may join, by its first byte
  Mask careful = 0;        // what has to be cut carefully
  std::uint32_t seen = 0;  // a bit for each class that is not ASCII
};

HWY_INLINE std::uint32_t bit_of(WordClass value) { return 1U << static_cast<unsigned>(value); }

/// The character that begins at `text`, of which longest_character bytes may be read, or one byte of what is
/// ill-formed; it is not ASCII.
struct Decoded {
  std::uint32_t code;
  unsigned size;
};

HWY_INLINE Decoded decode_non_ascii(const std::uint8_t* text) {
  constexpr Decoded ill_formed = {0xFFFD, 1};
  const std::uint32_t lead = text[0];
  const std::uint32_t second = text[1] ^ 0x80U;
  if (lead < 0xE0) {
    if (lead < 0xC2 || second > 0x3F) return ill_formed;
    return {(lead & 0x1FU) << 6 | second, 2};
  }
  const std::uint32_t third = text[2] ^ 0x80U;
  if (lead < 0xF0) {
    const std::uint32_t code = (lead & 0x0FU) << 12 | second << 6 | third;
    const bool is_valid = (second | third) <= 0x3F && code >= 0x800 && (code & 0xF800U) != 0xD800;
    return is_valid ? Decoded{code, 3} : ill_formed;
  }
  const std::uint32_t fourth = text[3] ^ 0x80U;
  const std::uint32_t code = (lead & 0x07U) << 18 | second << 12 | third << 6 | fourth;
  const bool is_valid =
      (second | third | fourth) <= 0x3F && lead < 0xF8 && code >= 0x10000 && code < 0x110000;
  return is_valid ? Decoded{code, 4} : ill_formed;
}

/// Adds the characters that are not ASCII; their bytes are `rest`.
HWY_INLINE void add_non_ascii(const std::uint8_t* text, Mask rest, Characters& characters) {
  Mask letters = 0;
  Mask extends = 0;
  Mask numerics = 0;
  Mask others = 0;  // first bytes of all else but Other
  std::uint32_t seen = 0;
  std::uint8_t class_at[window];
  while (rest != 0) {
    const std::size_t i = lowest(rest);
    const Decoded point = decode_non_ascii(text + i);
    const WordClass value = point.code < 0x800 ? static_cast<WordClass>(detail::word_blocks[point.code])
                                               : detail::word_class(point.code);
    const Mask bits = bits_below(point.size) << i;
    rest &= ~bits;
    letters |= bits & mask_if(value == WordClass::letter);
    extends |= bits & mask_if(value == WordClass::extend);
    numerics |= bits & mask_if(value == WordClass::numeric);
    others |= (bits & (Mask{0} - bits)) & mask_if(value > WordClass::numeric);
    class_at[i] = static_cast<std::uint8_t>(value);
    seen |= bit_of(value);
  }
  characters.letters |= letters;
  characters.extends |= extends;
  characters.numerics |= numerics;
  characters.seen = seen;
  for (; others != 0; others &= others - 1) {
    const std::size_t i = lowest(others);
    const Mask bits = bits_below(decode_non_ascii(text + i).size) << i;
    switch (static_cast<WordClass>(class_at[i])) {
      case WordClass::extendnumlet:
        characters.joiners |= bits;
        break;
      case WordClass::midletter:
      case WordClass::midnum:
      case WordClass::midnumlet:
        characters.middles |= Mask{1} << i;
        break;
      case WordClass::hebrew_letter:
        characters.letters |= bits;
        break;
      case WordClass::joiner:
        characters.extends |= bits;
        break;
      case WordClass::space:
      case WordClass::line_end:
        break;
      default:
        characters.careful |= Mask{1} << i;
    }
  }
}

/// What of `extends` follows on `before`, directly or by others of its kind.
HWY_INLINE Mask carried(Mask extends, Mask before) {
  const Mask first = extends & ~(extends << 1) & (before << 1);
  return extends & ~(extends + first);
}

HWY_INLINE WordClass class_of_middle(const std::uint8_t* text) {
  switch (text[0]) {
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
      return detail::word_class(decode_non_ascii(text).code);
  }
}

/// The bytes of those middles that join what is on both their sides (WB6, WB7, WB11, WB12).
HWY_INLINE Mask joined_middles(const std::uint8_t* text, Characters& characters, Mask letters_before,
                               Mask numerics_before) {
  const Mask before = letters_before | numerics_before;
  const bool has_hebrew = (characters.seen & bit_of(WordClass::hebrew_letter)) != 0;
  Mask joined = 0;
  for (Mask rest = characters.middles & before << 1; rest != 0; rest &= rest - 1) {
    const std::size_t i = lowest(rest);
    const WordClass middle = class_of_middle(text + i);
    const std::size_t size = text[i] < 0x80 ? 1 : decode_non_ascii(text + i).size;
    const Mask left = Mask{1} << (i - 1);  // a middle after a character is not the first byte
    const Mask right = i + size < window ? Mask{1} << (i + size) : 0;
    const bool is_quote = middle == WordClass::single_quote || middle == WordClass::double_quote;
    if ((characters.extends & right) != 0 || (has_hebrew && is_quote)) {
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
  Mask letters = 0;  // ends of what follows: a run without letters is a number
  Mask numerics = 0;
  bool all_have_letters = true;
};

HWY_INLINE void put_runs(const Runs& runs, detail::WordScan& scan) {
  Mask starts = runs.words & ~(runs.words << 1);
  Mask ends = ~runs.words & (runs.words << 1);
  Word* out = scan.words + scan.count;
  if (runs.all_have_letters) {
    // Eight at a time, needed or not: the number of words in a window cannot be foreseen.
    const auto count = static_cast<std::size_t>(std::popcount(starts));
    for (std::size_t i = 0; i < count; i += 8) {
      for (std::size_t k = i; k < i + 8; ++k, starts &= starts - 1, ends &= ends - 1) {
        out[k] = {{scan.position + lowest(starts), scan.position + lowest(ends)}, TokenKind::word};
      }
    }
    scan.count += count;
    return;
  }
  for (; starts != 0; starts &= starts - 1, ends &= ends - 1) {
    const std::size_t begin = lowest(starts);
    const std::size_t end = lowest(ends);
    const Mask run = bits_below(end) & ~bits_below(begin);
    const bool has_letters = (runs.letters & run) != 0;
    if (!has_letters && (runs.numerics & run) == 0) continue;  // "_" alone
    *out++ = {{scan.position + begin, scan.position + end},
              has_letters ? TokenKind::word : TokenKind::number};
  }
  scan.count = static_cast<std::size_t>(out - scan.words);
}

/// Puts the words of the window at `position`, and moves on; false if it has to be cut carefully.
HWY_INLINE bool scan_window(const std::uint8_t* text, std::size_t left, detail::WordScan& scan) {
  const Bytes bytes = classify(text);
  Mask safe = ~(bytes.letters | bytes.digits | bytes.middles | bytes.underscores | bytes.non_ascii);
  if (safe == 0) return false;
  std::size_t cut = bits_to_highest(safe);
  Characters characters{bytes.letters, bytes.digits, bytes.underscores, 0, bytes.middles, 0, 0};
  const Mask non_ascii = bytes.non_ascii & bits_below(cut);
  if (non_ascii != 0) add_non_ascii(text, non_ascii, characters);

  const Mask extends = characters.extends;
  Mask letters_before = characters.letters;
  Mask numerics_before = characters.numerics;
  Mask words = characters.letters | characters.numerics | characters.joiners;
  if (extends != 0) {
    letters_before |= carried(extends, characters.letters);
    numerics_before |= carried(extends, characters.numerics);
    words |= carried(extends, words);
  }
  // Most middles stand before a space, and join nothing.
  const Mask behind = characters.letters | characters.numerics | extends;
  const bool has_hebrew = (characters.seen & bit_of(WordClass::hebrew_letter)) != 0;
  if (!has_hebrew) characters.middles &= behind >> 1 | bytes.non_ascii;
  if ((characters.middles & (letters_before | numerics_before) << 1) != 0) {
    words |= joined_middles(text, characters, letters_before, numerics_before);
  }
  if (characters.careful != 0) {
    safe &= bits_below(lowest(characters.careful));
    if (safe == 0) return false;
    cut = bits_to_highest(safe);
  }
  words &= bits_below(cut);
  put_runs({words, letters_before, numerics_before, (numerics_before | characters.joiners) == 0}, scan);
  scan.position += cut < left ? cut : left;
  return true;
}

bool scan_kernel(detail::WordScan& scan) {
  while (scan.count + window / 2 <= scan.capacity && scan.position < scan.limit) {
    const auto* text = reinterpret_cast<const std::uint8_t*>(scan.text.data()) + scan.position;
    const std::size_t left = scan.text.size() - scan.position;
    if (left >= window + longest_character) {
      if (!scan_window(text, left, scan)) return false;
    } else {
      std::uint8_t padded[window + longest_character];
      std::memset(padded, ' ', sizeof padded);
      std::memcpy(padded, text, left);
      if (!scan_window(padded, left, scan)) return false;
    }
  }
  return true;
}

}  // namespace tema::inline v0::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace tema::inline v0::detail {

HWY_EXPORT(scan_kernel);

bool scan_words(WordScan& scan) { return HWY_DYNAMIC_DISPATCH(scan_kernel)(scan); }

}  // namespace tema::inline v0::detail

#endif  // HWY_ONCE
