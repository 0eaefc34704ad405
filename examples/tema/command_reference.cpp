#include "command_reference.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

namespace tema_program {

namespace {

/// The options whose value is the path of a file. Positional arguments are paths, too.
constexpr std::string_view file_options[] = {
    "--assignments", "--corpus", "--from-assignments", "--model", "--output",
    "--phrases",     "--report", "--stop-words",       "--terms", "--vocabulary"};

const auto every_command = [](const CLI::App* command) { return !command->get_name().empty(); };

std::string value_name(const CLI::Option& option) {
  std::string type = option.get_type_name();
  const bool is_file = std::find(std::begin(file_options), std::end(file_options), option.get_name()) !=
                       std::end(file_options);
  if (type == "UINT") return "N";
  if (type == "FLOAT") return "NUMBER";
  if (type != "TEXT") return type;
  return option.get_positional() ? "" : is_file ? "FILE" : type;  // a positional argument has a name already
}

/// What separators stand between; "a,b" has two parts.
std::vector<std::string> parts(std::string_view text, char separator) {
  std::vector<std::string> result;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    result.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return result;
}

/// The words of "{text,json}", also behind the name of a type.
std::vector<std::string> choices_of(const std::string& value) {
  const std::size_t begin = value.find('{');
  const std::size_t end = value.find('}');
  if (begin == std::string::npos || end == std::string::npos || end < begin) return {};
  return parts(std::string_view(value).substr(begin + 1, end - begin - 1), ',');
}

ArgumentReference reference_of(const CLI::Option& option) {
  ArgumentReference result;
  const bool is_flag = option.get_type_size() == 0 || option.get_expected_min() == 0;
  for (const std::string& name : option.get_snames()) result.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) result.names.push_back("--" + name);
  if (option.get_positional()) result.names = {option.get_name(true)};
  if (!is_flag) {
    const std::string type = option.get_type_name();
    result.value = option.get_option_text().empty() ? type : option.get_option_text();
    result.choices = choices_of(result.value);
    if (result.choices.empty()) {
      result.choices = choices_of(type);
    } else {
      result.value = '{' + CLI::detail::join(result.choices, ",") + '}';
    }
    result.default_value = option.get_default_str();
  }
  result.description = option.get_description();
  result.group = option.get_group();
  result.is_required = option.get_required();
  result.is_repeated = !is_flag && option.get_expected_max() == CLI::detail::expected_max_vector_size;
  return result;
}

CommandReference reference_of(const CLI::App& command, const std::string& name,
                              const std::string& footer_of_parent) {
  CommandReference result;
  result.name = name;
  result.description = command.get_description();
  if (command.get_footer() != footer_of_parent) result.footer = command.get_footer();
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_group().empty()) continue;  // it is not in --help
    (option->get_positional() ? result.positionals : result.options).push_back(reference_of(*option));
  }
  // --help sorts options by their groups.
  std::vector<std::string> groups;
  for (const ArgumentReference& option : result.options) {
    if (std::find(groups.begin(), groups.end(), option.group) == groups.end()) groups.push_back(option.group);
  }
  const auto place = [&](const ArgumentReference& option) {
    return std::find(groups.begin(), groups.end(), option.group);
  };
  std::stable_sort(result.options.begin(), result.options.end(),
                   [&](const auto& left, const auto& right) { return place(left) < place(right); });
  return result;
}

}  // namespace

void name_values(CLI::App& app) {
  for (CLI::App* command : app.get_subcommands(every_command)) {
    for (CLI::Option* option : command->get_options()) {
      if (const std::string name = value_name(*option); name != option->get_type_name())
        option->type_name(name);
    }
  }
}

std::vector<CommandReference> command_reference(const CLI::App& app) {
  std::vector<CommandReference> result = {reference_of(app, "", "")};
  for (const CLI::App* command : app.get_subcommands(every_command)) {
    result.push_back(reference_of(*command, command->get_name(), app.get_footer()));
  }
  return result;
}

}  // namespace tema_program
