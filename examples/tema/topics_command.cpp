#include "assignment_lines.hpp"
#include "command.hpp"
#include "common_options.hpp"
#include "corpus_arguments.hpp"
#include "counted.hpp"
#include "given_topics.hpp"
#include "numbers.hpp"
#include "one_line.hpp"
#include "outputs.hpp"
#include "progress_bar.hpp"
#include "report_output.hpp"
#include "tema/core/error.hpp"
#include "tema/evaluate/agreement.hpp"
#include "tema/io/csv_writer.hpp"
#include "tema/io/json_writer.hpp"
#include "tema/io/model_file.hpp"
#include "tema/io/output_file.hpp"
#include "tema/io/word_list.hpp"
#include "tema/topics/topic_model.hpp"
#include "terminal_text.hpp"
#include "topic_table.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <memory>
#include <span>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace tema_program {

namespace {

constexpr double shaky_agreement = 0.5;

struct Arguments {
  std::string corpus;
  std::string sample;
  std::string topics = "auto";
  std::string split = "none";
  std::string stop_words;  // a file, or auto
  std::string stemming = "none";
  std::string method{tema::name(tema::TopicOptions().method)};
  std::string format = "text";
  std::string assignments_file;
  std::string terms_file;
  std::string model_file;
  std::string report_file;
  std::string given_file;  // the file of --from-assignments
  unsigned threads = 0;
  bool keep_numbers = false;
  bool quiet = false;
  tema::TopicOptions options;
  ReportArguments report;
  tema::CorpusReaderOptions reading;
};

/// The number of topics: a whole number from 1 on, or 0 for "auto".
std::size_t parse_topics(const std::string& text) {
  if (text == "auto") return 0;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0) {
    throw std::invalid_argument("topics is " + text + ", but must be auto or a whole number from 1 on");
  }
  return number;
}

/// The file of stop words; empty if none was given.
std::string stop_word_file(const Arguments& arguments) {
  return arguments.stop_words == "auto" ? "" : arguments.stop_words;
}

tema::TopicOptions topic_options(const Arguments& arguments) {
  tema::TopicOptions options = arguments.options;
  options.topics = parse_topics(arguments.topics);
  options.stemming = arguments.stemming == "snowball"  ? tema::Stemming::snowball
                     : arguments.stemming == "learned" ? tema::Stemming::learned
                                                       : tema::Stemming::none;
  options.method = tema::topic_method(arguments.method).value();  // only the names of methods are accepted
  options.numbers = arguments.keep_numbers ? tema::Numbers::keep : tema::Numbers::drop;
  options.find_stop_words = arguments.stop_words == "auto";
  if (const std::string file = stop_word_file(arguments); !file.empty())
    options.stop_words = tema::StopWords(tema::read_word_list(file));
  return options;
}

std::optional<LabelAgreement> compare_with_labels(const tema::TopicModel& model,
                                                  const std::vector<tema::Document>& documents) {
  const std::vector<std::int32_t> labels = numbered_labels(documents);
  if (std::count(labels.begin(), labels.end(), -1) > 0) return std::nullopt;
  std::vector<std::int32_t> topics;
  for (const tema::TopicAssignment& assignment : model.assignments()) topics.push_back(assignment.topic);
  const auto distinct = static_cast<std::size_t>(*std::max_element(labels.begin(), labels.end())) + 1;
  return LabelAgreement{distinct, tema::normalized_mutual_information(labels, topics),
                        tema::adjusted_rand_index(labels, topics)};
}

constexpr std::size_t most_written_terms = 50;

/// A line of JSON for each topic.
void write_term_lines(const tema::TopicModel& model, tema::OutputFile& file) {
  for (std::size_t topic = 0; topic < model.topics(); ++topic) {
    std::string line;
    tema::JsonWriter json(line);
    json.begin_object().field("topic", topic).field("size", model.size(topic));
    json.field("label", model.label(topic));
    write_top_terms(json, model, topic, most_written_terms);
    json.end_object();
    file.write(line += '\n');
  }
}

/// A row of a table for each term of each topic.
void write_term_table(const tema::TopicModel& model, tema::OutputFile& file) {
  std::string rows;
  tema::CsvWriter table(rows);
  for (const char* const name : {"topic", "size", "label", "rank", "term", "weight", "surface"})
    table.cell(name);
  table.end_row();
  for (std::size_t topic = 0; topic < model.topics(); ++topic) {
    std::size_t rank = 0;
    for (const tema::TopicTerm& term : model.top_terms(topic, most_written_terms)) {
      table.cell(topic).cell(model.size(topic)).cell(model.label(topic)).cell(++rank);
      table.cell(term.term).cell(term.weight).cell(term.surface).end_row();
    }
    file.write(rows);
    rows.clear();
  }
}

std::size_t terminal_width() {
  constexpr std::size_t otherwise = 100;
  winsize size{};
  const bool known =
      isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : otherwise;
}

/// Warns of what a reader of the topics should know, and tells what can be done about it.
void warn_of_doubts(const tema::TopicModel& model, const Arguments& arguments) {
  if (arguments.quiet) return;
  if (const std::size_t missing = model.missing_topics(); missing > 0) {
    warn() << counted(model.topics(), "topic has", "topics have") << " texts, not "
           << model.topics() + missing << ": there are too few different texts with terms\n";
  }
  if (model.stability().value_or(1.0) < shaky_agreement) {
    warn()
        << "the topics depend on the seed (agreement below 0.5); for steadier ones, ask for "
           "fewer topics (--topics), give more texts, or leave stop words out (--stop-words FILE or auto)\n";
  }
}

/// The stop words that were found come after the excluded terms that were given.
void report_stop_words(const tema::TopicModel& model, const tema::TopicOptions& given) {
  constexpr std::size_t max_words = 10;
  const auto found = std::span(model.options().exclude).subspan(given.exclude.size());
  std::cerr << "tema: " << counted(found.size(), "stop word was", "stop words were")
            << " found in the texts and left out";
  const std::size_t shown = std::min(found.size(), max_words);
  for (std::size_t i = 0; i < shown; ++i) std::cerr << (i == 0 ? ": " : ", ") << one_line(found[i]);
  std::cerr << (shown < found.size() ? ", \u2026\n" : "\n");
}

std::vector<std::string> codes_of(std::span<const tema::LanguageCount> languages) {
  std::vector<std::string> codes;
  for (const tema::LanguageCount& language : languages) codes.push_back(language.language);
  return codes;
}

/// The documents to find topics in: those of the sample if no corpus was given, or their pieces, if those
/// were asked for.
std::vector<tema::Document> topic_documents(const Arguments& arguments, const std::string& corpus,
                                            ProgressBar& bar, const tema::RunContext& run) {
  std::vector<tema::Document> documents =
      corpus.empty() ? sample_documents(arguments.sample)
                     : read_documents(corpus, arguments.reading, arguments.quiet, bar, run);
  check_has_text(corpus, documents);
  documents = split_all(std::move(documents), arguments.split, arguments.options.language, run);
  if (documents.empty()) throw tema::Error(tema::ErrorKind::format, "no document has a " + arguments.split);
  report_copies(documents, arguments.quiet);
  return documents;
}

/// Finds the topics, or makes a model of given ones.
tema::TopicModel make_model(const Arguments& arguments, const std::vector<tema::Document>& documents,
                            const tema::TopicOptions& options, const tema::RunContext& run) {
  if (arguments.given_file.empty()) return tema::TopicModel::fit(documents, options, run);
  const std::vector<std::int32_t> topics = given_topics(arguments.given_file, documents, run);
  if (std::all_of(topics.begin(), topics.end(), [](std::int32_t topic) { return topic < 0; }))
    throw tema::Error(tema::ErrorKind::format, arguments.given_file + ": no document has a topic from 0 on");
  return tema::TopicModel::from_assignments(documents, topics, options, run);
}

void check_given(const Arguments& arguments) {
  if (arguments.given_file.empty()) return;
  if (arguments.topics != "auto")
    throw std::invalid_argument(
        "give --topics or --from-assignments, not both: the file tells how many there are");
  if (arguments.split != "none")
    throw std::invalid_argument("give --split or --from-assignments, not both: the file has whole documents");
}

void find_topics(Arguments arguments, tema::RunContext run) {
  check_given(arguments);
  const bool sampled = !arguments.sample.empty();
  if (sampled && !arguments.corpus.empty())
    throw std::invalid_argument("give a corpus or --sample, not both");
  // The language and the number of desks of the sample are known.
  if (sampled && arguments.options.language == "und") arguments.options.language = arguments.sample;
  if (sampled && arguments.topics == "auto" && arguments.given_file.empty()) arguments.topics = "6";
  // It is passed through.
  arguments.reading.metadata = !arguments.assignments_file.empty() || !arguments.report_file.empty();
  run.threads = arguments.threads;
  const std::string corpus = sampled ? "" : corpus_path(arguments.corpus);
  check_outputs({{"--assignments " + arguments.assignments_file, arguments.assignments_file},
                 {"--terms " + arguments.terms_file, arguments.terms_file},
                 {"--model " + arguments.model_file, arguments.model_file},
                 {"--report " + arguments.report_file, arguments.report_file}},
                {corpus, stop_word_file(arguments), arguments.given_file}, run);
  const tema::TopicOptions options = topic_options(arguments);

  // Outputs are opened first, so that hours of work are not lost to a folder that cannot be written.
  std::optional<tema::OutputFile> assignments;
  std::optional<tema::OutputFile> terms;
  std::optional<tema::OutputFile> report;
  if (!arguments.assignments_file.empty()) assignments.emplace(arguments.assignments_file, run);
  if (!arguments.terms_file.empty()) terms.emplace(arguments.terms_file, run);
  if (!arguments.report_file.empty()) report.emplace(arguments.report_file, run);

  ProgressBar bar(arguments.quiet);
  run = bar.watch(std::move(run));
  const std::vector<tema::Document> documents = topic_documents(arguments, corpus, bar, run);
  if (assignments) check_columns(documents, output_form(arguments.assignments_file));
  const tema::TopicModel model = make_model(arguments, documents, options, run);
  bar.clear();

  const Findings findings{model, documents, compare_with_labels(model, documents)};
  if (assignments) {
    write_assignments(
        documents, model.assignments(),
        {.form = output_form(arguments.assignments_file), .with_spans = arguments.split != "none"},
        [&](std::string_view line) { assignments->write(line); });
    assignments->commit();
  }
  if (terms) {
    const bool is_table = output_form(arguments.terms_file) == OutputForm::table;
    if (is_table) {
      write_term_table(model, *terms);
    } else {
      write_term_lines(model, *terms);
    }
    terms->commit();
  }
  if (!arguments.model_file.empty()) tema::save_model(model, arguments.model_file, run);
  if (report) {
    write_report(model, documents, model.assignments(), arguments.report, sampled ? "the sample" : corpus,
                 arguments.split, *report, run);
    bar.clear();
    report->commit();
  }
  std::cout << (arguments.format == "json" ? topic_json(findings) : topic_table(findings, terminal_width()));
  if (model.ill_formed() > 0 && !arguments.quiet) {
    std::cerr << "tema: "
              << counted(model.ill_formed(), "ill-formed part of the UTF-8 was",
                         "ill-formed parts of the UTF-8 were")
              << " read as U+FFFD\n";
  }
  if (!arguments.quiet) {
    if (options.find_stop_words) {
      report_stop_words(model, options);
    } else if (!options.stop_words) {
      report_languages(codes_of(model.languages()));
    }
  }
  warn_of_doubts(model, arguments);
}

void add_method_options(CLI::App& command, Arguments& arguments) {
  constexpr auto group = "Method";
  tema::TopicOptions& options = arguments.options;
  std::vector<std::string> names;
  std::string help;
  for (const tema::TopicMethod method : tema::topic_methods()) {
    names.emplace_back(tema::name(method));
    help += (help.empty() ? "" : "; ") + names.back() + ": " + std::string(tema::description(method));
  }
  command.add_option("--method", arguments.method, help)
      ->check(CLI::IsMember(names))
      ->capture_default_str()
      ->group(group);
  command
      .add_option("--min-documents", options.min_documents,
                  "Leave out terms in fewer documents; 0: by corpus size")
      ->transform(whole_number())
      ->group(group);
  command
      .add_option("--max-document-share", options.max_document_share,
                  "Leave out terms in a larger share of the documents; 0: by corpus size")
      ->group(group);
  command
      .add_option("--stop-words", arguments.stop_words,
                  "A file of stop words, one per line, in place of the language's; or auto: those of the "
                  "language, and words that are found in the texts")
      ->group(group);
  command.add_option("--exclude", options.exclude, "Leave out these terms, separated by commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group(group);
  command.add_option("--stemming", arguments.stemming, "Join the forms of a word: none, snowball or learned")
      ->check(CLI::IsMember({"none", "snowball", "learned"}))
      ->capture_default_str()
      ->group(group);
  add_title_weight_option(command, options.title_weight)->group(group);
  command.add_flag("--keep-numbers", arguments.keep_numbers, "Keep numbers as terms")->group(group);
  command.add_option("--rank", options.rank, "Number of directions of the truncated SVD; 0: by corpus size")
      ->transform(whole_number())
      ->group(group);
  command
      .add_option("--restarts", options.restarts,
                  "Number of runs from different seeds, the best of which is kept")
      ->transform(whole_number())
      ->capture_default_str()
      ->group(group);
}

}  // namespace

void add_topics_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App& command = *app.add_subcommand("topics", "Find the topics of a corpus");
  command.add_option("CORPUS", arguments->corpus, corpus_kinds);
  command.add_flag("--sample{id}", arguments->sample,
                   "Use the sample built into the program; --sample=en for the English one");
  command.add_option("--topics", arguments->topics, "Number of topics, or auto")->capture_default_str();
  command
      .add_option("--language", arguments->options.language,
                  "Language of the texts (id, ind, id-ID), for its rules and stop words; or auto")
      ->default_str(arguments->options.language.tag());
  add_split_option(command, arguments->split);
  command.add_option("--seed", arguments->options.seed, "Seed of the random numbers")
      ->transform(whole_number())
      ->capture_default_str();
  add_threads_option(command, arguments->threads);
  command.add_option("--assignments", arguments->assignments_file,
                     "Write a JSON line for each document to this file, or a table if it is a .csv, with the "
                     "other fields of the corpus");
  command.add_option("--from-assignments", arguments->given_file,
                     "Use the topics in this file (what --assignments writes) instead of finding topics");
  command.add_option(
      "--terms", arguments->terms_file,
      "Write a JSON line for each topic to this file, or a table with a row for each term if it is "
      "a .csv");
  command.add_option("--model", arguments->model_file,
                     "Save the model to this file (safetensors), for tema assign");
  command.add_option("--report", arguments->report_file,
                     "Write a page of HTML to this file that shows the topics and the texts");
  command.add_option("--format", arguments->format, "What to print")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  add_quiet_flag(command, arguments->quiet);
  add_method_options(command, *arguments);
  add_report_options(command, arguments->report);
  add_corpus_options(command, arguments->reading);
  command.footer(
      "Examples:\n"
      "  tema topics --sample\n"
      "  tema topics news.jsonl --topics 11 --language id --assignments topics.jsonl\n"
      "  tema topics article.txt --split paragraph --topics 4 --language id\n"
      "  zcat news.jsonl.gz | tema topics --language en --format json");
  command.callback([arguments, &action] {
    action = [arguments](const tema::RunContext& run) { find_topics(*arguments, run); };
  });
}

}  // namespace tema_program
