#include "choice.hpp"
#include "command.hpp"
#include "common_options.hpp"
#include "corpus_arguments.hpp"
#include "counted.hpp"
#include "matrix_outputs.hpp"
#include "numbers.hpp"
#include "one_line.hpp"
#include "progress_bar.hpp"
#include "tema/core/error.hpp"
#include "tema/io/word_list.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/text/utf8.hpp"
#include "tema/vector/vectorizer.hpp"
#include "terminal_text.hpp"
#include "tokenizer_arguments.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <stdexcept>

namespace tema_program {

namespace {

struct Arguments {
  std::string corpus;
  std::string output;
  std::string vocabulary_file;
  std::vector<std::size_t> ngrams = {1, 1};
  unsigned threads = 0;
  bool quiet = false;
  // Unlike `tokenize`, which shows words unchanged, it folds them: otherwise, different forms of a word would
  // get columns of their own.
  TokenizerArguments tokenizer = {.options = {}};
  tema::VectorizerOptions options;
  tema::CorpusReaderOptions reading;
};

using Fitted = std::pair<tema::Vectorizer, tema::SparseMatrix>;

bool has_limits(const tema::TfidfOptions& options) {
  const tema::TfidfOptions none;
  return options.min_documents != none.min_documents || options.max_documents != none.max_documents ||
         options.min_document_share != none.min_document_share ||
         options.max_document_share != none.max_document_share || options.max_features != none.max_features;
}

tema::VectorizerOptions vectorizer_options(const Arguments& arguments) {
  if (arguments.ngrams.size() != 2) throw std::invalid_argument("ngrams must be two numbers, A,B");
  if (!arguments.vocabulary_file.empty() && has_limits(arguments.options.weights))
    throw std::invalid_argument(
        "--vocabulary cannot be combined with limits of documents or features: it names the terms itself");
  tema::VectorizerOptions options = arguments.options;
  options.ngrams.min = arguments.ngrams[0];
  options.ngrams.max = arguments.ngrams[1];
  return options;
}

/// The number of ill-formed parts of text files, which are read unchanged.
std::uint64_t count_ill_formed(const std::vector<tema::Document>& documents) {
  std::uint64_t count = 0;
  for (const tema::Document& document : documents) count += tema::count_ill_formed(document.text);
  return count;
}

/// Reads a vocabulary, one term per line, unchanged.
std::vector<std::string> read_vocabulary(const std::string& path) {
  std::vector<std::string> terms = tema::read_lines(path);
  if (terms.empty()) throw tema::Error(tema::ErrorKind::format, path + " holds no terms");
  static_cast<void>(tema::Tfidf::fit_terms(
      terms, tema::TermStatistics()));  // refuses a repeated term before the work begins
  return terms;
}

Fitted fit(const tema::Tokenizer& tokenizer, const std::vector<tema::Document>& documents,
           const tema::VectorizerOptions& options, const tema::RunContext& run) {
  Fitted fitted = tema::Vectorizer::fit_transform(tokenizer, documents, options, run);
  if (fitted.second.cols() == 0) {
    throw tema::Error(tema::ErrorKind::format,
                      "none of the " + std::to_string(documents.size()) + " documents has a term");
  }
  return fitted;
}

/// The same, with given terms.
Fitted fit_terms(const tema::Tokenizer& tokenizer, const std::vector<tema::Document>& documents,
                 const std::vector<std::string>& terms, const tema::VectorizerOptions& options,
                 const tema::RunContext& run) {
  const tema::TermStatistics statistics = tema::term_statistics(tokenizer, documents, options.ngrams, run);
  const tema::Tfidf tfidf = tema::Tfidf::fit_terms(terms, statistics, options.weights, run);
  Fitted fitted(tema::Vectorizer(tokenizer, tfidf, options.ngrams), tema::SparseMatrix());
  tema::SparseMatrix x = fitted.first.transform(documents, run);
  fitted.second.swap(x);  // Eigen 3.4 cannot move one
  return fitted;
}

void report(const Arguments& arguments, const tema::SparseMatrix& x) {
  std::cerr << "tema: " << one_line(arguments.output) << ": "
            << counted(static_cast<std::uint64_t>(x.rows()), "document", "documents") << ", "
            << counted(static_cast<std::uint64_t>(x.cols()), "term", "terms") << ", "
            << counted(static_cast<std::uint64_t>(x.nonZeros()), "nonzero", "nonzeros") << '\n';
  const std::vector<std::size_t> documents = document_frequencies(x);
  const auto unseen = std::count(documents.begin(), documents.end(), std::size_t{0});
  if (unseen == 0) return;
  warn() << counted(static_cast<std::uint64_t>(unseen), "term", "terms") << " of "
         << one_line(arguments.vocabulary_file) << (unseen == 1 ? " is" : " are")
         << " in no document; write terms as the tokens are: folded, for example\n";
}

void vectorize(const Arguments& arguments, tema::RunContext run) {
  const std::string path = corpus_path(arguments.corpus);
  check_matrix_format(arguments.output);
  const tema::VectorizerOptions options = vectorizer_options(arguments);
  MatrixOutputs outputs(
      arguments.output,
      {path, arguments.vocabulary_file, arguments.tokenizer.stop_word_file, arguments.tokenizer.phrase_file},
      run);
  const tema::Tokenizer tokenizer = make_tokenizer(arguments.tokenizer, arguments.quiet);
  const bool is_fixed = !arguments.vocabulary_file.empty();
  const std::vector<std::string> terms =
      is_fixed ? read_vocabulary(arguments.vocabulary_file) : std::vector<std::string>();
  run.threads = arguments.threads;

  ProgressBar bar(arguments.quiet);
  run = bar.watch(std::move(run));
  const std::vector<tema::Document> documents =
      read_documents(path, arguments.reading, arguments.quiet, bar, run);
  check_has_text(path, documents);
  if (!arguments.quiet) report_reading(path, {.repaired = count_ill_formed(documents)});
  const Fitted fitted = is_fixed ? fit_terms(tokenizer, documents, terms, options, run)
                                 : fit(tokenizer, documents, options, run);
  outputs.write(documents, fitted.first.tfidf(), fitted.second, run);
  bar.clear();
  if (!arguments.quiet) report(arguments, fitted.second);
}

void add_term_options(CLI::App& command, Arguments& arguments) {
  constexpr auto group = "Terms";
  tema::TfidfOptions& options = arguments.options.weights;
  command.add_option("--ngrams", arguments.ngrams, "Make terms of A to B words [1,1]")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->transform(whole_number())
      ->type_name("A,B")
      ->group(group);
  command
      .add_option("--skip", arguments.options.ngrams.skip,
                  "Allow this many words to be left out within a term")
      ->transform(whole_number())
      ->capture_default_str()
      ->group(group);
  const auto add_limit = [&](const std::string& name, auto& value, const std::string& what) {
    return command.add_option(name, value, what)->capture_default_str()->group(group);
  };
  add_limit("--min-documents", options.min_documents, "Leave out terms in fewer documents")
      ->transform(whole_number());
  add_limit("--max-documents", options.max_documents, "Leave out terms in more documents; 0: no limit")
      ->transform(whole_number());
  add_limit("--min-document-share", options.min_document_share,
            "Leave out terms in a smaller share of the documents");
  add_limit("--max-document-share", options.max_document_share,
            "Leave out terms in a larger share of the documents");
  add_limit("--max-features", options.max_features,
            "Keep only this many terms, those that occur most often; 0: all")
      ->transform(whole_number());
  command
      .add_option(
          "--vocabulary", arguments.vocabulary_file,
          "Use the terms in this file, one per line, as the columns, in their order and without limits")
      ->group(group);
}

void add_weight_options(CLI::App& command, tema::TfidfOptions& options) {
  constexpr auto group = "Weights";
  add_choice<tema::TermFrequency>(command, "--term-frequency", options.term_frequency,
                                  "Weight of the number of times that a term occurs in a document [count]",
                                  group,
                                  {{"count", tema::TermFrequency::count},
                                   {"binary", tema::TermFrequency::binary},
                                   {"log", tema::TermFrequency::log},
                                   {"augmented", tema::TermFrequency::augmented},
                                   {"bm25", tema::TermFrequency::bm25}});
  add_choice<tema::IdfFormula>(command, "--idf", options.idf,
                               "Weight of the number of documents that have a term [smooth]", group,
                               {{"none", tema::IdfFormula::none},
                                {"smooth", tema::IdfFormula::smooth},
                                {"plus-one", tema::IdfFormula::plus_one},
                                {"plain", tema::IdfFormula::plain},
                                {"probabilistic", tema::IdfFormula::probabilistic},
                                {"bm25", tema::IdfFormula::bm25}});
  const auto add_number = [&](const std::string& name, double& value, const std::string& what) {
    command.add_option(name, value, what)->capture_default_str()->group(group);
  };
  add_number("--idf-power", options.idf_power, "Raise the idf to this power");
  add_number("--bm25-k1", options.bm25_k1, "With bm25: how slowly repetition saturates");
  add_number("--bm25-b", options.bm25_b, "With bm25: how much the length of a document matters");
  add_choice<tema::Norm>(
      command, "--norm", options.norm, "Norm that each row is divided by [l2]", group,
      {{"none", tema::Norm::none}, {"l1", tema::Norm::l1}, {"l2", tema::Norm::l2}, {"max", tema::Norm::max}});
}

void add_options(CLI::App& command, Arguments& arguments) {
  command.add_option("CORPUS", arguments.corpus, corpus_kinds);
  command
      .add_option("--output", arguments.output,
                  "The file of the matrix: NAME.mtx (Matrix Market) or NAME.safetensors")
      ->required();
  add_threads_option(command, arguments.threads);
  add_quiet_flag(command, arguments.quiet, "No progress, no warnings and no summary");
  add_term_options(command, arguments);
  add_weight_options(command, arguments.options.weights);
  add_tokenizer_options(command, arguments.tokenizer);
  add_title_weight_option(command, arguments.tokenizer.options.title_weight)->group("Words");
  add_corpus_options(command, arguments.reading);
}

}  // namespace

void add_vectorize_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App& command = *app.add_subcommand("vectorize", "Turn the texts of a corpus into rows of TF-IDF");
  add_options(command, *arguments);
  command.footer(
      "Writes a sparse matrix with a row for each document and a column for each term.\n"
      "NAME.safetensors also holds the ids, labels and terms. Beside NAME.mtx, it writes\n"
      "  NAME.ids.jsonl    {\"id\", \"label\"} of each row\n"
      "  NAME.terms.jsonl  {\"term\", \"documents\", \"idf\"} of each column\n\n"
      "Examples:\n"
      "  tema vectorize news.jsonl --output news.mtx --language id --drop-stop-words\n"
      "  tema vectorize news.jsonl --output news.mtx --ngrams 1,2 --min-documents 3 --term-frequency log\n"
      "  tema vectorize news.jsonl --output counts.safetensors --idf none --norm none");
  command.callback([arguments, &action] {
    action = [arguments](const tema::RunContext& run) { vectorize(*arguments, run); };
  });
}

}  // namespace tema_program
