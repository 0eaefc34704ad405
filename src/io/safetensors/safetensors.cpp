#include "io/safetensors/safetensors.hpp"

#include "tema/io/json_writer.hpp"
#include "tema/text/utf8.hpp"
#include "tema/version.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <xxhash.h>

namespace tema { inline namespace v0 { namespace detail {

namespace {

struct DtypeEntry {
  std::string_view name;
  std::size_t size;
};
constexpr std::array<DtypeEntry, 5> dtypes = {{{"U8", 1}, {"I32", 4}, {"I64", 8}, {"F32", 4}, {"F64", 8}}};

constexpr std::size_t bytes_between_stops = std::size_t{1} << 24;  // some milliseconds
constexpr std::size_t longest_quoted = 100;

std::string hexadecimal(std::uint64_t number) {
  std::string digits(no_checksum);
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, number >>= 4)
    *digit = "0123456789abcdef"[number & 15];
  return digits;
}

}  // namespace

std::string_view name(Dtype dtype) { return dtypes[static_cast<std::size_t>(dtype)].name; }

std::size_t size_of(Dtype dtype) { return dtypes[static_cast<std::size_t>(dtype)].size; }

std::optional<Dtype> dtype_of(std::string_view name) {
  for (std::size_t i = 0; i < dtypes.size(); ++i)
    if (dtypes[i].name == name) return static_cast<Dtype>(i);
  return std::nullopt;
}

std::string text_of(const Shape& shape) {
  std::string text = "[";
  for (const std::uint64_t length : shape)
    text.append(text.size() > 1 ? ", " : "").append(std::to_string(length));
  return text + ']';
}

std::optional<std::uint64_t> count_bytes(Dtype dtype, const Shape& shape) {
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  std::uint64_t bytes = size_of(dtype);
  bool is_empty = false;
  for (const std::uint64_t length : shape) {
    if (length > most || (length > 0 && bytes > most / length)) return std::nullopt;
    is_empty = is_empty || length == 0;
    if (length > 0) bytes *= length;
  }
  return is_empty ? 0 : bytes;
}

void Checksum::Free::operator()(XXH3_state_s* state) const { XXH3_freeState(state); }

Checksum::Checksum() : state_(XXH3_createState()) {
  if (!state_) throw std::bad_alloc();
  XXH3_64bits_reset(state_.get());
}

void Checksum::update(std::span<const std::byte> bytes) {
  if (!bytes.empty()) XXH3_64bits_update(state_.get(), bytes.data(), bytes.size());
}

std::string Checksum::digits() const { return hexadecimal(XXH3_64bits_digest(state_.get())); }

std::string checksum(std::span<const std::byte> bytes, const RunContext& run) {
  Checksum sum;
  while (!bytes.empty()) {
    throw_if_stopped(run);
    const auto piece = bytes.first(std::min(bytes.size(), bytes_between_stops));
    sum.update(piece);
    bytes = bytes.subspan(piece.size());
  }
  return sum.digits();
}

std::string checksum_of_header(std::string_view header) {
  Checksum sum;
  for (const std::string_view part : {header.substr(0, header_start.size()), no_checksum,
                                      header.substr(header_start.size() + no_checksum.size())})
    sum.update(std::as_bytes(std::span(part)));
  return sum.digits();
}

std::string this_version() {
  return std::to_string(TEMA_VERSION_MAJOR) + '.' + std::to_string(TEMA_VERSION_MINOR) + '.' +
         std::to_string(TEMA_VERSION_PATCH);
}

std::string in_quotes(std::string_view name) {
  const std::string_view start = first_code_points(name, longest_quoted);
  return json_string(start.size() < name.size() ? std::string(start) + "…" : std::string(start));
}

}}}  // namespace tema::v0::detail
