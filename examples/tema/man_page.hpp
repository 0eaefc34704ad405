#pragma once

#include "command_reference.hpp"

#include <span>
#include <string>

namespace tema_program {

/// The man page of a command, or of the program itself if `name` is "tema". `version` is what --version
/// prints.
std::string man_page(const std::string& name, const std::string& version,
                     std::span<const CommandReference> commands);

}  // namespace tema_program
