#pragma once

#include "io/corpus/corpus_source.hpp"

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>

namespace tema { inline namespace v0 { namespace detail {

/// A text file is one document.
class TextFile : public CorpusReader::Source {
 public:
  TextFile(std::string path, std::string id, std::string label, std::uint64_t max_bytes,
           const RunContext& run);

  bool next(Document& document) override;

 private:
  std::string path_;
  std::string id_;
  std::string label_;
  std::uint64_t max_bytes_;
  std::stop_token stop_;
  bool is_read_ = false;
};

}}}  // namespace tema::v0::detail
