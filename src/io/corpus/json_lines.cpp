#include "io/corpus/json_lines.hpp"

#include "io/corpus/field_names.hpp"
#include "io/files/text_encoding.hpp"
#include "tema/core/error.hpp"
#include "tema/text/language.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

using Kind = JsonLineParser::Kind;

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

}  // namespace

JsonLines::JsonLines(const std::string& path, std::string prefix, CorpusReaderOptions options,
                     const RunContext& run)
    : reader_(path, run.stop, options.max_bytes), prefix_(std::move(prefix)), options_(std::move(options)) {}

bool JsonLines::next(Document& document) {
  while (auto line = reader_.next()) {
    if (is_blank(*line)) continue;
    try {
      read(*line, document);
      return true;
    } catch (const Error&) {
      if (!options_.skip_invalid) throw;
      ++skipped;
    }
  }
  return false;
}

void JsonLines::read(std::string_view line, Document& document) {
  const simdjson::dom::object object = parser_.parse(reader_, line);
  read_text(object, document.text);
  if (!parser_.text_of(reader_, object, options_.id_field, Kind::name, document.id))
    document.id = prefix_ + std::to_string(reader_.number());
  if (!parser_.text_of(reader_, object, options_.label_field, Kind::label, document.label))
    document.label.clear();
  if (!parser_.text_of(reader_, object, options_.language_field, Kind::text_or_null, document.language))
    document.language.clear();
  if (!document.language.empty() && !canonical_language(document.language)) ++unknown_languages;
  document.offset = 0;
  repaired_lines_ += parser_.repaired();
  repaired = repaired_lines_ + reader_.repaired();
}

void JsonLines::read_text(const simdjson::dom::object& object, std::string& text) {
  const auto is_found = [&](std::string_view field) {
    return parser_.text_of(reader_, object, std::string(field), Kind::text, text);
  };
  const auto synonyms = synonyms_of_text(options_.text_field);
  if (!is_found(options_.text_field) && std::none_of(synonyms.begin(), synonyms.end(), is_found)) {
    fail_at(reader_, "no field \"" + options_.text_field + "\"; the fields are " + list_fields(object));
  }
  check_encoding(text);
}

void JsonLines::check_encoding(std::string_view text) {
  const std::optional<Encoding> likely = likely_encoding(text);
  if (!likely) return;
  fail_at(reader_, "field \"" + options_.text_field + "\" is full of NULs, and likely " +
                       std::string(name(*likely)) +
                       " that was taken for text byte by byte; decode it before it becomes JSON");
}

}}}  // namespace tema::v0::detail
