#pragma once

#include "tema/core/run_context.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace tema_program {

/// A file that a command will write.
struct Output {
  std::string option;  ///< what asks for it, as a message names it: "--model m.safetensors"
  std::string path;    ///< empty if it was not asked for
};

/// Throws std::invalid_argument if an output names the same file as another output, or a file that the
/// command reads: one of the inputs, or a file in an input that is a folder, also through links. An empty
/// input was not given; "-" is standard input. It only looks at names, before anything is read.
void check_outputs(std::initializer_list<Output> outputs, std::initializer_list<std::string> inputs,
                   const tema::RunContext& run);

/// The form of an output with a row for each thing, by its name: a table if that ends in .csv, or else JSON
/// lines.
enum class OutputForm { json_lines, table };
OutputForm output_form(std::string_view path);

}  // namespace tema_program
