#pragma once

#include "io/corpus/corpus_source.hpp"
#include "io/corpus/field_names.hpp"
#include "io/csv/csv_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The documents of a table, one a row.
class Table : public CorpusReader::Source {
 public:
  /// The id of a document that has none is the number of its row, after `prefix`.
  Table(const std::string& path, std::string prefix, char delimiter, CorpusReaderOptions options,
        const RunContext& run);

  bool next(Document& document) override;

 private:
  struct Column {
    std::size_t place;
    std::string name;
  };

  /// What two columns with a name that is looked for mean.
  enum class Twice : std::uint8_t { refuse, none };

  void find_columns();
  void find_metadata();
  [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name,
                                                       Twice twice = Twice::refuse) const;
  [[nodiscard]] std::optional<std::size_t> find_column(const FieldNames& field) const;
  [[nodiscard]] std::optional<std::size_t> find_column_or_none(const FieldNames& field) const;
  void read(Document& document);
  std::shared_ptr<const DocumentMetadata> metadata();
  std::string as_utf8(std::optional<std::size_t> column);
  [[nodiscard]] std::string list_columns() const;
  [[nodiscard]] std::string other_delimiter() const;

  CsvReader reader_;
  std::string prefix_;
  CorpusReaderOptions options_;
  CorpusFields fields_;
  bool has_columns_ = false;
  std::vector<std::string> columns_;                            // their names
  std::size_t text_ = std::numeric_limits<std::size_t>::max();  // until it is found
  std::optional<std::size_t> id_;
  std::optional<std::size_t> label_;
  std::optional<std::size_t> language_;
  std::optional<std::size_t> title_;
  std::optional<std::size_t> url_;
  std::optional<std::size_t> date_;
  std::vector<Column> others_;  // that are kept as metadata
  std::uint64_t repaired_fields_ = 0;
};

}}}  // namespace tema::v0::detail
