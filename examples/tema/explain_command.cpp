#include "command.hpp"
#include "common_options.hpp"
#include "corpus_arguments.hpp"
#include "explanation_output.hpp"
#include "numbers.hpp"
#include "one_line.hpp"
#include "progress_bar.hpp"
#include "tema/core/error.hpp"
#include "tema/io/model_file.hpp"
#include "tema/io/whole_text.hpp"
#include "tema/text/language.hpp"
#include "tema/text/utf8.hpp"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace tema_program {

namespace {

struct Arguments {
  std::string model;
  std::optional<std::string> text;
  std::optional<std::string> language;
  std::string format = "text";
  std::size_t top = 20;
  bool allow_mismatch = false;
  bool quiet = false;
};

/// The text that is explained.
struct GivenText {
  tema::WholeText whole;
  std::string name;  // of its file; empty: it was an argument itself
};

GivenText read_given_text(const std::optional<std::string>& given, const tema::RunContext& run) {
  if (!given && isatty(STDIN_FILENO) != 0) {
    throw std::invalid_argument(
        "no text given: write it in quotes behind the model, name a text file, or pipe a text in");
  }
  const std::string path = given.value_or("-");
  if (path == "-") return {tema::read_text(path, run), corpus_name(path)};
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (std::filesystem::is_directory(status)) {
    throw std::invalid_argument(path + " is a folder: give a text, a text file, or - for standard input");
  }
  // A long text is no name of a file, as the error tells.
  if (std::filesystem::exists(status)) return {tema::read_text(path, run), path};
  return {{.text = path}, ""};
}

void check_not_empty(const GivenText& given) {
  constexpr std::string_view white_space = " \t\r\n\f\v";
  if (given.whole.text.find_first_not_of(white_space) != std::string::npos) return;
  throw tema::Error(tema::ErrorKind::format, (given.name.empty() ? "the text" : given.name) +
                                                 " is empty: there is nothing to explain");
}

/// Marks are styled on a terminal, unless the user wants no colours (https://no-color.org).
MarkStyle mark_style() {
  const char* const no_color = std::getenv("NO_COLOR");
  const char* const terminal = std::getenv("TERM");
  const bool is_plain = isatty(STDOUT_FILENO) == 0 || (no_color != nullptr && *no_color != '\0') ||
                        (terminal != nullptr && std::string_view(terminal) == "dumb");
  return is_plain ? MarkStyle::plain : MarkStyle::terminal;
}

/// Reports what the user should know of the text on standard error.
void report_text(const GivenText& given, bool has_topic) {
  const std::uint64_t repaired = given.whole.repaired + tema::count_ill_formed(given.whole.text);
  report_reading(given.name.empty() ? "the text" : given.name, {.repaired = repaired});
  if (!has_topic && given.name.empty())
    std::cerr << "tema: there is no file of the name \"" << one_line(given.whole.text)
              << "\": it was taken as the text itself\n";
}

void explain(const Arguments& arguments, tema::RunContext run) {
  if (arguments.language) static_cast<void>(tema::language_support(*arguments.language));
  ProgressBar bar(arguments.quiet);
  run = bar.watch(std::move(run));
  const auto model = tema::load_model(arguments.model, {.allow_mismatch = arguments.allow_mismatch}, run);
  const GivenText given = read_given_text(arguments.text, run);
  check_not_empty(given);
  const std::string& text = given.whole.text;
  const DecidingTerms found =
      deciding_terms(model.explain(text, arguments.language.value_or("")), arguments.top);
  bar.clear();
  std::cout << (arguments.format == "json" ? explanation_json(model, found, given.whole.offset)
                                           : explanation_text(model, text, found, mark_style()));
  if (!arguments.quiet) report_text(given, found.explanation.assignment.topic >= 0);
}

}  // namespace

void add_explain_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App& command = *app.add_subcommand("explain", "Tell why a text has its topic");
  command.add_option("MODEL", arguments->model, "A file that tema topics --model wrote")->required();
  command.add_option("TEXT", arguments->text,
                     "A text file, or a text in quotes; - or nothing for a text on standard input");
  command.add_option("--language", arguments->language,
                     "Language of the text (id, ind, id-ID), if it is not that of the model");
  command.add_option("--top", arguments->top, "How many terms to mark and to list: those that weigh most")
      ->type_name("N")
      ->transform(number_from_1())
      ->capture_default_str();
  command.add_option("--format", arguments->format, "What to print")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  add_mismatch_flag(command, arguments->allow_mismatch);
  add_quiet_flag(command, arguments->quiet);
  command.footer(
      "The weights of all terms and the base add up to the sum. A term with a positive weight speaks for "
      "the\n"
      "topic, one with a negative weight against it.\n\n"
      "Examples:\n"
      "  tema explain news.safetensors article.txt\n"
      "  tema explain news.safetensors \"Harga beras naik lagi\" --top 5\n"
      "  zcat article.txt.gz | tema explain news.safetensors --format json");
  command.callback([arguments, &action] {
    action = [arguments](const tema::RunContext& run) { explain(*arguments, run); };
  });
}

}  // namespace tema_program
