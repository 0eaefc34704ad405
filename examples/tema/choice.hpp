#pragma once

#include <CLI/CLI.hpp>

#include <map>
#include <string>

namespace tema_program {

/// Adds an option whose value is one of a few words, each of which stands for a value of an enumeration.
template <class Value>
void add_choice(CLI::App& command, const std::string& name, Value& value, const std::string& what,
                const std::string& group, const std::map<std::string, Value>& choices) {
  std::string names;
  for (const auto& choice : choices) names += (names.empty() ? "" : ",") + choice.first;
  command.add_option(name, value, what)
      ->transform(CLI::CheckedTransformer(choices, CLI::ignore_case))
      ->option_text('{' + names + '}')
      ->group(group);
}

}  // namespace tema_program
