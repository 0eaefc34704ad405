#include "tokenizer_arguments.hpp"

#include "choice.hpp"
#include "corpus_arguments.hpp"
#include "numbers.hpp"
#include "one_line.hpp"
#include "tema/io/word_list.hpp"
#include "terminal_text.hpp"

#include <iostream>
#include <map>
#include <stdexcept>

namespace tema_program {

namespace {

void add_forms(CLI::App& command, TokenizerArguments& arguments) {
  tema::TokenizerOptions& options = arguments.options;
  constexpr auto group = "Words";
  const bool folds = options.fold;
  command
      .add_flag(folds ? "--fold,!--no-fold" : "--fold", options.fold,
                folds ? "Fold case (the default), or do not" : "Fold case")
      ->group(group);
  add_choice<tema::Normalization>(command, "--normalization", options.normalization,
                                  "Unicode normalisation form of the tokens", group,
                                  {{"none", tema::Normalization::none},
                                   {"nfc", tema::Normalization::nfc},
                                   {"nfkc", tema::Normalization::nfkc}});
  command.add_flag("--strip-accents", options.strip_accents, "Give tokens without accents")->group(group);
  command.add_flag("--stem", arguments.stem, "Give the stems of folded words, by the language")->group(group);
  command
      .add_option("--phrases", arguments.phrase_file,
                  "Make one token of each phrase in this file, one per line")
      ->group(group);
  command
      .add_option("--character-ngrams", arguments.character_ngrams,
                  "Give n-grams of A to B characters in place of words")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("A,B")
      ->group(group);
  command.add_flag("--across-words", options.character_ngrams.across_words, "Let n-grams reach across words")
      ->group(group);
  command.add_flag("--join-hyphens", options.join_hyphens, "Join words that a hyphen cuts at a line's end")
      ->group(group);
  command
      .add_flag("--split-glued", options.split_glued,
                "Cut at a full stop between sentences without a space: alat.Pergerakan")
      ->group(group);
  command
      .add_flag("--no-dictionary", arguments.no_dictionary,
                "Cut Thai, Chinese… into letters, without dictionaries")
      ->group(group);
}

void add_filters(CLI::App& command, TokenizerArguments& arguments) {
  tema::FilterOptions& filter = arguments.options.filter;
  constexpr auto group = "Words";
  add_choice<tema::Numbers>(
      command, "--numbers", filter.numbers, "What to do with numbers; fold: replace each by #", group,
      {{"keep", tema::Numbers::keep}, {"drop", tema::Numbers::drop}, {"fold", tema::Numbers::fold}});
  command.add_flag("--emoji", filter.emoji, "Keep emoji as tokens")->group(group);
  command
      .add_flag("--drop-stop-words", arguments.drop_stop_words, "Leave out the stop words of the language")
      ->group(group);
  command
      .add_option("--stop-words", arguments.stop_word_file, "Leave out the words in this file, one per line")
      ->group(group);
  command.add_option("--exclude", arguments.exclude, "Leave out these words, separated by commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group(group);
  command.add_option("--min-length", filter.min_length, "Leave out shorter tokens, in code points")
      ->transform(whole_number())
      ->group(group);
  command.add_option("--max-length", filter.max_length, "Leave out longer tokens; 0: no limit")
      ->transform(whole_number())
      ->group(group);
  command
      .add_option("--cut-length", filter.cut_length,
                  "Cut longer words after this many code points; 0: no limit")
      ->transform(whole_number())
      ->group(group);
}

void add_web(CLI::App& command, tema::WebOptions& options) {
  constexpr auto group = "Words";
  command.add_flag("--html", options.html, "Read texts as HTML, and leave out the markup")->group(group);
  const std::map<std::string, tema::WebToken> choices = {
      {"split", tema::WebToken::split}, {"keep", tema::WebToken::keep}, {"drop", tema::WebToken::drop}};
  add_choice(command, "--urls", options.urls, "What to do with URLs; split: into words; keep: as one token",
             group, choices);
  add_choice(command, "--emails", options.emails, "What to do with e-mail addresses", group, choices);
  add_choice(command, "--mentions", options.mentions, "What to do with @mentions", group, choices);
  add_choice(command, "--hashtags", options.hashtags, "What to do with #hashtags", group, choices);
}

void add_indonesian(CLI::App& command, tema::IndonesianOptions& options) {
  constexpr auto group = "Words of Indonesian and Malay";
  command.add_flag("--reduplication-base", options.reduplication_base, "Give negara for negara-negara")
      ->group(group);
  command.add_flag("--expand-two", options.expand_two, "Give anak-anak for anak2")->group(group);
  command.add_flag("--split-clitics", options.split_clitics, "Give buku and nya for bukunya")->group(group);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

void report_stop_words(const tema::Tokenizer& tokenizer) {
  constexpr std::size_t most = 5;
  const std::vector<tema::StopWordIssue> issues = tokenizer.stop_word_issues();
  for (std::size_t i = 0; i < std::min(most, issues.size()); ++i) {
    warn() << "the stop word \"" << one_line(issues[i].word)
           << "\" is cut into: " << one_line(joined(issues[i].tokens)) << '\n';
  }
  if (issues.size() > most) warn() << "… and " << issues.size() - most << " more stop words\n";
}

}  // namespace

void add_tokenizer_options(CLI::App& command, TokenizerArguments& arguments) {
  command
      .add_option("--language", arguments.options.language,
                  "Language of the texts (id, ind, id-ID), for its rules; auto: detect that of each text")
      ->default_str(arguments.options.language.tag());
  command
      .add_option("--corpus-language", arguments.options.corpus_language,
                  "With auto: the language of texts that are too short to tell")
      ->capture_default_str();
  add_forms(command, arguments);
  add_filters(command, arguments);
  add_web(command, arguments.options.web);
  add_indonesian(command, arguments.options.indonesian);
}

tema::Tokenizer make_tokenizer(const TokenizerArguments& arguments, bool quiet) {
  tema::TokenizerOptions options = arguments.options;
  options.dictionary = !arguments.no_dictionary;
  options.language_stop_words = arguments.drop_stop_words;
  if (arguments.stem) options.stems = tema::Stems::of_language();
  if (!arguments.stop_word_file.empty()) {
    options.stop_words.insert(tema::StopWords(tema::read_word_list(arguments.stop_word_file)));
  }
  options.stop_words.insert(tema::StopWords(arguments.exclude));
  if (!arguments.phrase_file.empty())
    options.phrases = tema::Phrases(tema::read_word_list(arguments.phrase_file));
  if (!arguments.character_ngrams.empty()) {
    if (arguments.character_ngrams.size() != 2)
      throw std::invalid_argument("character-ngrams must be two numbers, A,B");
    options.character_ngrams.min = arguments.character_ngrams[0];
    options.character_ngrams.max = arguments.character_ngrams[1];
  }
  tema::Tokenizer tokenizer(std::move(options));
  const bool own_list = !arguments.stop_word_file.empty() || !arguments.exclude.empty();
  if (own_list && !quiet) report_stop_words(tokenizer);
  const tema::LanguageChoice& language = tokenizer.options().language;
  const bool wants_list = arguments.drop_stop_words && !own_list;
  if (wants_list && !quiet && !language.is_automatic()) report_languages({&language.tag(), 1});
  return tokenizer;
}

}  // namespace tema_program
