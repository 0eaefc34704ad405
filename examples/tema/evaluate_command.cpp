#include "command.hpp"
#include "corpus_arguments.hpp"
#include "counted.hpp"
#include "one_line.hpp"
#include "tema/core/error.hpp"
#include "tema/evaluate/agreement.hpp"
#include "tema/io/assignments.hpp"
#include "tema/io/json_writer.hpp"

#include <iostream>
#include <memory>
#include <set>

namespace tema_program {

namespace {

struct Arguments {
  std::string corpus;
  std::string assignments;
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

void write_scores(tema::JsonWriter& json, const Labels& labels, const Labels& topics) {
  if (labels.empty()) {
    json.value(nullptr);
    return;
  }
  const tema::VMeasure v = tema::v_measure(labels, topics);
  json.begin_object().field("documents", labels.size());
  json.field("labels", std::set(labels.begin(), labels.end()).size());
  json.field("topics", std::set(topics.begin(), topics.end()).size());
  json.field("nmi", tema::normalized_mutual_information(labels, topics));
  json.field("ami", tema::adjusted_mutual_information(labels, topics));
  json.field("ari", tema::adjusted_rand_index(labels, topics));
  json.field("fowlkes_mallows", tema::fowlkes_mallows_index(labels, topics));
  json.field("purity", tema::purity(labels, topics));
  json.field("homogeneity", v.homogeneity).field("completeness", v.completeness);
  json.field("v_measure", v.v_measure).end_object();
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

std::string scores(const Labelled& all) {
  Labelled covered;
  for (std::size_t i = 0; i < all.topics.size(); ++i) {
    if (all.topics[i] < 0) continue;
    covered.labels.push_back(all.labels[i]);
    covered.topics.push_back(all.topics[i]);
  }
  std::string text;
  tema::JsonWriter json(text, 2);
  json.begin_object();
  json.field("coverage", static_cast<double>(covered.labels.size()) / static_cast<double>(all.labels.size()));
  json.field("without_label", all.others).key("covered");
  write_scores(json, covered.labels, covered.topics);
  json.key("all");
  write_scores(json, all.labels, all.topics);
  json.end_object();
  return text + '\n';
}

void evaluate(const Arguments& arguments, const tema::RunContext& run) {
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
  std::cout << scores(documents);
}

}  // namespace

void add_evaluate_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App& command = *app.add_subcommand("evaluate", "Score topics against the labels of a corpus");
  command.add_option("CORPUS", arguments->corpus, "The corpus, with labels")->required();
  command.add_option("ASSIGNMENTS", arguments->assignments, "The file that tema topics --assignments wrote")
      ->required();
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
