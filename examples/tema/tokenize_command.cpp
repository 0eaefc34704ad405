#include "command.hpp"
#include "corpus_arguments.hpp"
#include "numbers.hpp"
#include "tema/io/corpus_reader.hpp"
#include "tema/io/word_list.hpp"
#include "tema/text/segmenter.hpp"
#include "tema/text/tokenizer.hpp"

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
  tema::TokenizerOptions tokenizer = {.fold = false};
  tema::CorpusReaderOptions reading;
};

/// A token or a longer unit, and where it stands in its text.
struct Piece {
  std::string text;
  tema::ByteSpan span;
};

tema::Tokenizer make_tokenizer(const Arguments& arguments) {
  tema::TokenizerOptions options = arguments.tokenizer;
  options.numbers = arguments.drop_numbers ? tema::Numbers::drop : tema::Numbers::keep;
  if (arguments.drop_stop_words) options.stop_words = tema::stop_words(options.language);
  if (!arguments.stop_word_file.empty()) {
    options.stop_words.insert(tema::StopWords(tema::read_word_list(arguments.stop_word_file)));
  }
  options.stop_words.insert(tema::StopWords(arguments.exclude));
  return tema::Tokenizer(options);
}

std::vector<Piece> cut(const std::string& text, const std::string& unit, const tema::Tokenizer& tokenizer,
                       tema::TokenBuffer& buffer) {
  std::vector<Piece> pieces;
  if (unit == "word") {
    for (const tema::Token& token : tokenizer.tokens(text, buffer))
      pieces.push_back({std::string(token.text), token.span});
    return pieces;
  }
  const tema::Unit cut_at = unit == "sentence" ? tema::Unit::sentence : tema::Unit::paragraph;
  for (const tema::ByteSpan& span : tema::segment(text, cut_at)) {
    pieces.push_back({text.substr(span.begin, span.size()), span});
  }
  return pieces;
}

/// Words stand on one line a document; longer units on a line each, their own line ends as spaces.
void print_text(const std::vector<Piece>& pieces, bool words) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::string text = pieces[i].text;
    for (char& c : text) {
      if (c == '\n' || c == '\r') c = ' ';
    }
    std::cout << text << (!words ? "\n" : i + 1 < pieces.size() ? " " : "");
  }
  if (words) std::cout << '\n';
}

void print_json(const tema::Document& document, const std::vector<Piece>& pieces) {
  nlohmann::ordered_json line = {{"id", document.id},
                                 {"tokens", nlohmann::json::array()},
                                 {"starts", nlohmann::json::array()},
                                 {"ends", nlohmann::json::array()}};
  for (const Piece& piece : pieces) {
    line["tokens"].push_back(piece.text);
    line["starts"].push_back(document.offset + piece.span.begin);
    line["ends"].push_back(document.offset + piece.span.end);
  }
  std::cout << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

void tokenize(const Arguments& arguments, const tema::Run& run) {
  const tema::Tokenizer tokenizer = make_tokenizer(arguments);
  tema::TokenBuffer buffer;
  tema::Document document;
  std::vector<std::string> inputs = arguments.inputs;
  if (inputs.empty()) inputs.push_back(corpus_path(""));
  for (const std::string& input : inputs) {
    tema::CorpusReader reader(input, arguments.reading, run);
    while (std::cout && reader.next(document)) {
      const auto pieces = cut(document.text, arguments.unit, tokenizer, buffer);
      if (arguments.format == "jsonl") {
        print_json(document, pieces);
      } else {
        print_text(pieces, arguments.unit == "word");
      }
    }
    report_reading(input, reader.skipped(), reader.repaired());
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
