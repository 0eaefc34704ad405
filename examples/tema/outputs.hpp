#pragma once

#include "tema/core/run_context.hpp"

#include <initializer_list>
#include <string>

namespace tema_program {

/// A file that a command is to write.
struct Output {
  std::string option;  ///< what asks for it, as a message names it: "--model m.safetensors"
  std::string path;    ///< empty if it was not asked for
};

/// Throws std::invalid_argument if an output names the same file as another one, or a file that the command
/// reads: one of the inputs, or one in an input that is a folder, also through links. An input that is empty
/// was not given; "-" is standard input. It looks at names alone, before anything is read.
void check_outputs(std::initializer_list<Output> outputs, std::initializer_list<std::string> inputs,
                   const tema::RunContext& run);

}  // namespace tema_program
