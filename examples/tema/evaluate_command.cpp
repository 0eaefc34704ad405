#include "command.hpp"
#include "corpus_arguments.hpp"
#include "counted.hpp"
#include "one_line.hpp"
#include "outputs.hpp"
#include "tema/core/error.hpp"
#include "tema/evaluate/agreement.hpp"
#include "tema/io/assignments.hpp"
#include "tema/io/csv_writer.hpp"
#include "tema/io/json_writer.hpp"
#include "tema/io/output_file.hpp"

#include <iostream>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

namespace tema_program {

namespace {

struct Arguments {
  std::string corpus;
  std::string assignments;
  std::string output_file;
  tema::CorpusReaderOptions reading;
};

using Labels = std::vector<std::int32_t>;

void check_same_documents(const std::vector<tema::Document>& documents,
                          const std::vector<tema::AssignmentRecord>& records, const std::string& path) {
  if (documents.size() != records.size()) {
    throw tema::Error(tema::ErrorKind::mismatch,
                      path + " has " + counted(records.size(), "assignment", "assignments") +
                          ", but the corpus has " + counted(documents.size(), "document", "documents"));
  }
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (documents[i].id == records[i].id) continue;
    throw tema::Error(tema::ErrorKind::mismatch,
                      path + ": assignment " + std::to_string(i + 1) + " is of \"" + records[i].id +
                          "\", but document " + std::to_string(i + 1) + " is \"" + documents[i].id + '"');
  }
}

/// Calls visit(name, value) for each measure.
template <class Visit>
void for_each_measure(const Labels& labels, const Labels& topics, Visit&& visit) {
  const tema::VMeasure v = tema::v_measure(labels, topics);
  visit("documents", labels.size());
  visit("labels", std::set(labels.begin(), labels.end()).size());
  visit("topics", std::set(topics.begin(), topics.end()).size());
  visit("nmi", tema::normalized_mutual_information(labels, topics));
  visit("ami", tema::adjusted_mutual_information(labels, topics));
  visit("ari", tema::adjusted_rand_index(labels, topics));
  visit("fowlkes_mallows", tema::fowlkes_mallows_index(labels, topics));
  visit("purity", tema::purity(labels, topics));
  visit("homogeneity", v.homogeneity);
  visit("completeness", v.completeness);
  visit("v_measure", v.v_measure);
}

void write_scores(tema::JsonWriter& json, const Labels& labels, const Labels& topics) {
  if (labels.empty()) {
    json.value(nullptr);
    return;
  }
  json.begin_object();
  for_each_measure(labels, topics, [&](const char* name, auto value) { json.field(name, value); });
  json.end_object();
}

/// The documents that have a label, with their topics.
struct Labelled {
  Labels labels;
  Labels topics;
  std::size_t others = 0;  // documents without a label
};

Labelled labelled(const std::vector<tema::Document>& documents,
                  const std::vector<tema::AssignmentRecord>& records) {
  Labelled result;
  const Labels labels = numbered_labels(documents);
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (labels[i] < 0) {
      ++result.others;
    } else {
      result.labels.push_back(labels[i]);
      result.topics.push_back(records[i].assignment.topic);
    }
  }
  return result;
}

/// The documents that have a topic.
Labelled covered_of(const Labelled& all) {
  Labelled covered;
  for (std::size_t i = 0; i < all.topics.size(); ++i) {
    if (all.topics[i] < 0) continue;
    covered.labels.push_back(all.labels[i]);
    covered.topics.push_back(all.topics[i]);
  }
  return covered;
}

double coverage(const Labelled& all, const Labelled& covered) {
  return static_cast<double>(covered.labels.size()) / static_cast<double>(all.labels.size());
}

std::string scores(const Labelled& all) {
  const Labelled covered = covered_of(all);
  std::string text;
  tema::JsonWriter json(text, 2);
  json.begin_object();
  json.field("coverage", coverage(all, covered));
  json.field("without_label", all.others).key("covered");
  write_scores(json, covered.labels, covered.topics);
  json.key("all");
  write_scores(json, all.labels, all.topics);
  json.end_object();
  return text + '\n';
}

/// Calls visit(set of documents, measure, value) for each score.
template <class Visit>
void for_each_score(const Labelled& all, Visit&& visit) {
  const Labelled covered = covered_of(all);
  visit("all", "coverage", coverage(all, covered));
  visit("all", "without_label", all.others);
  for (const auto& [set, documents] : {std::pair("covered", &covered), std::pair("all", &all)}) {
    if (documents->labels.empty()) continue;
    const char* const name = set;  // Clang captures no structured bindings
    for_each_measure(documents->labels, documents->topics,
                     [&](const char* measure, auto value) { visit(name, measure, value); });
  }
}

/// The scores as the rows of a table, or as lines of JSON.
std::string score_rows(const Labelled& all, OutputForm form) {
  std::string text;
  if (form == OutputForm::table) {
    tema::CsvWriter table(text);
    table.cell("documents").cell("measure").cell("value").end_row();
    for_each_score(all, [&](const char* set, const char* measure, auto value) {
      table.cell(set).cell(measure).cell(value).end_row();
    });
  } else {
    for_each_score(all, [&](const char* set, const char* measure, auto value) {
      tema::JsonWriter json(text);
      json.begin_object()
          .field("documents", set)
          .field("measure", measure)
          .field("value", value)
          .end_object();
      text += '\n';
    });
  }
  return text;
}

void check_output(const Arguments& arguments, const tema::RunContext& run) {
  const std::string& path = arguments.output_file;
  if (path.empty()) return;
  if (!path.ends_with(".csv") && !path.ends_with(".jsonl"))
    throw std::invalid_argument("output is \"" + path + "\", but its name must end in .csv or .jsonl");
  check_outputs({{"--output " + path, path}}, {arguments.corpus, arguments.assignments}, run);
}

void evaluate(const Arguments& arguments, const tema::RunContext& run) {
  check_output(arguments, run);
  std::optional<tema::OutputFile> file;
  if (!arguments.output_file.empty()) file.emplace(arguments.output_file, run);
  const tema::Corpus corpus = tema::read_corpus(arguments.corpus, arguments.reading, run);
  report_reading(arguments.corpus, {corpus.skipped, corpus.repaired});
  const std::vector<tema::AssignmentRecord> records = tema::read_assignments(arguments.assignments, run);
  if (corpus.documents.empty())
    throw tema::Error(tema::ErrorKind::format, corpus_name(arguments.corpus) + " holds no documents");
  check_same_documents(corpus.documents, records, arguments.assignments);
  const Labelled documents = labelled(corpus.documents, records);
  if (documents.labels.empty()) {
    throw tema::Error(tema::ErrorKind::format, corpus_name(arguments.corpus) +
                                                   ": no document has a label (field \"" +
                                                   arguments.reading.label_field + "\")");
  }
  if (documents.others > 0) {
    std::cerr << "tema: " << one_line(corpus_name(arguments.corpus)) << ": "
              << counted(documents.others, "document has no label and is", "documents have no label and are")
              << " not scored\n";
  }
  if (file) {
    file->write(score_rows(documents, output_form(arguments.output_file)));
    file->commit();
  } else {
    std::cout << scores(documents);
  }
}

}  // namespace

void add_evaluate_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App& command = *app.add_subcommand("evaluate", "Score topics against the labels of a corpus");
  command.add_option("CORPUS", arguments->corpus, "The corpus, with labels")->required();
  command.add_option("ASSIGNMENTS", arguments->assignments, "The file that tema topics --assignments wrote")
      ->required();
  command.add_option("--output", arguments->output_file,
                     "Write a row for each score to this file, a .csv or a .jsonl, instead of printing JSON");
  add_corpus_options(command, arguments->reading);
  command.footer(
      "Prints JSON. It counts the documents without a label, and scores the others: the share that has a\n"
      "topic (coverage); then NMI, AMI, ARI, the Fowlkes-Mallows index, purity and V-measure, for the\n"
      "documents that have a topic (covered) and for all (those without a topic are one class).\n\n"
      "Examples:\n"
      "  tema topics news.jsonl --topics 11 --language id --assignments topics.jsonl\n"
      "  tema evaluate news.jsonl topics.jsonl");
  command.callback([arguments, &action] {
    action = [arguments](const tema::RunContext& run) { evaluate(*arguments, run); };
  });
}

}  // namespace tema_program
