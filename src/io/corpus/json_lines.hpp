#pragma once

#include "io/corpus/corpus_source.hpp"
#include "io/json/json_array_splitter.hpp"
#include "io/json/json_line.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The documents of a file of JSON lines, or of one array of objects.
class JsonLines : public CorpusReader::Source {
 public:
  /// The id of a document that has none is the number of its line, or that of the object in the array,
  /// after `prefix`.
  JsonLines(const std::string& path, std::string prefix, CorpusReaderOptions options, const RunContext& run);

  bool next(Document& document) override;

 private:
  /// The text of an object, followed by readable bytes.
  struct Item {
    std::string_view text;
    LinePlace place;
    std::uint64_t number;
  };

  std::optional<Item> next_item();
  std::optional<Item> next_element();
  bool next_line();
  void read(const Item& item, Document& document);
  void read_text(const LinePlace& place, const simdjson::dom::object& object, std::string& text);
  void check_encoding(const LinePlace& place, std::string_view text) const;

  LineReader reader_;
  std::optional<std::string_view> line_;  // that was not wholly read
  std::size_t begin_ = 0;                 // of what was not read of it
  bool has_begun_ = false;
  bool is_array_ = false;
  JsonArraySplitter splitter_;
  std::string element_;             // of the array, and padding
  std::uint64_t elements_ = 0;      // so far
  std::uint64_t element_line_ = 0;  // where the last one begins
  JsonLineParser parser_;
  std::string prefix_;
  CorpusReaderOptions options_;
  std::uint64_t repaired_lines_ = 0;  // ill-formed parts in JSON, in addition to those of the encoding
};

}}}  // namespace tema::v0::detail
