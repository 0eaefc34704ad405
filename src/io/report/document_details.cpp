#include "io/report/document_details.hpp"

#include "io/report/excerpt.hpp"
#include "io/report/marked_text.hpp"
#include "io/report/packed.hpp"
#include "tema/core/parallel.hpp"
#include "tema/io/json_writer.hpp"

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

/// Weights are shown with two digits; five are enough to sort by.
double rounded(double weight) {
  constexpr double places = 1e5;
  return std::round(weight * places) / places;
}

/// The text of a document, its reasons and its columns, as JSON.
std::string details_json(const Document& document, const Explanation& why, ReportTexts texts) {
  const std::string_view text = texts == ReportTexts::excerpt ? excerpt(document.text, excerpt_length)
                                                              : std::string_view(document.text);
  const std::vector<ExplainedTerm> terms = deciding_terms(why.terms, most_terms);
  const MarkedText marked = mark_terms(text, terms);
  std::string line;
  JsonWriter json(line);
  json.begin_object().key("text").array(marked.pieces).key("marks").array(marked.terms);
  json.key("weights").begin_array();
  for (const ExplainedTerm& term : terms)
    json.begin_array().value(term.term).value(rounded(term.weight)).end_array();
  json.end_array().field("topic", why.assignment.topic).field("rival", why.rival);
  json.field("base", rounded(why.base)).field("sum", rounded(why.score));
  json.field("isExcerpt", text.size() < document.text.size()).key("columns").begin_array();
  if (document.metadata) {
    for (const DocumentField& field : document.metadata->columns)
      json.begin_array().value(field.name).value(field.value).end_array();
  }
  json.end_array().end_object();
  return line;
}

/// Puts the lines into blocks, and packs these.
void pack_blocks(std::vector<std::string> lines, DocumentDetails& details, Workers& workers) {
  std::size_t size = block_bytes;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (size >= block_bytes) {
      details.starts.push_back(i);
      size = 0;
    }
    size += lines[i].size();
  }
  details.blocks.resize(details.starts.size());
  workers.for_chunks(details.starts.size(), 1, [&](const Chunk& chunk) {
    const std::size_t end = chunk.end < details.starts.size() ? details.starts[chunk.end] : lines.size();
    std::string block = "[";
    for (std::size_t i = details.starts[chunk.begin]; i < end; ++i) {
      if (block.size() > 1) block += ',';
      block += lines[i];
      lines[i] = {};
    }
    details.blocks[chunk.index] = packed(block + "]");
  });
}

}  // namespace

DocumentDetails document_details(const TopicModel& model, std::span<const Document> documents,
                                 ReportTexts texts, const RunContext& run) {
  constexpr std::size_t chunk_size = 16;
  DocumentDetails details;
  details.headings.resize(documents.size());
  details.rivals.assign(documents.size(), -1);
  std::vector<std::string> lines(texts == ReportTexts::none ? 0 : documents.size());
  Workers workers(run);
  workers.for_chunks(
      documents.size(), chunk_size,
      [&](const Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
          details.headings[i] = heading(documents[i], texts);
          const Explanation why = model.explain(documents[i].text, documents[i].language);
          details.rivals[i] = why.rival;
          if (!lines.empty()) lines[i] = details_json(documents[i], why, texts);
        }
      },
      "explain");
  pack_blocks(std::move(lines), details, workers);
  return details;
}

}}}  // namespace tema::v0::detail
