#include "shell_completion.hpp"

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

namespace tema_program {

namespace {

/// The text with a backslash before each of these characters.
std::string escaped(std::string_view text, std::string_view characters) {
  std::string result;
  for (const char character : text) {
    if (characters.find(character) != std::string_view::npos) result += '\\';
    result += character;
  }
  return result;
}

/// The text as one word of bash or zsh.
std::string shell_word(std::string_view text) {
  std::string result = "'";
  for (const char character : text) result += character == '\'' ? "'\\''" : std::string(1, character);
  return result + '\'';
}

std::string joined(std::span<const std::string> words, std::string_view separator = " ") {
  std::string result;
  for (const std::string& word : words) result.append(result.empty() ? "" : separator).append(word);
  return result;
}

/// The options that may stand after a command: its own, and those of the program that have a value.
std::vector<ArgumentReference> options_after(const CommandReference& command,
                                             const CommandReference& program) {
  std::vector<ArgumentReference> options = command.options;
  for (const ArgumentReference& option : program.options) {
    if (!command.name.empty() && option.value == "FILE") options.push_back(option);
  }
  return options;
}

std::vector<std::string> names_of(std::span<const ArgumentReference> options) {
  std::vector<std::string> names;
  for (const ArgumentReference& option : options)
    names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

std::vector<std::string> names_of(std::span<const CommandReference> commands) {
  std::vector<std::string> names;
  for (const CommandReference& command : commands.subspan(1)) names.push_back(command.name);
  return names;
}

// ------------------------------------------------------------------------------------------------ bash

/// What bash does for the value of an option.
std::string bash_values(const ArgumentReference& option) {
  if (!option.choices.empty()) return "words=" + shell_word(joined(option.choices));
  if (option.value == "FILE") return "return";  // bash completes the names of files
  return "compopt +o default +o bashdefault; return";
}

/// The cases of "command option", those that bash treats alike together.
std::string bash_cases(std::span<const CommandReference> commands) {
  std::map<std::string, std::vector<std::string>> patterns;
  for (const CommandReference& command : commands) {
    for (const ArgumentReference& option : options_after(command, commands[0])) {
      if (option.value.empty()) continue;
      for (const std::string& name : option.names)
        patterns[bash_values(option)].push_back(shell_word(command.name + ' ' + name));
    }
  }
  std::string cases;
  for (const auto& [action, alike] : patterns) cases += "    " + joined(alike, "|") + ") " + action + " ;;\n";
  return cases;
}

std::string bash_options(std::span<const CommandReference> commands) {
  std::string cases;
  for (const CommandReference& command : commands) {
    const auto options = options_after(command, commands[0]);
    cases += "          " + shell_word(command.name) + ") words=" + shell_word(joined(names_of(options))) +
             " ;;\n";
  }
  return cases;
}

std::string bash_completion(std::span<const CommandReference> commands) {
  std::string with_values;  // the options of the program that have values
  for (const ArgumentReference& option : commands[0].options) {
    if (!option.value.empty()) with_values += (with_values.empty() ? "" : "|") + joined(option.names, "|");
  }
  const std::vector<std::string> names = names_of(commands);
  return R"(# Completion of tema for bash; tema --completion bash prints it.
_tema() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command= words= i
  COMPREPLY=()
  # Bash cuts --option=value into three words.
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = && COMP_CWORD -gt 1 ]]; then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${COMP_WORDS[i]} in
      )" +
         with_values +
         R"() if [[ ${COMP_WORDS[i + 1]} == = ]]; then ((i += 2)); else ((i += 1)); fi ;;
      )" +
         joined(names, "|") +
         R"() command=${COMP_WORDS[i]}; break ;;
    esac
  done
  case "$command $previous" in
)" + bash_cases(commands) +
         R"(    *)
      if [[ $current == -* ]]; then
        case $command in
)" + bash_options(commands) +
         R"(        esac
      elif [[ -z $command ]]; then
        words=)" +
         shell_word(joined(names)) + R"(
      fi ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _tema tema
)";
}

// ------------------------------------------------------------------------------------------------ zsh

/// What zsh does for the value of an option, behind the colon.
std::string zsh_values(const ArgumentReference& option) {
  if (!option.choices.empty()) return '(' + joined(option.choices) + ')';
  return option.value == "FILE" ? "_files" : " ";
}

/// The specification of an option for zsh's _arguments: a word for each of its names.
std::string zsh_option(const ArgumentReference& option) {
  std::string specification;
  for (const std::string& name : option.names) {
    std::string word = option.is_repeated ? "*" : "";
    word += name + (option.value.empty() ? "" : "=") + '[' + escaped(option.description, "\\[]") + ']';
    if (!option.value.empty()) {
      const std::string& message = option.choices.empty() ? option.value : name.substr(2);
      word += ':' + escaped(message, "\\:") + ':' + zsh_values(option);
    }
    specification += " \\\n            " + shell_word(word);
  }
  return specification;
}

std::string zsh_arguments(const CommandReference& command, const CommandReference& program) {
  std::string specifications;
  for (const ArgumentReference& option : options_after(command, program))
    specifications += zsh_option(option);
  std::size_t place = 0;
  for (const ArgumentReference& positional : command.positionals) {
    const std::string where = positional.is_repeated ? "*" : std::to_string(++place);
    const std::string colons = positional.is_required || positional.is_repeated ? ":" : "::";
    specifications += " \\\n            " + shell_word(where + colons + positional.names[0] + ":_files");
  }
  return specifications;
}

std::string zsh_completion(std::span<const CommandReference> commands) {
  std::string descriptions;
  std::string cases;
  for (const CommandReference& command : commands.subspan(1)) {
    descriptions += "        " + shell_word(command.name + ':' + escaped(command.description, "\\:")) + '\n';
    cases +=
        "        " + command.name + ")\n          _arguments" + zsh_arguments(command, commands[0]) + " ;;\n";
  }
  return R"(#compdef tema
# Completion of tema for zsh; tema --completion zsh prints it.
_tema() {
  local curcontext=$curcontext state line
  local -a commands
  typeset -A opt_args
  _arguments -C)" +
         zsh_arguments(commands[0], commands[0]) + R"( \
            '1:command:->command' '*::argument:->argument'
  case $state in
    command)
      commands=(
)" + descriptions +
         R"(      )
      _describe command commands ;;
    argument)
      case $words[1] in
)" + cases +
         R"(      esac ;;
  esac
}
if [[ $funcstack[1] == _tema ]]; then _tema "$@"; else compdef _tema tema; fi
)";
}

// ------------------------------------------------------------------------------------------------ fish

std::string fish_word(std::string_view text) { return '\'' + escaped(text, "\\'") + '\''; }

/// What fish does for the value of an option.
std::string fish_values(const ArgumentReference& option) {
  if (!option.choices.empty()) return " -x -a " + fish_word(joined(option.choices));
  return option.value.empty() ? "" : option.value == "FILE" ? " -r -F" : " -x";
}

std::string fish_option(const ArgumentReference& option, const std::string& condition) {
  std::string line = "complete -c tema -n " + fish_word(condition);
  for (const std::string& name : option.names)
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  return line + fish_values(option) + " -d " + fish_word(option.description) + '\n';
}

std::string fish_completion(std::span<const CommandReference> commands) {
  std::string text =
      "# Completion of tema for fish; tema --completion fish prints it.\ncomplete -c tema -f\n";
  for (const ArgumentReference& option : commands[0].options)
    text += fish_option(option, "__fish_use_subcommand");
  for (const CommandReference& command : commands.subspan(1)) {
    text += "\ncomplete -c tema -n __fish_use_subcommand -a " + command.name + " -d " +
            fish_word(command.description) + '\n';
    const std::string condition = "__fish_seen_subcommand_from " + command.name;
    if (!command.positionals.empty()) text += "complete -c tema -n " + fish_word(condition) + " -F\n";
    for (const ArgumentReference& option : options_after(command, commands[0]))
      text += fish_option(option, condition);
  }
  return text;
}

}  // namespace

std::string shell_completion(const std::string& shell, std::span<const CommandReference> commands) {
  if (shell == "bash") return bash_completion(commands);
  return shell == "zsh" ? zsh_completion(commands) : fish_completion(commands);
}

}  // namespace tema_program
