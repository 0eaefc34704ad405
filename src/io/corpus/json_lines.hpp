#pragma once

#include "io/corpus/corpus_source.hpp"
#include "io/json/json_line.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The documents of a file of JSON lines.
class JsonLines : public CorpusReader::Source {
 public:
  /// The id of a document that has none is the number of its line, after `prefix`.
  JsonLines(const std::string& path, std::string prefix, CorpusReaderOptions options, const RunContext& run);

  bool next(Document& document) override;

 private:
  void read(std::string_view line, Document& document);
  void read_text(const simdjson::dom::object& object, std::string& text);
  void check_encoding(std::string_view text);

  LineReader reader_;
  JsonLineParser parser_;
  std::string prefix_;
  CorpusReaderOptions options_;
  std::uint64_t repaired_lines_ = 0;  // ill-formed parts in JSON, in addition to those of the encoding
};

}}}  // namespace tema::v0::detail
