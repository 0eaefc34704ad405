#pragma once

#include "tema/corpus/document.hpp"
#include "tema/io/json_writer.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tema_program {

/// How well the topics agree with the labels of the corpus.
struct LabelAgreement {
  std::size_t labels = 0;
  double nmi = 0.0;
  double ari = 0.0;
};

/// What is printed about a model.
struct Findings {
  const tema::TopicModel& model;
  const std::vector<tema::Document>& documents;
  std::optional<LabelAgreement> label_agreement;  // set if every document has a label
};

/// The topics as a table for people, no wider than `width` columns where the text allows.
std::string topic_table(const Findings& findings, std::size_t width);

/// The topics as one JSON object.
std::string topic_json(const Findings& findings);

/// Adds the fields "terms", "weights" and "surfaces" of a topic to an object, with at most `most` entries
/// each.
void write_top_terms(tema::JsonWriter& json, const tema::TopicModel& model, std::size_t topic,
                     std::size_t most);

/// The first line of a text, or its first sentence if the line is long.
std::string title_of(const std::string& text);

/// The title of a document, or the same of its text if it has none.
std::string title_of(const tema::Document& document);

}  // namespace tema_program
