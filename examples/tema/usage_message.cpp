#include "usage_message.hpp"

#include "command_reference.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace tema_program {

namespace {

constexpr auto help_tells_more = " (tema --help tells more)";

std::vector<std::string> option_names(const CommandReference& command) {
  std::vector<std::string> names;
  for (const ArgumentReference& option : command.options)
    names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

std::string full_name(const CommandReference& command) {
  return command.name.empty() ? "tema" : "tema " + command.name;
}

std::string joined(std::span<const std::string> words) {
  std::string result;
  for (const std::string& word : words) result.append(result.empty() ? "" : ", ").append(word);
  return result;
}

/// The commands that have an option of this name.
std::vector<std::string> commands_with(const std::string& option,
                                       std::span<const CommandReference> commands) {
  std::vector<std::string> names;
  for (const CommandReference& command : commands) {
    const std::vector<std::string> options = option_names(command);
    if (std::find(options.begin(), options.end(), option) != options.end())
      names.push_back(full_name(command));
  }
  return names;
}

std::string unknown_option(const std::string& option, const CommandReference& command,
                           std::span<const CommandReference> commands) {
  std::string message = option + " is no option of " + full_name(command);
  if (const std::vector<std::string> others = commands_with(option, commands); !others.empty())
    return message + ", but of " + joined(others);
  if (const std::string meant = nearest(option, option_names(command)); !meant.empty())
    return message + "; did you mean " + meant + "?";
  return message + " (" + full_name(command) + " --help lists them)";
}

std::string unknown_command(const std::string& word, std::span<const CommandReference> commands) {
  std::vector<std::string> names;
  for (const CommandReference& command : commands.subspan(1)) names.push_back(command.name);
  const std::string list = "the commands are " + joined(names) + help_tells_more;
  if (word.empty()) return "no command given; " + list;
  const std::string meant = nearest(word, names);
  return word + " is no command of tema; " + (meant.empty() ? list : "did you mean " + meant + "?");
}

/// The first argument that looks like an option, without its value; empty if there is none.
std::string first_option(std::span<const std::string> arguments) {
  for (const std::string& argument : arguments) {
    if (argument.size() > 1 && argument[0] == '-') return argument.substr(0, argument.find('='));
  }
  return "";
}

}  // namespace

std::size_t distance(std::string_view left, std::string_view right) {
  // Rows of the table of distances between beginnings: of `left`, and of it without its last and last two
  // letters.
  std::vector<std::size_t> row(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> last_but_one(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= left.size(); ++i) {
    last_but_one.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
        row[j] = std::min(row[j], last_but_one[j - 2] + 1);
    }
  }
  return row[right.size()];
}

std::string nearest(std::string_view word, std::span<const std::string> names) {
  constexpr std::size_t longest = 64;  // no name is nearly as long
  const std::size_t letters = word.size() - std::min(word.size(), word.find_first_not_of('-'));
  std::size_t least = std::max<std::size_t>(letters / 3, 1) + 1;
  std::string best;
  if (letters < 2 || word.size() > longest) return best;
  for (const std::string& name : names) {
    if (const std::size_t distant = distance(word, name); distant < least) {
      least = distant;
      best = name;
    }
  }
  return best;
}

std::string usage_message(const CLI::App& app, const CLI::ParseError& error) {
  const std::string what = error.what();
  const int code = error.get_exit_code();
  const bool is_of_arguments = code == static_cast<int>(CLI::ExitCodes::ExtrasError) ||
                               code == static_cast<int>(CLI::ExitCodes::RequiredError);
  if (!is_of_arguments) return what + help_tells_more;
  const std::vector<CommandReference> commands = command_reference(app);
  const std::vector<CLI::App*> given = app.get_subcommands();
  const std::vector<std::string> left = app.remaining(true);
  const auto command = std::find_if(commands.begin(), commands.end(), [&](const CommandReference& one) {
    return one.name == (given.empty() ? "" : given[0]->get_name());
  });
  if (const std::string option = first_option(left); !option.empty())
    return unknown_option(option, *command, commands);
  if (given.empty()) return unknown_command(left.empty() ? "" : left[0], commands);
  return what + help_tells_more;
}

}  // namespace tema_program
