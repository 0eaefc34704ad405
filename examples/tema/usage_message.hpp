#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace tema_program {

/// How many letters must be inserted, left out, replaced or swapped with the next one to make one word the
/// other.
std::size_t distance(std::string_view left, std::string_view right);

/// The name that the given word most likely meant: the nearest one, if it differs in at most a third of the
/// letters of the word. Otherwise empty. Of several, the first.
std::string nearest(std::string_view word, std::span<const std::string> names);

/// What is wrong with a command line that could not be parsed, and what was probably meant.
std::string usage_message(const CLI::App& app, const CLI::ParseError& error);

}  // namespace tema_program
