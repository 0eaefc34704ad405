#pragma once

#include "command_reference.hpp"

#include <span>
#include <string>

namespace tema_program {

/// A script by which a shell completes the program's commands, options and their values. `shell` is bash, zsh
/// or fish.
std::string shell_completion(const std::string& shell, std::span<const CommandReference> commands);

}  // namespace tema_program
