#pragma once

#include "io/corpus/corpus_source.hpp"
#include "io/csv/csv_reader.hpp"

#include <cstddef>
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
  void find_columns();
  [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name) const;
  void read(Document& document);
  std::string as_utf8(std::optional<std::size_t> column);
  [[nodiscard]] std::string list_columns() const;
  [[nodiscard]] std::string other_delimiter() const;

  CsvReader reader_;
  std::string prefix_;
  CorpusReaderOptions options_;
  bool has_columns_ = false;
  std::vector<std::string> columns_;  // their names
  std::size_t text_ = 0;
  std::optional<std::size_t> id_;
  std::optional<std::size_t> label_;
  std::optional<std::size_t> language_;
  std::uint64_t repaired_fields_ = 0;
};

}}}  // namespace tema::v0::detail
