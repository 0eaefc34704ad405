#include "common_options.hpp"

#include "numbers.hpp"

namespace tema_program {

void add_threads_option(CLI::App& command, unsigned& threads) {
  command
      .add_option("--threads", threads,
                  "Number of threads, which does not change the result; 0: one per core")
      ->transform(whole_number())
      ->capture_default_str();
}

void add_quiet_flag(CLI::App& command, bool& quiet, const std::string& description) {
  command.add_flag("--quiet", quiet, description);
}

void add_mismatch_flag(CLI::App& command, bool& allow_mismatch) {
  command.add_flag("--allow-mismatch", allow_mismatch,
                   "Use the model although it was made by a library that analyses text differently");
}

CLI::Option* add_title_weight_option(CLI::App& command, std::size_t& weight) {
  return command
      .add_option("--title-weight", weight,
                  "How often each word of a document's title counts, up to 100; 0: titles are not read")
      ->transform(whole_number())
      ->capture_default_str();
}

}  // namespace tema_program
