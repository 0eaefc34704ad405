#pragma once

#include "tema/text/tokenizer.hpp"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace tema_program {

/// How words become tokens, as given on the command line. Nothing is done to a word unless it is asked for,
/// or the command begins with other options.
struct TokenizerArguments {
  tema::TokenizerOptions options = {.normalization = tema::Normalization::none, .fold = false};
  std::string stop_word_file = {};
  std::string phrase_file = {};
  std::vector<std::string> exclude = {};
  std::vector<std::size_t> character_ngrams = {};
  bool drop_stop_words = false;
  bool stem = false;
  bool no_dictionary = false;
};

/// Adds the options of a tokenizer, under the names of the fields of tema::TokenizerOptions.
void add_tokenizer_options(CLI::App& command, TokenizerArguments& arguments);

/// The requested tokenizer. Unless `quiet`, warns of stop words that it will never give as a token.
tema::Tokenizer make_tokenizer(const TokenizerArguments& arguments, bool quiet = false);

}  // namespace tema_program
