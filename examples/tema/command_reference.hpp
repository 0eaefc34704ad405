#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace tema_program {

/// An option or a positional argument of a command, as --help describes it.
struct ArgumentReference {
  std::vector<std::string> names;  ///< "-h" and "--help", or the name of a positional argument alone
  std::string value;  ///< what stands for its value: "FILE", "N", "{text,json}"; empty for a flag
  std::vector<std::string> choices;  ///< all values that it takes, where these are a few words
  std::string default_value;         ///< empty if it is not told
  std::string description;
  std::string group;
  bool is_required = false;
  bool is_repeated = false;  ///< it may be given, or have values, several times
};

/// A command, or the program itself.
struct CommandReference {
  std::string name;  ///< empty for the program itself
  std::string description;
  std::string footer;                          ///< empty if it has none of its own
  std::vector<ArgumentReference> positionals;  ///< in their order
  std::vector<ArgumentReference> options;      ///< in the order of --help
};

/// Replaces the names of types in --help by what a reader calls them: FILE for a path, N for a whole number.
void name_values(CLI::App& app);

/// The program and its commands, as --help describes them; the program itself comes first.
std::vector<CommandReference> command_reference(const CLI::App& app);

}  // namespace tema_program
