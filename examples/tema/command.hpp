#pragma once

#include "tema/core/run_context.hpp"

#include <CLI/CLI.hpp>

#include <functional>

namespace tema_program {

/// What a command does after its arguments were read. It may throw what the library throws.
using Action = std::function<void(const tema::RunContext&)>;

/// Each function adds its command to the program. If that command was given, it sets `action` to what the
/// command does.
void add_tokenize_command(CLI::App& app, Action& action);
void add_vectorize_command(CLI::App& app, Action& action);
void add_topics_command(CLI::App& app, Action& action);
void add_assign_command(CLI::App& app, Action& action);
void add_explain_command(CLI::App& app, Action& action);
void add_report_command(CLI::App& app, Action& action);
void add_edit_command(CLI::App& app, Action& action);
void add_info_command(CLI::App& app, Action& action);
void add_evaluate_command(CLI::App& app, Action& action);

}  // namespace tema_program
