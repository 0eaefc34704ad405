#include "command.hpp"
#include "corpus_arguments.hpp"
#include "numbers.hpp"
#include "one_line.hpp"
#include "tema/io/corpus_reader.hpp"
#include "tema/io/word_list.hpp"
#include "tema/text/segmenter.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/text/utf8.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace tema_program {

namespace {

struct Arguments {
  std::vector<std::string> inputs;
  std::string unit = "word";
  std::string format = "text";
  std::string stop_word_file;
  std::vector<std::string> exclude;
  bool drop_stop_words = false;
  bool drop_numbers = false;
  std::string normalization = "none";
  tema::TokenizerOptions tokenizer = {.fold = false};
  tema::CorpusReaderOptions reading;
};

/// A sentence or a paragraph, as tema::Token is a word.
struct Piece {
  std::string_view text;
  tema::ByteSpan span;
};

tema::Tokenizer make_tokenizer(const Arguments& arguments) {
  tema::TokenizerOptions options = arguments.tokenizer;
  options.normalization = arguments.normalization == "nfc"    ? tema::Normalization::nfc
                          : arguments.normalization == "nfkc" ? tema::Normalization::nfkc
                                                              : tema::Normalization::none;
  options.numbers = arguments.drop_numbers ? tema::Numbers::drop : tema::Numbers::keep;
  if (arguments.drop_stop_words) options.stop_words = tema::stop_words(options.language);
  if (!arguments.stop_word_file.empty()) {
    options.stop_words.insert(tema::StopWords(tema::read_word_list(arguments.stop_word_file)));
  }
  options.stop_words.insert(tema::StopWords(arguments.exclude));
  return tema::Tokenizer(options);
}

std::vector<Piece> cut(std::string_view text, tema::Unit unit, const tema::Run& run) {
  std::vector<Piece> pieces;
  for (const tema::ByteSpan& span : tema::segment(text, unit, run)) {
    pieces.push_back({text.substr(span.begin, span.size()), span});
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

std::string quoted(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Written piece by piece: as one value, the line of a long document would take a hundred times its text.
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
  std::cout << "{\"id\":" << quoted(document.id);
  print_array("tokens", [](const auto& piece) { return quoted(piece.text); });
  print_array("starts", [&](const auto& piece) { return document.offset + piece.span.begin; });
  print_array("ends", [&](const auto& piece) { return document.offset + piece.span.end; });
  std::cout << "}\n";
}

/// Prints document after document in the way that was asked for.
class Printer {
 public:
  Printer(const Arguments& arguments, const tema::Run& run)
      : tokenizer_(make_tokenizer(arguments)),
        run_(run),
        words_(arguments.unit == "word"),
        json_(arguments.format == "jsonl"),
        unit_(arguments.unit == "sentence" ? tema::Unit::sentence : tema::Unit::paragraph) {}

  void print(const tema::Document& document) {
    if (words_) {
      const auto tokens = tokenizer_.tokens(document.text, buffer_);
      json_ ? print_json(document, tokens) : print_words(tokens);
    } else {
      const auto pieces = cut(document.text, unit_, run_);
      json_ ? print_json(document, pieces) : print_lines(pieces);
    }
  }

 private:
  tema::Tokenizer tokenizer_;
  tema::TokenBuffer buffer_;
  const tema::Run& run_;
  bool words_;
  bool json_;
  tema::Unit unit_;  // if not words
};

void tokenize(const Arguments& arguments, const tema::Run& run) {
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
    report_reading(input, reader.skipped(), reader.repaired() + repaired);
  }
}

}  // namespace

void add_tokenize_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App& command = *app.add_subcommand("tokenize", "Cut texts into words, sentences or paragraphs");
  command.add_option("INPUT", arguments->inputs,
                     "Corpora: .jsonl, .txt, folders, or - for JSON lines on standard input");
  command
      .add_option("--language", arguments->tokenizer.language, "ISO 639-1 code: adds that language's rules")
      ->capture_default_str();
  command.add_option("--unit", arguments->unit, "What to cut into")
      ->check(CLI::IsMember({"word", "sentence", "paragraph"}))
      ->capture_default_str();
  command.add_option("--format", arguments->format, "text, or jsonl with the byte offsets of each token")
      ->check(CLI::IsMember({"text", "jsonl"}))
      ->capture_default_str();
  constexpr auto filters = "Words only";
  command.add_flag("--fold", arguments->tokenizer.fold, "Fold case")->group(filters);
  command.add_option("--normalization", arguments->normalization, "Unicode's form of the tokens")
      ->check(CLI::IsMember({"none", "nfc", "nfkc"}))
      ->capture_default_str()
      ->group(filters);
  command.add_flag("--strip-accents", arguments->tokenizer.strip_accents, "Give tokens without accents")
      ->group(filters);
  command.add_flag("--stem", arguments->tokenizer.stem, "Give the stems of folded words, by the language")
      ->group(filters);
  command.add_flag("--drop-numbers", arguments->drop_numbers, "Leave numbers out")->group(filters);
  command.add_flag("--drop-stop-words", arguments->drop_stop_words, "Leave the language's stop words out")
      ->group(filters);
  command
      .add_option("--stop-words", arguments->stop_word_file, "Leave out the words of this file, one a line")
      ->group(filters);
  command.add_option("--exclude", arguments->exclude, "Leave out these words, separated by commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group(filters);
  command
      .add_option("--min-length", arguments->tokenizer.min_length, "Leave out shorter tokens, in code points")
      ->transform(whole_number())
      ->group(filters);
  command.add_option("--max-length", arguments->tokenizer.max_length, "Leave out longer tokens; 0: no limit")
      ->transform(whole_number())
      ->group(filters);
  add_corpus_options(command, arguments->reading);
  command.footer(
      "Examples:\n"
      "  tema tokenize article.txt --language id --fold\n"
      "  tema tokenize news.jsonl --format jsonl > tokens.jsonl\n"
      "  tema tokenize article.txt --unit sentence");
  command.callback(
      [arguments, &action] { action = [arguments](const tema::Run& run) { tokenize(*arguments, run); }; });
}

}  // namespace tema_program
