#include "io/corpus/table.hpp"

#include "io/corpus/unique_names.hpp"
#include "tema/core/error.hpp"
#include "tema/text/language.hpp"
#include "tema/text/utf8.hpp"
#include "text/unicode/decode.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

bool are_equal_but_for_case(std::string_view a, std::string_view b) {
  const auto is_equal = [](char x, char y) { return ascii_lower(x) == ascii_lower(y); };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), is_equal);
}

}  // namespace

Table::Table(const std::string& path, std::string prefix, char delimiter, CorpusReaderOptions options,
             const RunContext& run)
    : reader_(path, delimiter, run.stop, {options.max_bytes, run.threads != 1}),
      prefix_(std::move(prefix)),
      options_(std::move(options)),
      fields_(options_) {}

bool Table::next(Document& document) {
  if (!has_columns_) find_columns();
  while (true) {
    try {
      if (!reader_.next()) return false;
      read(document);
      return true;
    } catch (const BadRow&) {
      if (!options_.skip_invalid) throw;
      ++skipped;
    }
  }
}

/// Reads the header, unless the names of the columns were given.
void Table::find_columns() {
  has_columns_ = true;
  columns_ = options_.columns;
  if (columns_.empty()) {
    if (!reader_.next()) return;
    columns_.assign(reader_.fields().begin(), reader_.fields().end());
  }
  id_ = find_column(options_.id_field);
  language_ = find_column(options_.language_field);
  label_ = find_column(fields_.label);
  const auto text = find_column(fields_.text);
  if (!text) {
    throw Error(ErrorKind::format, reader_.name() + ": no column \"" + options_.text_field +
                                       "\"; the columns are " + list_columns() + other_delimiter() +
                                       (find_column_or_none(fields_.title) ? titles_alone : ""));
  }
  text_ = *text;
  title_ = find_column_or_none(fields_.title);
  if (options_.metadata) find_metadata();
}

/// Finds the columns that tell what tema does not interpret.
void Table::find_metadata() {
  url_ = find_column_or_none(fields_.url);
  date_ = find_column_or_none(fields_.date);
  UniqueNames unique;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto is_it = [i](std::optional<std::size_t> column) { return column == i; };
    const std::array known = {id_, std::optional(text_), label_, language_, title_, url_, date_};
    if (std::any_of(known.begin(), known.end(), is_it)) continue;
    others_.push_back({i, unique(repair_utf8(columns_[i]))});
  }
}

std::optional<std::size_t> Table::find_column(const FieldNames& field) const {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < field.names.size() && !found; ++i) found = find_column(field.names[i]);
  return found;
}

/// The same for a column that need not be for us, unless the caller named it: there is none if two have the
/// name, or if it is the text.
std::optional<std::size_t> Table::find_column_or_none(const FieldNames& field) const {
  if (!field.is_usual) return find_column(field);
  for (const std::string& name : field.names) {
    const std::optional<std::size_t> column = find_column(name, Twice::none);
    if (column && *column != text_) return column;
  }
  return std::nullopt;
}

/// A column with this name, or else the one whose name differs only in its case.
std::optional<std::size_t> Table::find_column(std::string_view name, Twice twice) const {
  const auto place_of = [&](auto is_it) -> std::optional<std::size_t> {
    const auto first = std::find_if(columns_.begin(), columns_.end(), is_it);
    if (first == columns_.end()) return std::nullopt;
    if (std::find_if(first + 1, columns_.end(), is_it) != columns_.end()) {
      if (twice == Twice::none) return std::nullopt;
      throw Error(ErrorKind::format, reader_.name() + ": two columns have the name \"" + std::string(name) +
                                         "\"; the columns are " + list_columns());
    }
    return static_cast<std::size_t>(first - columns_.begin());
  };
  const auto exact = place_of([&](const std::string& column) { return column == name; });
  if (exact) return exact;
  return place_of([&](const std::string& column) { return are_equal_but_for_case(column, name); });
}

/// A hint, if all names are in one column because something else separates them.
std::string Table::other_delimiter() const {
  if (columns_.size() != 1) return "";
  const std::size_t place = columns_.front().find_first_of(";\t|,");
  if (place == std::string::npos) return "";
  const std::string found = columns_.front()[place] == '\t' ? "a tab" : columns_.front().substr(place, 1);
  return "; if " + found + " separates them, give it as the delimiter";
}

std::string Table::list_columns() const {
  std::string list;
  for (const std::string& column : columns_)
    list += (list.empty() ? "\"" : ", \"") + repair_utf8(column) + '"';
  return list;
}

/// A field other than the text, which must be UTF-8; empty if there is no such column.
std::string Table::as_utf8(std::optional<std::size_t> column) {
  if (!column) return {};
  const std::string_view field = reader_.fields()[*column];
  repaired_fields_ += count_ill_formed(field);
  return repair_utf8(field);
}

void Table::read(Document& document) {
  const std::size_t count = reader_.fields().size();
  if (count != columns_.size()) {
    const std::size_t wrong = std::min(count, columns_.size()) + 1;
    const std::string row = reader_.name() + ": row " + std::to_string(reader_.number()) + ", column " +
                            std::to_string(wrong) + ": ";
    throw BadRow(row + (count < columns_.size()
                            ? "the row ends before \"" + repair_utf8(columns_[count]) + '"'
                            : "the row has " + std::to_string(count) + " fields, but there are " +
                                  std::to_string(columns_.size()) + " columns"));
  }
  document.text = reader_.fields()[text_];
  document.id = as_utf8(id_);
  if (document.id.empty()) document.id = prefix_ + std::to_string(reader_.number());
  document.label = as_utf8(label_);
  document.language = as_utf8(language_);
  if (!document.language.empty() && !canonical_language(document.language)) ++unknown_languages;
  document.title = as_utf8(title_);
  document.metadata = options_.metadata ? metadata() : nullptr;
  document.offset = 0;
  repaired = repaired_fields_ + reader_.repaired();
}

/// What else the row tells; null if that is nothing.
std::shared_ptr<const DocumentMetadata> Table::metadata() {
  auto metadata = std::make_shared<DocumentMetadata>();
  metadata->url = as_utf8(url_);
  metadata->date = as_utf8(date_);
  metadata->columns.reserve(others_.size());
  for (const Column& other : others_) metadata->columns.push_back({other.name, as_utf8(other.place)});
  if (*metadata == DocumentMetadata()) return nullptr;
  return metadata;
}

}}}  // namespace tema::v0::detail
