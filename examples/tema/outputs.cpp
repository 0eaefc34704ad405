#include "outputs.hpp"

#include "tema/io/corpus_reader.hpp"
#include "tema/io/output_file.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <vector>

namespace tema_program {

namespace {

namespace files = std::filesystem;

std::vector<Output> asked_for(std::initializer_list<Output> outputs) {
  std::vector<Output> result;
  for (const Output& output : outputs) {
    if (!output.path.empty()) result.push_back(output);
  }
  return result;
}

void check_distinct(const std::vector<Output>& outputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!tema::is_same_file(outputs[i].path, outputs[j].path)) continue;
      throw std::invalid_argument(outputs[j].option + " and " + outputs[i].option +
                                  " are the same file: " + outputs[i].path);
    }
  }
}

void check_kept(const std::vector<Output>& outputs, const std::string& input, const std::string& name) {
  for (const Output& output : outputs) {
    if (!tema::is_same_file(output.path, input)) continue;
    throw std::invalid_argument(output.option + " would replace " + name +
                                ", which is read: name another file");
  }
}

}  // namespace

void check_outputs(std::initializer_list<Output> outputs, std::initializer_list<std::string> inputs,
                   const tema::RunContext& run) {
  std::vector<Output> wanted = asked_for(outputs);
  check_distinct(wanted);
  // A file that does not exist yet cannot be an input.
  std::erase_if(wanted, [](const Output& output) {
    std::error_code error;
    return !files::exists(output.path, error);
  });
  if (wanted.empty()) return;
  for (const std::string& input : inputs) {
    if (input.empty()) continue;
    if (input == "-") check_kept(wanted, "/dev/stdin", "standard input");
    for (const std::string& file : tema::corpus_files(input, run)) check_kept(wanted, file, file);
  }
}

OutputForm output_form(std::string_view path) {
  return path.ends_with(".csv") ? OutputForm::table : OutputForm::json_lines;
}

}  // namespace tema_program
