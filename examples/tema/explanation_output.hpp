#pragma once

#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tema_program {

/// An explanation with the terms that decide most.
struct DecidingTerms {
  tema::Explanation explanation;  ///< with these terms alone, heaviest first
  std::size_t other_terms = 0;    ///< how many there are in addition
  double other_weight = 0.0;      ///< the sum of their weights
};

/// Keeps the `most` terms whose weights are farthest from 0, of either sign.
DecidingTerms deciding_terms(tema::Explanation explanation, std::size_t most);

/// How terms are marked in the text: as a terminal shows them, or by characters alone.
enum class MarkStyle { terminal, plain };

/// The explanation of a text for people. Control characters of the text become spaces, except line feeds. For
/// a terminal, terms that speak for the topic are bold and green, those that speak against it underlined and
/// red. Otherwise, a term is marked as "[term +1.234]", and each bracket and backslash of the text has a
/// backslash before it.
std::string explanation_text(const tema::TopicModel& model, std::string_view text, const DecidingTerms& found,
                             MarkStyle style);

/// The explanation as one line of JSON. `offset` is where the text begins in its file.
std::string explanation_json(const tema::TopicModel& model, const DecidingTerms& found, std::size_t offset);

}  // namespace tema_program
