#pragma once

#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace tema_program {

/// What is to be changed in a model. All numbers are those of its topics before any change.
struct TopicEdits {
  struct Split {
    std::size_t topic;
    std::size_t parts;
  };
  struct Name {
    std::size_t topic;
    std::string name;
  };
  std::vector<std::vector<std::size_t>> merges;
  std::vector<Split> splits;
  std::vector<Name> names;
};

/// Reads "3,5". Throws std::invalid_argument for anything but two distinct numbers or more.
std::vector<std::size_t> parse_merge(const std::string& text);

/// Reads "0:3". Throws std::invalid_argument.
TopicEdits::Split parse_split(const std::string& text);

/// Reads "0=Sepak bola". Throws std::invalid_argument.
TopicEdits::Name parse_name(const std::string& text);

/// Throws std::invalid_argument for a topic that the model does not have, or that two edits do not agree on.
void check_edits(const TopicEdits& edits, std::size_t topics);

/// The model with the edits: topics are merged first, then named, then split. `documents` are those that it
/// was fitted to; they are read only if there are splits.
tema::TopicModel with_edits(tema::TopicModel model, const TopicEdits& edits,
                            const std::vector<tema::Document>& documents, const tema::RunContext& run);

}  // namespace tema_program
