#include "topic_table.hpp"

#include "counted.hpp"
#include "one_line.hpp"
#include "tema/text/segmenter.hpp"
#include "tema/text/utf8.hpp"
#include "terminal_text.hpp"

#include <cstdio>
#include <span>
#include <unistd.h>

namespace tema_program {

namespace {

constexpr std::size_t terms_in_table = 12;
constexpr std::size_t terms_in_json = 20;
constexpr std::size_t longest_title = 200;       // in bytes; a longer line is cut to its first sentence
constexpr std::size_t longest_beginning = 1000;  // in code points; the title is looked for in these
constexpr std::size_t indent = 22;

template <class... Values>
std::string formatted(const char* format, Values... values) {
  char text[256];
  const int size = std::snprintf(text, sizeof text, format, values...);
  return {text, static_cast<std::size_t>(size)};
}

std::string rest_of_terms(const tema::TopicModel& model, std::size_t topic, std::size_t width) {
  std::string line;
  std::size_t taken = 0;
  std::size_t place = 0;
  for (const tema::TopicTerm& term : model.top_terms(topic, terms_in_table)) {
    if (place++ < 3) continue;  // the label shows these
    const std::size_t size = columns(term.surface) + (line.empty() ? 0 : 2);
    if (taken + size > width) break;
    line += (line.empty() ? "" : ", ") + one_line(term.surface);
    taken += size;
  }
  return line;
}

double share_of(const Findings& findings, std::size_t topic) {
  return static_cast<double>(findings.model.size(topic)) / static_cast<double>(findings.documents.size());
}

std::size_t documents_without_topic(const tema::TopicModel& model) {
  std::size_t count = 0;
  for (const tema::TopicAssignment& assignment : model.assignments()) count += assignment.topic < 0 ? 1U : 0U;
  return count;
}

std::string languages_of(const tema::TopicModel& model) {
  std::string text = "languages:";
  const char* separator = " ";
  for (const tema::LanguageCount& count : model.languages()) {
    text += formatted("%s%s %zu", separator, count.language.c_str(), count.documents);
    separator = ", ";
  }
  return text + '\n';
}

std::string summary(const Findings& findings) {
  const tema::TopicModel& model = findings.model;
  std::string text = counted(findings.documents.size(), "document", "documents") + ", " +
                     counted(model.tfidf().vocabulary().size(), "term", "terms") + ", " +
                     counted(model.topics(), "topic", "topics");
  if (const std::size_t count = documents_without_topic(model); count > 0) {
    text += "; " + counted(count, "document has", "documents have") + " no term, and no topic";
  }
  text += '\n';
  const auto languages = model.languages();
  const bool is_as_asked = languages.size() == 1 && languages[0].language == model.options().language.tag();
  if (!is_as_asked) text += languages_of(model);  // documents may name others, and such as are not known
  if (const auto stability = model.stability()) {
    text += formatted("agreement over seeds: %.2f (mean ARI to the other restarts)\n", *stability);
  }
  if (const auto& labels = findings.label_agreement) {
    text += formatted("against the corpus's %zu labels: NMI %.3f, ARI %.3f\n", labels->labels, labels->nmi,
                      labels->ari);
  }
  if (!model.converged()) text += "not converged: it stopped before the topics settled\n";
  return text;
}

void write_topic(tema::JsonWriter& json, const Findings& findings, std::size_t topic) {
  const tema::TopicModel& model = findings.model;
  json.begin_object().field("topic", topic).field("size", model.size(topic));
  json.field("share", share_of(findings, topic)).field("label", model.label(topic));
  write_top_terms(json, model, topic, terms_in_json);
  json.key("examples").begin_array();
  for (const std::size_t i : model.representatives(topic)) {
    json.begin_object().field("id", findings.documents[i].id);
    json.field("title", title_of(findings.documents[i]));
    json.field("score", model.assignments()[i].score).end_object();
  }
  json.end_array().end_object();
}

}  // namespace

void write_top_terms(tema::JsonWriter& json, const tema::TopicModel& model, std::size_t topic,
                     std::size_t most) {
  const std::span<const tema::TopicTerm> terms = model.top_terms(topic, most);
  const auto write = [&](const char* name, const auto& part) {
    json.key(name).begin_array();
    for (const tema::TopicTerm& term : terms) json.value(term.*part);
    json.end_array();
  };
  write("terms", &tema::TopicTerm::term);
  write("weights", &tema::TopicTerm::weight);
  write("surfaces", &tema::TopicTerm::surface);
}

std::string title_of(const tema::Document& document) {
  return document.title.empty() ? title_of(document.text) : tema::repair_utf8(document.title);
}

std::string title_of(const std::string& text) {
  const std::string_view beginning = tema::first_code_points(text, longest_beginning);
  const auto lines = tema::segment(beginning, tema::Unit::line);
  if (lines.empty()) return "";
  std::string_view title = beginning.substr(lines[0].begin, lines[0].size());
  if (title.size() > longest_title)
    title = title.substr(0, tema::segment(title, tema::Unit::sentence)[0].end);
  return tema::repair_utf8(title);
}

std::string topic_table(const Findings& findings, std::size_t width) {
  const tema::TopicModel& model = findings.model;
  const std::size_t room = width > indent + 20 ? width - indent : 20;
  const std::string margin(indent, ' ');
  std::string table = summary(findings) + '\n' +
                      clipped("topic   size   share  label, more terms, and the text at its centre", width) +
                      '\n';
  for (std::size_t topic = 0; topic < model.topics(); ++topic) {
    table += formatted("%5zu %6zu %5.1f %%  ", topic, model.size(topic), 100.0 * share_of(findings, topic)) +
             bold(clipped(one_line(model.label(topic)), room), shows_colours(STDOUT_FILENO)) + '\n';
    if (const std::string more = rest_of_terms(model, topic, room); !more.empty())
      table += margin + more + '\n';
    const auto representatives = model.representatives(topic);
    if (representatives.empty()) continue;
    const std::string title = title_of(findings.documents[representatives[0]]);
    table += margin + "“" + clipped(one_line(title), room - 2) + "”\n";
  }
  return table;
}

std::string topic_json(const Findings& findings) {
  const tema::TopicModel& model = findings.model;
  std::string text;
  tema::JsonWriter json(text, 2);
  json.begin_object().field("documents", findings.documents.size()).key("languages").begin_object();
  for (const tema::LanguageCount& count : model.languages()) json.field(count.language, count.documents);
  json.end_object().field("without_topic", documents_without_topic(model));
  json.field("terms", model.tfidf().vocabulary().size()).field("converged", model.converged());
  json.field("missing_topics", model.missing_topics()).field("agreement", model.stability());
  if (const auto& labels = findings.label_agreement) {
    json.key("against_labels").begin_object().field("labels", labels->labels);
    json.field("nmi", labels->nmi).field("ari", labels->ari).end_object();
  }
  json.key("topics").begin_array();
  for (std::size_t topic = 0; topic < model.topics(); ++topic) write_topic(json, findings, topic);
  json.end_array().end_object();
  return text + '\n';
}

}  // namespace tema_program
