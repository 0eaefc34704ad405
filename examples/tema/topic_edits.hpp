#pragma once

#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace tema_program {

/// The changes to make in a model. All numbers are those of its topics before any change.
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

/// Reads the value of --merge, such as "3,5". Throws std::invalid_argument for anything other than at least
/// two distinct numbers.
std::vector<std::size_t> parse_merge(const std::string& text);

/// Reads the value of --split, such as "0:3". Throws std::invalid_argument.
TopicEdits::Split parse_split(const std::string& text);

/// Reads the value of --rename, such as "0=Sepak bola". Throws std::invalid_argument.
TopicEdits::Name parse_name(const std::string& text);

/// Throws std::invalid_argument for a topic that the model does not have, and for edits of the same topic
/// that contradict each other.
void check_edits(const TopicEdits& edits, std::size_t topics);

/// The edited model: topics are first merged, then renamed, then split. `documents` are those that the model
/// was fitted to; they are only read if there are splits.
tema::TopicModel with_edits(tema::TopicModel model, const TopicEdits& edits,
                            const std::vector<tema::Document>& documents, const tema::RunContext& run);

}  // namespace tema_program
