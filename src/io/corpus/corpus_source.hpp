#pragma once

#include "tema/io/corpus_reader.hpp"

#include <cstdint>

namespace tema { inline namespace v0 {

class CorpusReader::Source {
 public:
  Source() = default;
  virtual ~Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  virtual bool next(Document& document) = 0;

  std::uint64_t skipped = 0;
  std::uint64_t repaired = 0;
  std::uint64_t unknown_languages = 0;
};

}}  // namespace tema::v0
