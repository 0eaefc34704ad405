#include "command.hpp"
#include "corpus_arguments.hpp"
#include "counted.hpp"
#include "one_line.hpp"
#include "tema/io/corpus_reader.hpp"
#include "tema/io/json_writer.hpp"
#include "tema/text/language.hpp"
#include "tema/text/segmenter.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/text/utf8.hpp"
#include "tokenizer_arguments.hpp"

#include <iostream>
#include <memory>

namespace tema_program {

namespace {

struct Arguments {
  std::vector<std::string> inputs;
  std::string unit = "word";
  std::string format = "text";
  TokenizerArguments tokenizer;
  tema::CorpusReaderOptions reading;
};

/// A sentence or a paragraph, as tema::Token is a word.
struct Piece {
  std::string_view text;
  tema::ByteSpan span;
};

std::vector<Piece> pieces_of(const tema::Document& document, tema::Unit unit, const std::string& language,
                             const tema::RunContext& run) {
  const std::string own = tema::canonical_language(document.language).value_or(language);
  std::vector<Piece> pieces;
  for (const tema::ByteSpan& span : tema::segment(document.text, unit, own, run)) {
    pieces.push_back({std::string_view(document.text).substr(span.begin, span.size()), span});
  }
  return pieces;
}

void print_words(std::span<const tema::Token> tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) std::cout << (i > 0 ? " " : "") << tokens[i].text;
  std::cout << '\n';
}

void print_lines(const std::vector<Piece>& pieces) {
  for (const Piece& piece : pieces) std::cout << one_line(piece.text) << '\n';
}

/// It is written piece by piece: as one value, the line of a long document would take a hundred times the
/// memory of its text.
template <class Pieces>
void print_json(const tema::Document& document, const Pieces& pieces) {
  const auto print_array = [&](const char* name, const auto& element) {
    std::cout << ",\"" << name << "\":[";
    const char* separator = "";
    for (const auto& piece : pieces) {
      std::cout << separator << element(piece);
      separator = ",";
    }
    std::cout << ']';
  };
  std::cout << "{\"id\":" << tema::json_string(document.id);
  print_array("tokens", [](const auto& piece) { return tema::json_string(piece.text); });
  print_array("starts", [&](const auto& piece) { return document.offset + piece.span.begin; });
  print_array("ends", [&](const auto& piece) { return document.offset + piece.span.end; });
  std::cout << "}\n";
}

/// Prints one document after the other in the requested form.
class Printer {
 public:
  Printer(const Arguments& arguments, const tema::RunContext& run)
      : tokenizer_(make_tokenizer(arguments.tokenizer)),
        run_(run),
        words_(arguments.unit == "word"),
        json_(arguments.format == "jsonl"),
        unit_(arguments.unit == "sentence" ? tema::Unit::sentence : tema::Unit::paragraph) {}

  void print(const tema::Document& document) {
    if (words_) {
      const auto tokens = tokenizer_.tokens(document.text, buffer_, document.language);
      json_ ? print_json(document, tokens) : print_words(tokens);
      truncated_words_ += buffer_.truncated_words();
    } else {
      const auto pieces = pieces_of(document, unit_, tokenizer_.options().language.tag_or("und"), run_);
      json_ ? print_json(document, pieces) : print_lines(pieces);
    }
  }

  /// The number of words that were too long.
  [[nodiscard]] std::size_t truncated_words() const { return truncated_words_; }

 private:
  tema::Tokenizer tokenizer_;
  tema::TokenBuffer buffer_;
  const tema::RunContext& run_;
  bool words_;
  bool json_;
  tema::Unit unit_;  // if not words
  std::size_t truncated_words_ = 0;
};

void tokenize(const Arguments& arguments, const tema::RunContext& run) {
  Printer printer(arguments, run);
  tema::Document document;
  std::vector<std::string> inputs = arguments.inputs;
  if (inputs.empty()) inputs.push_back(corpus_path(""));
  for (const std::string& input : inputs) {
    tema::CorpusReader reader(input, arguments.reading, run);
    std::uint64_t repaired = 0;
    while (std::cout && reader.next(document)) {
      printer.print(document);
      repaired += tema::count_ill_formed(document.text);
    }
    report_reading(input, {reader.skipped(), reader.repaired() + repaired, reader.unknown_languages()});
  }
  if (printer.truncated_words() > 0) {
    std::cerr << "tema: " << counted(printer.truncated_words(), "word was", "words were")
              << " cut after --cut-length code points\n";
  }
}

}  // namespace

void add_tokenize_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App& command = *app.add_subcommand("tokenize", "Cut texts into words, sentences or paragraphs");
  command.add_option("INPUT", arguments->inputs, corpus_kinds);
  command.add_option("--unit", arguments->unit, "Unit to cut texts into")
      ->check(CLI::IsMember({"word", "sentence", "paragraph"}))
      ->capture_default_str();
  command.add_option("--format", arguments->format, "text, or jsonl with the byte offsets of each token")
      ->check(CLI::IsMember({"text", "jsonl"}))
      ->capture_default_str();
  add_tokenizer_options(command, arguments->tokenizer);
  add_corpus_options(command, arguments->reading);
  command.footer(
      "Examples:\n"
      "  tema tokenize article.txt --language id --fold\n"
      "  tema tokenize news.jsonl --format jsonl > tokens.jsonl\n"
      "  tema tokenize article.txt --unit sentence");
  command.callback([arguments, &action] {
    action = [arguments](const tema::RunContext& run) { tokenize(*arguments, run); };
  });
}

}  // namespace tema_program
