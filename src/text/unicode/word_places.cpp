#include "text/unicode/word_places.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#ifdef __x86_64__
#include <immintrin.h>
#endif

// Highway 1.0 has no target for AVX-512 with VBMI2 that every parent project can compile, and the other
// targets cannot collect the numbers of bits. So this file uses intrinsics, and chooses at run time by
// itself.
#ifdef __x86_64__
#define TEMA_TARGET_VBMI2 __attribute__((target("avx512f,avx512bw,avx512vbmi2")))
#endif

namespace tema { inline namespace v0 { namespace detail {

namespace {

std::size_t lowest(std::uint64_t mask) { return static_cast<unsigned>(std::countr_zero(mask)); }

#ifdef __x86_64__

static_assert(static_cast<int>(TokenKind::word) == 0 && static_cast<int>(TokenKind::number) == 1);

// A word is three vector lanes: its begin, its end, and its kind with padding.
static_assert(sizeof(Word) == 24 && offsetof(Word, kind) == 16 && offsetof(ByteSpan, end) == 8);

/// Numbers of bytes, in ascending order, as many as there can be words.
struct Numbers {
  __m256i starts;
  __m256i ends;
  __m256i kinds;  // 1 for a number
};

/// The bytes that the mask has, which are no more than 32, side by side. (The plain forms of many of these
/// functions, without "maskz", give false warnings of GCC.)
TEMA_TARGET_VBMI2 inline __m256i compressed(__m512i bytes, std::uint64_t mask) {
  return _mm512_maskz_extracti64x4_epi64(0xF, _mm512_maskz_compress_epi8(mask, bytes), 0);
}

/// Writes eight words, whose numbers are the low bytes.
template <bool HasNumbers>
TEMA_TARGET_VBMI2 inline void put_eight(__m128i starts, __m128i ends, __m128i kinds, __m512i position,
                                        Word* out) {
  const __m512i begin = _mm512_add_epi64(position, _mm512_maskz_cvtepu8_epi64(0xFF, starts));
  const __m512i end = _mm512_add_epi64(position, _mm512_maskz_cvtepu8_epi64(0xFF, ends));
  // Lanes of `begin` are 0 to 7, of `end` 8 to 15. What is masked is 0: the kind.
  const __m512i of_first = _mm512_setr_epi64(0, 8, 0, 1, 9, 0, 2, 10);
  const __m512i of_second = _mm512_setr_epi64(0, 3, 11, 0, 4, 12, 0, 5);
  const __m512i of_third = _mm512_setr_epi64(13, 0, 6, 14, 0, 7, 15, 0);
  __m512i first = _mm512_maskz_permutex2var_epi64(0b11011011, begin, of_first, end);
  __m512i second = _mm512_maskz_permutex2var_epi64(0b10110110, begin, of_second, end);
  __m512i third = _mm512_maskz_permutex2var_epi64(0b01101101, begin, of_third, end);
  if constexpr (HasNumbers) {
    const __m512i kind = _mm512_maskz_cvtepu8_epi64(0xFF, kinds);
    first = _mm512_mask_permutexvar_epi64(first, 0b00100100, _mm512_setr_epi64(0, 0, 0, 0, 0, 1, 0, 0), kind);
    second =
        _mm512_mask_permutexvar_epi64(second, 0b01001001, _mm512_setr_epi64(2, 0, 0, 3, 0, 0, 4, 0), kind);
    third = _mm512_mask_permutexvar_epi64(third, 0b10010010, _mm512_setr_epi64(0, 5, 0, 0, 6, 0, 0, 7), kind);
  }
  auto* const to = reinterpret_cast<char*>(out);
  _mm512_storeu_si512(to, first);
  _mm512_storeu_si512(to + 64, second);
  _mm512_storeu_si512(to + 128, third);
}

template <bool HasNumbers>
TEMA_TARGET_VBMI2 inline void put_sixteen(__m128i starts, __m128i ends, __m128i kinds, __m512i position,
                                          Word* out) {
  put_eight<HasNumbers>(starts, ends, kinds, position, out);
  put_eight<HasNumbers>(_mm_srli_si128(starts, 8), _mm_srli_si128(ends, 8), _mm_srli_si128(kinds, 8),
                        position, out + 8);
}

/// Always sixteen words at first, because the number of words cannot be predicted.
template <bool HasNumbers>
TEMA_TARGET_VBMI2 inline void put_all(const Numbers& of, std::size_t count, __m512i position, Word* out) {
  put_sixteen<HasNumbers>(_mm256_castsi256_si128(of.starts), _mm256_castsi256_si128(of.ends),
                          _mm256_castsi256_si128(of.kinds), position, out);
  if (count <= 16) return;
  put_sixteen<HasNumbers>(_mm256_extracti128_si256(of.starts, 1), _mm256_extracti128_si256(of.ends, 1),
                          _mm256_extracti128_si256(of.kinds, 1), position, out + 16);
}

TEMA_TARGET_VBMI2 std::size_t put_words_by_vbmi2(std::span<const WordPlaces> places, Word* out) {
  alignas(64) std::uint8_t bytes[64];
  for (std::size_t i = 0; i < sizeof bytes; ++i) bytes[i] = static_cast<std::uint8_t>(i);
  const __m512i all = _mm512_load_si512(bytes);
  Word* next = out;
  for (const WordPlaces& place : places) {
    const __m512i position = _mm512_set1_epi64(static_cast<long long>(place.position));
    Numbers numbers{compressed(all, place.starts), compressed(all, place.ends), _mm256_setzero_si256()};
    const auto count = static_cast<std::size_t>(std::popcount(place.starts));
    if (place.numbers == 0) {
      put_all<false>(numbers, count, position, next);
    } else {
      const __m512i kinds = _mm512_maskz_set1_epi8(place.numbers, 1);
      numbers.kinds = compressed(kinds, place.ends);
      put_all<true>(numbers, count, position, next);
    }
    next += count;
  }
  return static_cast<std::size_t>(next - out);
}

#endif

}  // namespace

std::size_t put_words_one_by_one(std::span<const WordPlaces> places, Word* out) {
  Word* next = out;
  for (const WordPlaces& place : places) {
    std::uint64_t starts = place.starts;
    std::uint64_t ends = place.ends;
    const auto count = static_cast<std::size_t>(std::popcount(starts));
    // Always eight at a time, because the number of words cannot be predicted.
    for (std::size_t i = 0; i < count; i += 8) {
      for (std::size_t k = i; k < i + 8; ++k, starts &= starts - 1, ends &= ends - 1) {
        const std::size_t end = lowest(ends);
        const auto kind = static_cast<TokenKind>(place.numbers >> (end % 64) & 1U);
        next[k] = {{place.position + lowest(starts), place.position + end}, kind};
      }
    }
    next += count;
  }
  return static_cast<std::size_t>(next - out);
}

std::size_t put_words(std::span<const WordPlaces> places, Word* out) {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx512vbmi2") != 0) return put_words_by_vbmi2(places, out);
#endif
  return put_words_one_by_one(places, out);
}

}}}  // namespace tema::v0::detail
