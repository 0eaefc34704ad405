#include "command.hpp"
#include "corpus_arguments.hpp"
#include "tema/core/error.hpp"
#include "tema/evaluate/agreement.hpp"
#include "tema/io/assignments.hpp"

#include <nlohmann/json.hpp>

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
    throw tema::Error(tema::ErrorKind::mismatch, path + " has " + std::to_string(records.size()) +
                                                     " assignments, but the corpus has " +
                                                     std::to_string(documents.size()) + " documents");
  }
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (documents[i].id == records[i].id) continue;
    throw tema::Error(tema::ErrorKind::mismatch,
                      path + ": assignment " + std::to_string(i + 1) + " is of \"" + records[i].id +
                          "\", but document " + std::to_string(i + 1) + " is \"" + documents[i].id + '"');
  }
}

nlohmann::ordered_json scores(const Labels& labels, const Labels& topics) {
  if (labels.empty()) return nullptr;
  const tema::VMeasure v = tema::v_measure(labels, topics);
  return {{"documents", labels.size()},
          {"labels", std::set(labels.begin(), labels.end()).size()},
          {"topics", std::set(topics.begin(), topics.end()).size()},
          {"nmi", tema::normalized_mutual_information(labels, topics)},
          {"ami", tema::adjusted_mutual_information(labels, topics)},
          {"ari", tema::adjusted_rand_index(labels, topics)},
          {"fowlkes_mallows", tema::fowlkes_mallows_index(labels, topics)},
          {"purity", tema::purity(labels, topics)},
          {"homogeneity", v.homogeneity},
          {"completeness", v.completeness},
          {"v_measure", v.v_measure}};
}

void evaluate(const Arguments& arguments, const tema::Run& run) {
  const tema::Corpus corpus = tema::read_corpus(arguments.corpus, arguments.reading, run);
  report_reading(arguments.corpus, {corpus.skipped, corpus.repaired});
  const std::vector<tema::AssignmentRecord> records = tema::read_assignments(arguments.assignments, run);
  if (corpus.documents.empty())
    throw tema::Error(tema::ErrorKind::format, corpus_name(arguments.corpus) + " holds no documents");
  check_same_documents(corpus.documents, records, arguments.assignments);
  for (const tema::Document& document : corpus.documents) {
    if (!document.label.empty()) continue;
    throw tema::Error(tema::ErrorKind::format, corpus_name(arguments.corpus) + ": document \"" + document.id +
                                                   "\" has no label (field \"" +
                                                   arguments.reading.label_field + "\")");
  }

  const Labels labels = numbered_labels(corpus.documents);
  Labels topics;
  Labels covered_labels;
  Labels covered_topics;
  for (std::size_t i = 0; i < records.size(); ++i) {
    topics.push_back(records[i].assignment.topic);
    if (topics.back() < 0) continue;
    covered_labels.push_back(labels[i]);
    covered_topics.push_back(topics.back());
  }
  const nlohmann::ordered_json result = {
      {"coverage", static_cast<double>(covered_labels.size()) / static_cast<double>(labels.size())},
      {"covered", scores(covered_labels, covered_topics)},
      {"all", scores(labels, topics)}};
  std::cout << result.dump(2) << '\n';
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
      "Prints JSON: the share of documents that have a topic, and for these, and for all documents (those\n"
      "without a topic taken as one class), NMI, AMI, ARI, the Fowlkes-Mallows index, purity and "
      "V-measure.\n\n"
      "Examples:\n"
      "  tema topics news.jsonl --topics 11 --language id --assignments topics.jsonl\n"
      "  tema evaluate news.jsonl topics.jsonl");
  command.callback(
      [arguments, &action] { action = [arguments](const tema::Run& run) { evaluate(*arguments, run); }; });
}

}  // namespace tema_program
