#include "explanation_output.hpp"

#include "counted.hpp"
#include "one_line.hpp"
#include "tema/io/json_writer.hpp"
#include "tema/topics/marked_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <numeric>
#include <utility>

namespace tema_program {

namespace {

std::string digits(const char* format, double number) {
  char text[64];
  const int size = std::snprintf(text, sizeof text, format, number);
  return {text, static_cast<std::size_t>(size)};
}

std::string signed_digits(double weight) { return digits("%+.3f", weight); }

/// Marks terms, and prepares the text around them.
class Marker {
 public:
  explicit Marker(MarkStyle style) : style_(style) {}

  [[nodiscard]] std::string plain(std::string_view text) const {
    std::string shown = without_controls(text);
    if (style_ == MarkStyle::terminal) return shown;
    std::string escaped;
    for (const char c : shown) {
      if (c == '[' || c == ']' || c == '\\') escaped += '\\';
      escaped += c;
    }
    return escaped;
  }

  [[nodiscard]] std::string marked(std::string_view text, double weight) const {
    if (style_ == MarkStyle::plain && weight != 0.0)
      return '[' + plain(text) + ' ' + signed_digits(weight) + ']';
    return styled(plain(text), weight);
  }

  /// The same without a number. A term without a weight, as in a model of one topic, decides nothing.
  [[nodiscard]] std::string styled(const std::string& text, double weight) const {
    if (style_ == MarkStyle::plain || weight == 0.0) return text;
    return (weight > 0.0 ? "\x1b[1;32m" : "\x1b[4;31m") + text + "\x1b[0m";
  }

 private:
  MarkStyle style_;
};

std::string marked_text(std::string_view text, const std::vector<tema::ExplainedTerm>& terms,
                        const Marker& marker) {
  const tema::MarkedText parts = tema::mark_terms(text, terms);
  std::string result;
  for (std::size_t i = 0; i < parts.pieces.size(); ++i) {
    result += i % 2 == 0 ? marker.plain(parts.pieces[i])
                         : marker.marked(parts.pieces[i], terms[parts.terms[i / 2]].weight);
  }
  return result.ends_with('\n') ? result : result + '\n';
}

std::string named_topic(const tema::TopicModel& model, std::int32_t topic) {
  return std::to_string(topic) + ": " + one_line(model.label(static_cast<std::size_t>(topic)));
}

std::string rival_line(const tema::TopicModel& model, const tema::Explanation& why) {
  if (why.rival < 0) return "no rival: the model has no other topic\n";
  if (why.rival == why.assignment.topic)
    return "rival: another part of the same topic, which was merged from several\n";
  return "rival " + named_topic(model, why.rival) + '\n';
}

/// What the sum of the weights is.
std::string meaning_of_sum(const tema::TopicModel& model, const tema::Explanation& why) {
  if (model.mixture() == nullptr) return "sum: the cosine to the centre of the topic";
  if (why.rival < 0) return "sum";
  return "sum: the natural logarithm of the odds of the topic against its rival";
}

std::string weights_table(const tema::TopicModel& model, const DecidingTerms& found, const Marker& marker) {
  constexpr std::size_t width = 9;
  std::string table;
  const auto line = [&](double weight, const std::string& what) {
    const std::string number = signed_digits(weight);
    table += std::string(width - std::min(width, number.size()), ' ') + number + "  " + what + '\n';
  };
  const tema::Explanation& why = found.explanation;
  for (const tema::ExplainedTerm& term : why.terms) {
    const std::string name = marker.styled(one_line(term.term), term.weight);
    line(term.weight, term.spans.size() < 2 ? name : name + " ×" + std::to_string(term.spans.size()));
  }
  if (found.other_terms > 0)
    line(found.other_weight, counted(found.other_terms, "other term", "other terms"));
  if (model.mixture() != nullptr && why.rival >= 0) line(why.base, "base: the odds before any term was read");
  line(why.score, meaning_of_sum(model, why));
  return table;
}

void write_topic(tema::JsonWriter& json, const tema::TopicModel& model, const char* number, const char* label,
                 std::int32_t topic) {
  json.field(number, topic).key(label);
  if (topic < 0) {
    json.value(nullptr);
  } else {
    json.value(model.label(static_cast<std::size_t>(topic)));
  }
}

}  // namespace

DecidingTerms deciding_terms(tema::Explanation explanation, std::size_t most) {
  DecidingTerms result{std::move(explanation)};
  std::vector<tema::ExplainedTerm>& terms = result.explanation.terms;
  std::vector<std::size_t> order(terms.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(terms[a].weight) > std::abs(terms[b].weight);
  });
  const auto kept = order.begin() + static_cast<std::ptrdiff_t>(std::min(most, order.size()));
  for (auto other = kept; other != order.end(); ++other) result.other_weight += terms[*other].weight;
  result.other_terms = static_cast<std::size_t>(order.end() - kept);
  std::sort(order.begin(), kept);
  std::vector<tema::ExplainedTerm> deciding;
  for (auto term = order.begin(); term != kept; ++term) deciding.push_back(std::move(terms[*term]));
  terms = std::move(deciding);
  return result;
}

std::string explanation_text(const tema::TopicModel& model, std::string_view text, const DecidingTerms& found,
                             MarkStyle style) {
  const Marker marker(style);
  const tema::Explanation& why = found.explanation;
  if (why.assignment.topic < 0)
    return "no topic: no term of the model is in the text\n\n" + marked_text(text, {}, marker);
  return "topic " + named_topic(model, why.assignment.topic) + " (score " +
         digits("%.3f", static_cast<double>(why.assignment.score)) + ", margin " +
         digits("%.3f", static_cast<double>(why.assignment.margin)) + ")\n" + rival_line(model, why) + '\n' +
         marked_text(text, why.terms, marker) + '\n' + weights_table(model, found, marker);
}

std::string explanation_json(const tema::TopicModel& model, const DecidingTerms& found, std::size_t offset) {
  const tema::Explanation& why = found.explanation;
  std::string text;
  tema::JsonWriter json(text);
  json.begin_object();
  write_topic(json, model, "topic", "label", why.assignment.topic);
  json.field("score", why.assignment.score).field("margin", why.assignment.margin);
  write_topic(json, model, "rival", "rival_label", why.rival);
  json.field("sum", why.score).field("base", why.base);
  json.field("other_terms", found.other_terms).field("other_weight", found.other_weight);
  json.key("terms").begin_array();
  for (const tema::ExplainedTerm& term : why.terms) {
    json.begin_object().field("term", term.term).field("weight", term.weight).key("spans").begin_array();
    for (const tema::ByteSpan& span : term.spans)
      json.begin_array().value(offset + span.begin).value(offset + span.end).end_array();
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return text + '\n';
}

}  // namespace tema_program
