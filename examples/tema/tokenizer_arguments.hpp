#pragma once

#include "tema/text/tokenizer.hpp"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace tema_program {

/// How words become tokens, as the command line says it. Nothing is done to a word that is not asked for,
/// unless a command begins with other options.
struct TokenizerArguments {
  tema::TokenizerOptions options = {.normalization = tema::Normalization::none, .fold = false};
  std::string stop_word_file = {};
  std::string phrase_file = {};
  std::vector<std::string> exclude = {};
  std::vector<std::size_t> character_ngrams = {};
  bool drop_stop_words = false;
  bool no_dictionary = false;
};

/// Adds the options of a tokenizer, under the names that they have in tema::TokenizerOptions.
void add_tokenizer_options(CLI::App& command, TokenizerArguments& arguments);

/// The tokenizer that was asked for; unless `quiet`, tells of stop words that it will never meet.
tema::Tokenizer make_tokenizer(const TokenizerArguments& arguments, bool quiet = false);

}  // namespace tema_program
