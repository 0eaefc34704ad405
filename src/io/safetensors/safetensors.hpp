#pragma once

#include "tema/core/run_context.hpp"

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct XXH3_state_s;  // xxHash's

/// What the writer and the reader of safetensors files (https://github.com/huggingface/safetensors) share.
///
/// A file consists of the length of its header, in 8 bytes; the header, which is JSON; and the bytes of the
/// tensors without gaps. tema's files are a strict kind of this: their data begins at a multiple of 64 bytes,
/// and each tensor at a multiple of its element size; the header names the tensors in the order of their
/// bytes; and its first entry is the metadata, whose first entry is the checksum of the header itself.
namespace tema { inline namespace v0 { namespace detail {

static_assert(std::endian::native == std::endian::little, "the numbers of a safetensors file are");

enum class Dtype : std::uint8_t { u8, i32, i64, f32, f64 };

/// The name of a type in a header: "U8", "I32", "I64", "F32", "F64".
[[nodiscard]] std::string_view name(Dtype dtype);

[[nodiscard]] std::optional<Dtype> dtype_of(std::string_view name);

/// The number of bytes of an element.
[[nodiscard]] std::size_t size_of(Dtype dtype);

template <class T>
inline constexpr Dtype dtype_of_type = Dtype::u8;
template <>
inline constexpr Dtype dtype_of_type<std::int32_t> = Dtype::i32;
template <>
inline constexpr Dtype dtype_of_type<std::int64_t> = Dtype::i64;
template <>
inline constexpr Dtype dtype_of_type<float> = Dtype::f32;
template <>
inline constexpr Dtype dtype_of_type<double> = Dtype::f64;

template <class T>
concept TensorElement = dtype_of_type<T>
!= Dtype::u8 || std::same_as<T, std::uint8_t>;

/// The lengths of the dimensions of a tensor, the slowest first; empty for a single number.
using Shape = std::vector<std::uint64_t>;

/// The shape in text: "[2, 3]".
[[nodiscard]] std::string text_of(const Shape& shape);

/// The number of bytes of all elements, or nothing if there are more than 2⁶³ - 1, or if a single dimension
/// is longer than that.
[[nodiscard]] std::optional<std::uint64_t> count_bytes(Dtype dtype, const Shape& shape);

/// A named array of numbers. It does not own them.
struct Tensor {
  std::string name;  // UTF-8
  Dtype dtype = Dtype::u8;
  Shape shape;
  std::span<const std::byte> bytes;
};

/// Both UTF-8.
using Metadata = std::map<std::string, std::string, std::less<>>;

inline constexpr std::size_t length_bytes = 8;  // of the header's length
inline constexpr std::size_t data_alignment = 64;
inline constexpr std::size_t max_dimensions = 8;
inline constexpr std::uint64_t longest_header = 100'000'000;  // as in the Rust and Python package

inline constexpr std::string_view metadata_entry = "__metadata__";
/// The key of the header's checksum in the metadata. The key of the checksum of the tensor "a" is "xxh3:a".
/// No other key begins like this.
inline constexpr std::string_view checksum_key = "xxh3";
inline constexpr std::string_view tensor_checksum_key = "xxh3:";
/// The beginning of each header; the 16 digits of its checksum come next.
inline constexpr std::string_view header_start = R"({"__metadata__":{"xxh3":")";
inline constexpr std::string_view no_checksum = "0000000000000000";

/// XXH3-64 of bytes that come piece by piece (https://xxhash.com).
class Checksum {
 public:
  Checksum();

  void update(std::span<const std::byte> bytes);

  /// The checksum of all bytes so far, as 16 digits from 0 to f.
  [[nodiscard]] std::string digits() const;

 private:
  struct Free {
    void operator()(XXH3_state_s* state) const;
  };
  std::unique_ptr<XXH3_state_s, Free> state_;
};

/// The checksum of bytes in memory. Throws Cancelled on a stop.
[[nodiscard]] std::string checksum(std::span<const std::byte> bytes, const RunContext& run);

/// The checksum of a header that begins with header_start and 16 digits, computed as if these digits were
/// zeros.
[[nodiscard]] std::string checksum_of_header(std::string_view header);

/// The version of this library, which is metadata of each file that it writes: "0.1.0".
[[nodiscard]] std::string this_version();

/// A name for a message: in quotes, escaped as in JSON, and shortened if it is long.
[[nodiscard]] std::string in_quotes(std::string_view name);

}}}  // namespace tema::v0::detail
