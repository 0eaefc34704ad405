// The tema program: `tema --help` tells what it does.
#include "command.hpp"
#include "command_reference.hpp"
#include "interrupt.hpp"
#include "last_words.hpp"
#include "man_page.hpp"
#include "one_line.hpp"
#include "shell_completion.hpp"
#include "standard_descriptors.hpp"
#include "tema/core/error.hpp"
#include "tema/version.hpp"
#include "usage_message.hpp"

#include <exception>
#include <iostream>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

enum ExitStatus { success = 0, environment = 1, usage = 2 };

int fail(ExitStatus status, const std::string& message) {
  std::cerr << "tema: " << tema_program::one_line(message) << '\n';
  return status;
}

/// What is wrong with the file of --config. CLI11 speaks of INI, and names an entry that it does not know.
std::string message_of(const CLI::ConfigError& error) {
  constexpr std::string_view unknown = "INI was not able to parse ";
  const std::string_view what = error.what();
  if (!what.starts_with(unknown)) return std::string(what);
  const std::string entry(what.substr(unknown.size()));
  return "the file of --config has \"" + entry + "\", which is no option of a command";
}

std::string version() {
  return "tema " + std::to_string(TEMA_VERSION_MAJOR) + '.' + std::to_string(TEMA_VERSION_MINOR) + '.' +
         std::to_string(TEMA_VERSION_PATCH);
}

/// Adds --completion and --man, which print what they make of the commands and options that `app` has.
void add_reference_options(CLI::App& app) {
  std::vector<std::string> pages = {"tema"};
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    pages.push_back(command->get_name());
  const auto add = [&](const std::string& name, const std::string& value, const std::string& description,
                       const std::vector<std::string>& choices, const auto& made) {
    const auto print = [&app, made](const std::string& choice) {
      std::cout << made(choice, tema_program::command_reference(app));
      throw CLI::Success();
    };
    app.add_option_function<std::string>(name, print, description)
        ->check(CLI::IsMember(choices))
        ->option_text(value);
  };
  add("--completion", "{bash,zsh,fish}", "Print a script by which this shell completes commands and options",
      {"bash", "zsh", "fish"}, tema_program::shell_completion);
  add("--man", "COMMAND", "Print the man page of a command, or of tema itself", pages,
      [](const std::string& page, const auto& commands) {
        return tema_program::man_page(page, version(), commands);
      });
}

/// Flushes standard output now, while it can still be reported if that fails.
int finish() {
  std::cout.flush();
  return std::cout ? success : fail(environment, "cannot write to standard output");
}

int run(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  CLI::App app("Turns text in any language into tokens, vectors and topics.", "tema");
  app.footer("Try:  tema topics --sample\n      tema COMMAND --help");
  app.set_version_flag("--version", version());
  app.set_config("--config", "", "Read options from this TOML file, those of a command below its [name]")
      ->type_name("FILE");
  app.allow_config_extras(false);
  app.fallthrough();  // so that --config may also follow the command
  app.require_subcommand(1);
  tema_program::Action action;
  tema_program::add_tokenize_command(app, action);
  tema_program::add_vectorize_command(app, action);
  tema_program::add_topics_command(app, action);
  tema_program::add_assign_command(app, action);
  tema_program::add_explain_command(app, action);
  tema_program::add_report_command(app, action);
  tema_program::add_edit_command(app, action);
  tema_program::add_info_command(app, action);
  tema_program::add_evaluate_command(app, action);
  tema_program::name_values(app);
  add_reference_options(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& request) {  // --help, --version, --completion, --man
    app.exit(request);
    return finish();
  } catch (const CLI::ConfigError& error) {
    return fail(usage, message_of(error));
  } catch (const CLI::ParseError& error) {
    return fail(usage, tema_program::usage_message(app, error));
  }

  const tema_program::Interrupt interrupt;
  try {
    action(tema::RunContext{.stop = interrupt.token()});
  } catch (const tema::Cancelled&) {
    return interrupt.status();
  }
  return finish();
}

int status_of(const tema::Error& error) {
  const bool input = error.kind() == tema::ErrorKind::format || error.kind() == tema::ErrorKind::limit;
  return fail(input ? usage : environment, error.what());
}

/// Runs the program, and turns exceptions into messages.
int run_and_report(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const tema::Error& error) {
    return status_of(error);
  } catch (const std::invalid_argument& error) {
    return fail(usage, error.what());
  } catch (const std::bad_alloc&) {
    return fail(environment, "out of memory");
  } catch (const std::exception& error) {
    return fail(environment, error.what());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (!tema_program::open_standard_descriptors()) return environment;
  try {
    return run_and_report(argc, argv);
  } catch (...) {  // there was no memory even for the message
    tema_program::say_out_of_memory();
    return environment;
  }
}
