#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace tema { inline namespace v0 {

/// A whole text file as UTF-8.
struct WholeText {
  std::string text;
  std::size_t offset = 0;  ///< bytes of the file before it: those of a byte order mark, if that is of UTF-8
  std::uint64_t repaired = 0;  ///< ill-formed parts of UTF-16 or UTF-32 that became U+FFFD
};

/// Reads one text file, whatever its name, or standard input for "-". Encodings and compression are those of
/// a corpus (see CorpusReader); UTF-8 is left as it is. Throws Error{io} if the file cannot be read;
/// Error{format} for compressed data that is damaged, and for UTF-16 or UTF-32 without a byte order mark;
/// Error{limit} for compressed data that becomes larger than CorpusReaderOptions::max_bytes is unless it is
/// set, or 1,000 times as large; Cancelled on a stop.
[[nodiscard]] TEMA_EXPORT WholeText read_text(const std::string& path, const RunContext& run = {});

}}  // namespace tema::v0
