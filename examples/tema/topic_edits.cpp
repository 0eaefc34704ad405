#include "topic_edits.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace tema_program {

namespace {

/// Reads a text that is a whole number. Throws a message that names the `option`.
std::size_t parse_number(std::string_view text, const std::string& option) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size())
    throw std::invalid_argument(option + ": \"" + std::string(text) + "\" is not a whole number");
  return number;
}

/// For each topic before a change, the topic after it that has most of its texts (ties: the first).
std::vector<std::size_t> followed(const tema::TopicModel& before, const tema::TopicModel& after) {
  std::vector<std::pair<std::int32_t, std::int32_t>> moves;  // by text with a topic
  for (std::size_t i = 0; i < before.assignments().size(); ++i) {
    const std::pair move(before.assignments()[i].topic, after.assignments()[i].topic);
    if (move.first >= 0 && move.second >= 0) moves.push_back(move);
  }
  std::sort(moves.begin(), moves.end());
  std::vector<std::size_t> result(before.topics(), 0);
  std::vector<std::size_t> most(before.topics(), 0);
  for (auto begin = moves.begin(); begin != moves.end();) {
    const auto end = std::upper_bound(begin, moves.end(), *begin);
    const auto from = static_cast<std::size_t>(begin->first);
    const auto texts = static_cast<std::size_t>(end - begin);
    if (texts > most[from]) {
      most[from] = texts;
      result[from] = static_cast<std::size_t>(begin->second);
    }
    begin = end;
  }
  return result;
}

/// A model while it is edited, and what became of the topics of the first model.
class EditedModel {
 public:
  explicit EditedModel(tema::TopicModel model) : model_(std::move(model)) {
    for (std::size_t topic = 0; topic < model_.topics(); ++topic) now_.push_back(topic);
  }

  void become(const tema::TopicModel& next) {
    const std::vector<std::size_t> moved = followed(model_, next);
    for (std::size_t& topic : now_) topic = moved[topic];
    model_ = next;
  }

  [[nodiscard]] const tema::TopicModel& model() const { return model_; }

  /// The current number of a topic of the first model.
  [[nodiscard]] std::size_t now(std::size_t topic) const { return now_[topic]; }

 private:
  tema::TopicModel model_;
  std::vector<std::size_t> now_;
};

}  // namespace

std::vector<std::size_t> parse_merge(const std::string& text) {
  std::vector<std::size_t> topics;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    topics.push_back(parse_number(std::string_view(text).substr(begin, end - begin), "--merge " + text));
    begin = end + 1;
  }
  std::vector<std::size_t> sorted = topics;
  std::sort(sorted.begin(), sorted.end());
  if (topics.size() < 2 || std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
    throw std::invalid_argument("--merge " + text + ": give two different topics or more, such as 3,5");
  return topics;
}

TopicEdits::Split parse_split(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos)
    throw std::invalid_argument("--split " + text + ": give a topic and into how many parts, such as 0:3");
  const std::string_view all = text;
  const TopicEdits::Split split{parse_number(all.substr(0, colon), "--split " + text),
                                parse_number(all.substr(colon + 1), "--split " + text)};
  if (split.parts < 2)
    throw std::invalid_argument("--split " + text + ": a topic is split into 2 parts or more");
  return split;
}

TopicEdits::Name parse_name(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals + 1 == text.size())
    throw std::invalid_argument("--rename " + text + ": give a topic and its name, such as \"0=Sepak bola\"");
  return {parse_number(std::string_view(text).substr(0, equals), "--rename " + text),
          text.substr(equals + 1)};
}

void check_edits(const TopicEdits& edits, std::size_t topics) {
  std::vector<const char*> changed(topics, nullptr);
  const auto check = [&](std::size_t topic) {
    if (topic < topics) return;
    throw std::invalid_argument("there is no topic " + std::to_string(topic) + ": the model has " +
                                std::to_string(topics) + ", from 0 on");
  };
  const auto change = [&](std::size_t topic, const char* how) {
    check(topic);
    if (changed[topic] != nullptr) {
      throw std::invalid_argument("topic " + std::to_string(topic) + " is to be " + changed[topic] + " and " +
                                  how + ": do one after the other, in two calls");
    }
    changed[topic] = how;
  };
  for (const std::vector<std::size_t>& merge : edits.merges) {
    for (const std::size_t topic : merge) change(topic, "merged");
  }
  for (const TopicEdits::Split& split : edits.splits) change(split.topic, "split");
  for (const TopicEdits::Name& name : edits.names) {
    check(name.topic);
    const bool is_split =
        std::any_of(edits.splits.begin(), edits.splits.end(),
                    [&](const TopicEdits::Split& split) { return split.topic == name.topic; });
    if (is_split) change(name.topic, "renamed");
  }
}

tema::TopicModel with_edits(tema::TopicModel model, const TopicEdits& edits,
                            const std::vector<tema::Document>& documents, const tema::RunContext& run) {
  check_edits(edits, model.topics());
  EditedModel edited(std::move(model));
  for (const std::vector<std::size_t>& merge : edits.merges) {
    std::vector<std::size_t> topics;
    topics.reserve(merge.size());
    for (const std::size_t topic : merge) topics.push_back(edited.now(topic));
    edited.become(edited.model().merge(topics, run));
  }
  for (const TopicEdits::Name& name : edits.names)
    edited.become(edited.model().rename(edited.now(name.topic), name.name));
  for (const TopicEdits::Split& split : edits.splits)
    edited.become(edited.model().split(edited.now(split.topic), split.parts, documents, run));
  return edited.model();
}

}  // namespace tema_program
