#pragma once

#include "tema/corpus/document.hpp"
#include "tema/io/json_writer.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tema_program {

/// How well topics agree with the labels of a corpus.
struct LabelAgreement {
  std::size_t labels = 0;
  double nmi = 0.0;
  double ari = 0.0;
};

/// What is printed of a model.
struct Findings {
  const tema::TopicModel& model;
  const std::vector<tema::Document>& documents;
  std::optional<LabelAgreement> label_agreement;  // if every document has a label
};

/// The topics as a table for a person, no wider than `width` columns where the text allows.
std::string topic_table(const Findings& findings, std::size_t width);

/// The same as one JSON object.
std::string topic_json(const Findings& findings);

/// Adds the fields "terms", "weights" and "surfaces" of a topic to an object, at most so many of each.
void write_top_terms(tema::JsonWriter& json, const tema::TopicModel& model, std::size_t topic,
                     std::size_t most);

/// The first line of a text, or the first sentence if it is one long line.
std::string title_of(const std::string& text);

}  // namespace tema_program
