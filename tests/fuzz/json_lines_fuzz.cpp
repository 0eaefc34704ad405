// JSON lines, tables, texts and assignments of any bytes: read as documents or refused; and JSON by our
// reader as by simdjson.
#include "fuzz_input.hpp"
#include "io/json/json_reader.hpp"
#include "tema/core/error.hpp"
#include "tema/io.hpp"
#include "tema/text/utf8.hpp"

#include <simdjson.h>

#include <set>
#include <string>

namespace {

bool is_well_formed(const std::string& text) { return tema::count_ill_formed(text) == 0; }

/// All that is known of a document is UTF-8, and what is written of it is JSON whose names are all different.
void check_columns(const tema::AssignmentColumns& columns, const tema::Document& document) {
  fuzz::require(is_well_formed(document.title), "a title is UTF-8");
  const std::string line = columns.json_line({document.id, {}}, document);
  fuzz::require(is_well_formed(line), "an assignment is UTF-8");
  std::set<std::string> names;
  tema::detail::JsonReader json(line);
  json.object([&](const std::string& name) {
    fuzz::require(names.insert(name).second, "the names of columns are different");
    json.skip();
  });
  if (!document.metadata) return;
  for (const tema::DocumentField& column : document.metadata->columns)
    fuzz::require(is_well_formed(column.name) && is_well_formed(column.value), "metadata are UTF-8");
}

void check_corpus(const std::string& path, bool skip_invalid) {
  try {
    const tema::Corpus corpus = tema::read_corpus(path, {.metadata = true, .skip_invalid = skip_invalid});
    const tema::AssignmentColumns columns(corpus.documents);
    for (const tema::Document& document : corpus.documents) {
      fuzz::require(is_well_formed(document.id) && is_well_formed(document.label), "an id is UTF-8");
      const std::string json = tema::json_string(document.id);
      fuzz::require(tema::detail::JsonReader(json).string() == document.id,
                    "a string that is written reads back");
      check_columns(columns, document);
    }
  } catch (const tema::Error& error) {
    fuzz::require(std::string(error.what()).find(path) != std::string::npos, "an error names the file");
  }
}

/// simdjson takes numbers beyond 64 bits for errors, and reads numbers alone otherwise than others do; what
/// it takes, ours must take, and what ours takes without numbers, simdjson.
void check_reader(std::string_view text) {
  bool ours = true;
  try {
    tema::detail::JsonReader reader(text);
    reader.skip();
    reader.end();
  } catch (const tema::detail::JsonError&) {
    ours = false;
  }
  simdjson::dom::parser parser;
  simdjson::dom::element element;
  const bool theirs = parser.parse(simdjson::padded_string(text)).get(element) == simdjson::SUCCESS;
  const bool has_numbers = text.find_first_of("0123456789") != std::string_view::npos;
  fuzz::require(ours || !theirs, "what simdjson reads, ours reads");
  fuzz::require(theirs || !ours || has_numbers, "what ours reads, simdjson reads");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Folder folder;
  fuzz::Input input(data, size);
  const bool skip_invalid = input.flag();
  const std::string_view text = input.rest();
  check_corpus(folder.file("a.jsonl", text), skip_invalid);
  check_corpus(folder.file("a.csv", text), skip_invalid);
  check_corpus(folder.file("a.txt", text), skip_invalid);
  try {
    static_cast<void>(tema::read_assignments(folder.path("a.jsonl")));
  } catch (const tema::Error&) {
  }
  check_reader(text.substr(0, text.find('\n')));
  return 0;
}
