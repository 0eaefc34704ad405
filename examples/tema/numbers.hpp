#pragma once

#include <CLI/CLI.hpp>

namespace tema_program {

/// A transformation for options that are whole numbers from 0 on. CLI11 itself reads -1 as 2⁶⁴ - 1, and 010
/// as 8.
CLI::Validator whole_number();

/// The same, for options that are whole numbers from 1 on.
CLI::Validator number_from_1();

}  // namespace tema_program
