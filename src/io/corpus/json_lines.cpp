#include "io/corpus/json_lines.hpp"

#include "io/files/text_encoding.hpp"
#include "tema/core/error.hpp"
#include "tema/text/language.hpp"

#include <limits>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

using Kind = JsonLineParser::Kind;

constexpr std::string_view white = " \t\r";
constexpr auto longest_element = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());

bool is_blank(std::string_view line) { return line.find_first_not_of(white) == std::string_view::npos; }

}  // namespace

JsonLines::JsonLines(const std::string& path, std::string prefix, CorpusReaderOptions options,
                     const RunContext& run)
    : reader_(path, run.stop, {options.max_bytes, run.threads != 1}),
      prefix_(std::move(prefix)),
      options_(std::move(options)),
      fields_(options_) {}

bool JsonLines::next(Document& document) {
  while (auto item = next_item()) {
    try {
      read(*item, document);
      return true;
    } catch (const Error&) {
      if (!options_.skip_invalid) throw;
      ++skipped;
    }
  }
  return false;
}

/// The next line that is not blank, or the next element of an array.
std::optional<JsonLines::Item> JsonLines::next_item() {
  if (is_array_) return next_element();
  do {
    if (!next_line()) return std::nullopt;
  } while (is_blank(*line_));
  if (!std::exchange(has_begun_, true) && (*line_)[line_->find_first_not_of(white)] == '[') {
    is_array_ = true;
    return next_element();
  }
  return Item{*line_, reader_.place(), reader_.number()};
}

bool JsonLines::next_line() {
  line_ = reader_.next();
  begin_ = 0;
  return line_.has_value();
}

std::optional<JsonLines::Item> JsonLines::next_element() {
  using State = JsonArraySplitter::State;
  while (line_) {
    if (splitter_.element().empty() || element_line_ == 0) element_line_ = reader_.number();
    const bool is_complete = splitter_.next(*line_, begin_);
    if (splitter_.state() == State::beyond) fail_at(reader_.place(), "something follows the array");
    if (is_complete) {
      element_ = splitter_.element();
      const std::size_t size = element_.size();
      element_.append(LineReader::padding, ' ');
      const LinePlace place{reader_.name(), std::exchange(element_line_, 0), false, "element"};
      return Item{std::string_view(element_).substr(0, size), place, ++elements_};
    }
    if (splitter_.element().size() > longest_element)
      throw Error(ErrorKind::limit, reader_.name() + ':' + std::to_string(element_line_) +
                                        ": the element is longer than the limit of 2147483647 bytes");
    if (!next_line() && splitter_.state() != State::after)
      fail_at(reader_.place(), "the array is cut off where the file ends");
  }
  return std::nullopt;
}

void JsonLines::read(Item& item, Document& document) {
  const LinePlace& place = item.place;
  item.object = parser_.parse(place, item.text);
  taken_.assign({options_.id_field, options_.label_field, options_.language_field});
  read_usual(item, fields_.title, document.title);
  read_text(item, document);
  if (!parser_.text_of(place, item.object, options_.id_field, Kind::name, document.id))
    document.id = prefix_ + std::to_string(item.number);
  if (!parser_.text_of(place, item.object, options_.label_field, Kind::label, document.label))
    document.label.clear();
  if (!parser_.text_of(place, item.object, options_.language_field, Kind::text_or_null, document.language))
    document.language.clear();
  if (!document.language.empty() && !canonical_language(document.language)) ++unknown_languages;
  document.offset = 0;
  document.metadata = options_.metadata ? metadata(item) : nullptr;
  repaired_lines_ += parser_.repaired();
  repaired = repaired_lines_ + reader_.repaired();
}

/// Reads a field that may be missing. What is in its place need not be for us, unless the caller named it.
void JsonLines::read_usual(const Item& item, const FieldNames& field, std::string& text) {
  const Kind kind = field.is_usual ? Kind::label_or_any : Kind::label;
  for (const std::string& name : field.names) {
    if (!parser_.text_of(item.place, item.object, name, kind, text)) continue;
    taken_.push_back(name);
    return;
  }
  text.clear();
}

/// Reads the text, which may be null if there is a title.
void JsonLines::read_text(const Item& item, Document& document) {
  const auto is_null = [&](std::string_view name) {
    const std::optional<simdjson::dom::element> element = find_field(item.object, name);
    return element && element->is_null();
  };
  bool has_null = false;
  for (const std::string& name : fields_.text.names) {
    if (!document.title.empty() && is_null(name)) {
      has_null = true;
    } else if (parser_.text_of(item.place, item.object, name, Kind::text, document.text)) {
      taken_.push_back(name);
      return check_encoding(item.place, document.text);
    }
  }
  document.text.clear();
  if (has_null) return;
  fail_at(item.place, "no field \"" + options_.text_field + "\"; the fields are " + list_fields(item.object) +
                          (document.title.empty() ? "" : titles_alone));
}

/// What else the object tells; null if that is nothing.
std::shared_ptr<const DocumentMetadata> JsonLines::metadata(const Item& item) {
  auto metadata = std::make_shared<DocumentMetadata>();
  read_usual(item, fields_.url, metadata->url);
  read_usual(item, fields_.date, metadata->date);
  metadata->columns = parser_.other_fields(item.object, taken_);
  if (*metadata == DocumentMetadata()) return nullptr;
  return metadata;
}

void JsonLines::check_encoding(const LinePlace& place, std::string_view text) const {
  const std::optional<Encoding> likely = likely_encoding(text);
  if (!likely) return;
  fail_at(place, "field \"" + options_.text_field + "\" is full of NULs, and likely " +
                     std::string(name(*likely)) +
                     " that was taken for text byte by byte; decode it before it becomes JSON");
}

}}}  // namespace tema::v0::detail
