#include "io/report/document_details.hpp"

#include "io/report/deciding_terms.hpp"
#include "io/report/excerpt.hpp"
#include "io/report/packed.hpp"
#include "tema/core/parallel.hpp"
#include "tema/io/json_writer.hpp"
#include "tema/topics/marked_text.hpp"

#include <cmath>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t heading_length = 110;  // code points
constexpr std::size_t excerpt_length = 300;  // code points
constexpr std::size_t most_terms = 24;       // of a text
constexpr std::size_t block_bytes = std::size_t{1} << 18;

std::string heading(const Document& document, ReportTexts texts) {
  if (texts == ReportTexts::none) return document.id;
  std::string line = first_line(document.title, heading_length);
  if (line.empty()) line = first_line(document.text, heading_length);
  return line.empty() ? document.id : line;
}

/// Weights are shown with two digits.
double rounded(double weight) {
  constexpr double places = 100.0;
  return std::round(weight * places) / places;
}

/// Writes the weight of each term. The page takes the word of a term from its first mark; a term without a
/// mark in what is shown of the text comes with its word.
void write_weights(JsonWriter& json, std::span<const ExplainedTerm> terms, const MarkedText& marked) {
  std::vector<bool> is_marked(terms.size(), false);
  for (const std::uint32_t term : marked.terms) is_marked[term] = true;
  json.begin_array();
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (is_marked[i]) {
      json.value(rounded(terms[i].weight));
    } else {
      json.begin_array().value(terms[i].term).value(rounded(terms[i].weight)).end_array();
    }
  }
  json.end_array();
}

void write_columns(JsonWriter& json, const Document& document) {
  json.begin_array();
  if (document.metadata) {
    for (const DocumentField& field : document.metadata->columns)
      json.begin_array().value(field.name).value(field.value).end_array();
  }
  json.end_array();
}

/// The text of a document, its reasons and its columns, as a JSON array that page/data.js reads: names of
/// fields would be a tenth of the report.
std::string details_json(const Document& document, const Explanation& why, ReportTexts texts) {
  const std::string_view text = texts == ReportTexts::excerpt ? excerpt(document.text, excerpt_length)
                                                              : std::string_view(document.text);
  const std::vector<ExplainedTerm> terms = deciding_terms(why.terms, most_terms);
  const MarkedText marked = mark_terms(text, terms);
  std::string line;
  JsonWriter json(line);
  json.begin_array().array(marked.pieces).array(marked.terms);
  write_weights(json, terms, marked);
  json.value(rounded(why.base)).value(rounded(why.score)).value(why.assignment.topic);
  const bool is_excerpt = text.size() < document.text.size();
  const bool has_columns = document.metadata && !document.metadata->columns.empty();
  if (is_excerpt || has_columns || !document.title.empty()) {
    json.value(is_excerpt ? 1 : 0);
    write_columns(json, document);
    const MarkedText title = mark_terms(document.title, terms, &ExplainedTerm::title_spans);
    json.array(title.pieces).array(title.terms);
  }
  json.end_array();
  return line;
}

/// Puts the lines into blocks, and packs these.
void pack_blocks(std::vector<std::string> lines, DocumentDetails& details, Workers& workers) {
  std::size_t size = block_bytes;
  for (std::size_t place = 0; place < lines.size(); ++place) {
    if (size >= block_bytes) {
      details.starts.push_back(place);
      size = 0;
    }
    size += lines[details.order[place]].size();
  }
  details.blocks.resize(details.starts.size());
  workers.for_chunks(details.starts.size(), 1, [&](const Chunk& chunk) {
    const std::size_t end = chunk.end < details.starts.size() ? details.starts[chunk.end] : lines.size();
    std::string block;
    for (std::size_t place = details.starts[chunk.begin]; place < end; ++place) {
      std::string& line = lines[details.order[place]];
      (block += block.empty() ? '[' : ',') += line;
      line = {};
    }
    details.blocks[chunk.index] = packed(block + "]");
  });
}

}  // namespace

DocumentDetails document_details(const TopicModel& model, std::span<const Document> documents,
                                 std::vector<std::size_t> order, ReportTexts texts, const RunContext& run) {
  constexpr std::size_t chunk_size = 16;
  DocumentDetails details;
  details.order = std::move(order);
  details.headings.resize(documents.size());
  details.rivals.assign(documents.size(), -1);
  std::vector<std::string> lines(texts == ReportTexts::none ? 0 : documents.size());
  Workers workers(run);
  workers.for_chunks(
      documents.size(), chunk_size,
      [&](const Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
          details.headings[i] = heading(documents[i], texts);
          const Explanation why = model.explain(documents[i]);
          details.rivals[i] = why.rival;
          if (!lines.empty()) lines[i] = details_json(documents[i], why, texts);
        }
      },
      "explain");
  pack_blocks(std::move(lines), details, workers);
  return details;
}

}}}  // namespace tema::v0::detail
