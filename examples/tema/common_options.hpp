#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>
#include <string>

namespace tema_program {

/// Adds --threads, the same for every command.
void add_threads_option(CLI::App& command, unsigned& threads);

/// Adds --quiet; the description tells what is not shown.
void add_quiet_flag(CLI::App& command, bool& quiet,
                    const std::string& description = "No progress and no warnings");

/// Adds --allow-mismatch, for commands that load a model.
void add_mismatch_flag(CLI::App& command, bool& allow_mismatch);

/// Adds --title-weight, for commands that count words.
CLI::Option* add_title_weight_option(CLI::App& command, std::size_t& weight);

}  // namespace tema_program
