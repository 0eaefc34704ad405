#pragma once

#include "io/corpus/corpus_source.hpp"
#include "io/corpus/field_names.hpp"
#include "io/json/json_array_splitter.hpp"
#include "io/json/json_line.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
    simdjson::dom::object object = {};  // once it is parsed
  };

  std::optional<Item> next_item();
  std::optional<Item> next_element();
  bool next_line();
  void read(Item& item, Document& document);
  void read_usual(const Item& item, const FieldNames& field, std::string& text);
  void read_text(const Item& item, Document& document);
  std::shared_ptr<const DocumentMetadata> metadata(const Item& item);
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
  CorpusFields fields_;
  std::vector<std::string_view> taken_;  // the names of the fields of the document that are not metadata
  std::uint64_t repaired_lines_ = 0;     // ill-formed parts in JSON, in addition to those of the encoding
};

}}}  // namespace tema::v0::detail
