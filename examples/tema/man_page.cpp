#include "man_page.hpp"

#include "tema/text/utf8.hpp"

#include <algorithm>
#include <cstdio>
#include <sstream>
#include <string_view>

namespace tema_program {

namespace {

constexpr auto end_of_program_page = R"(.SH "EXIT STATUS"
.TP
0
success
.TP
1
the environment: a missing file, a full disk, too little memory, files that do not belong together
.TP
2
wrong usage, or input that cannot be used
.TP
130, 143, 129
ended by Ctrl-C (SIGINT), SIGTERM, SIGHUP
)";

/// A character of several bytes as troff names it.
std::string named(std::string_view character) {
  auto code_point = static_cast<unsigned char>(character[0]) & (0xFFU >> (character.size() + 1));
  for (const char next : character.substr(1))
    code_point = (code_point << 6U) | (static_cast<unsigned char>(next) & 0x3FU);
  char text[16];
  const int size = std::snprintf(text, sizeof text, "\\[u%04X]", code_point);
  return {text, static_cast<std::size_t>(size)};
}

/// The text as a line of troff shows it.
std::string shown(std::string_view text) {
  std::string result;
  if (text.starts_with('.') || text.starts_with('\'')) result += "\\&";
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = tema::first_code_points(text.substr(at), 1);
    at += character.size();
    if (character == "\\") {
      result += "\\e";
    } else if (character == "-") {
      result += "\\-";
    } else if (character == "'") {
      result += "\\(aq";
    } else if (character == "\"") {
      result += "\\(dq";
    } else if (static_cast<unsigned char>(character[0]) < 0x80) {
      result += character;
    } else {
      result += named(character);
    }
  }
  return result;
}

std::string bold(std::string_view text) { return "\\fB" + shown(text) + "\\fR"; }

std::string italic(std::string_view text) { return "\\fI" + shown(text) + "\\fR"; }

std::string full_name(const CommandReference& command) {
  return command.name.empty() ? "tema" : "tema-" + command.name;
}

std::string synopsis(const CommandReference& command) {
  std::string line = ".SH SYNOPSIS\n" + bold(command.name.empty() ? "tema" : "tema " + command.name);
  line += " [" + italic("OPTIONS") + ']';
  if (command.name.empty()) line += ' ' + italic("COMMAND");
  for (const ArgumentReference& positional : command.positionals) {
    const std::string name = italic(positional.names[0]) + (positional.is_repeated ? "..." : "");
    line += positional.is_required ? ' ' + name : " [" + name + ']';
  }
  return line + '\n';
}

std::string argument(const ArgumentReference& argument) {
  std::string line = ".TP\n";
  for (const std::string& name : argument.names)
    line += (line.back() == '\n' ? "" : ", ") + (name.starts_with('-') ? bold(name) : italic(name));
  if (!argument.value.empty())
    line += ' ' + (argument.choices.empty() ? italic(argument.value) : shown(argument.value));
  line += '\n' + shown(argument.description);
  if (argument.is_required && !argument.value.empty()) line += " (required)";
  if (!argument.default_value.empty()) line += " (default: " + shown(argument.default_value) + ')';
  return line + '\n';
}

std::string arguments(const CommandReference& command) {
  std::string text;
  if (!command.positionals.empty()) text += ".SH ARGUMENTS\n";
  for (const ArgumentReference& positional : command.positionals) text += argument(positional);
  text += ".SH OPTIONS\n";
  std::string group = "Options";
  for (const ArgumentReference& option : command.options) {
    if (option.group != group) text += ".SS \"" + shown(option.group) + "\"\n";
    group = option.group;
    text += argument(option);
  }
  return text;
}

/// The footer of --help: indented lines stand as they are, and a line that ends in a colon is a heading.
std::string notes(const std::string& footer) {
  std::string text = footer.empty() || footer.starts_with("Examples:") ? "" : ".SH NOTES\n";
  bool is_indented = false;
  std::istringstream lines(footer);
  for (std::string line; std::getline(lines, line);) {
    if (line == "Examples:") {
      text += ".SH EXAMPLES\n";
      continue;
    }
    const bool indents = line.starts_with("  ");
    if (indents && !is_indented && !text.ends_with(".SH EXAMPLES\n")) text += ".PP\n";
    if (indents != is_indented) text += indents ? ".nf\n" : ".fi\n";
    is_indented = indents;
    if (!line.empty()) text += shown(std::string_view(line).substr(indents ? 2 : 0)) + '\n';
  }
  return text + (is_indented ? ".fi\n" : "");
}

std::string list_of_commands(std::span<const CommandReference> commands) {
  std::string text = ".SH COMMANDS\n";
  for (const CommandReference& command : commands.subspan(1))
    text += ".TP\n" + bold(command.name) + '\n' + shown(command.description) + '\n';
  return text;
}

std::string see_also(const CommandReference& page, std::span<const CommandReference> commands) {
  std::string text = ".SH \"SEE ALSO\"\n";
  std::string separator;
  for (const CommandReference& command : commands) {
    if (command.name == page.name) continue;
    text += separator + bold(full_name(command)) + "(1)";
    separator = ",\n";
  }
  return text + '\n';
}

}  // namespace

std::string man_page(const std::string& name, const std::string& version,
                     std::span<const CommandReference> commands) {
  const std::string command_name = name == "tema" ? "" : name;
  const CommandReference& page =
      *std::find_if(commands.begin(), commands.end(),
                    [&](const CommandReference& command) { return command.name == command_name; });
  std::string title = full_name(page);
  std::transform(title.begin(), title.end(), title.begin(), [](char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
  });
  std::string text = ".TH " + title + " 1 \"\" \"" + version + "\" \"User Commands\"\n";
  text += ".SH NAME\n" + shown(full_name(page)) + " \\- " + shown(page.description) + '\n' + synopsis(page);
  if (page.name.empty()) text += list_of_commands(commands);
  text += arguments(page) + notes(page.footer);
  if (page.name.empty()) text += end_of_program_page;
  return text + see_also(page, commands);
}

}  // namespace tema_program
