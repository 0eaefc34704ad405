#pragma once

#include "tema/corpus/token_source.hpp"
#include "tema/text/utf8.hpp"
#include "text/languages/language_counts.hpp"

#include <cstdint>
#include <string>

namespace tema { inline namespace v0 { namespace detail {

/// What is known about texts that were read, besides their tokens. See TokenizedCorpus.
struct ReadingNotes {
  std::uint64_t ill_formed = 0;
  std::uint64_t truncated_words = 0;
  std::uint64_t unknown_languages = 0;
  DocumentsOfLanguage languages = {};

  /// Adds what the reader knows about the text, which is the last one that it read. `is_main` tells whether
  /// its language is that of its document.
  void add(const TokenReader& reader, const SourceText& text, bool is_main) {
    ill_formed += count_ill_formed(text.text);
    const TextNotes notes = reader.notes(text);
    truncated_words += notes.truncated_words;
    if (!is_main) return;
    if (notes.unknown_language) ++unknown_languages;
    if (!notes.language.empty()) ++languages[std::string(notes.language)];
  }

  void add(const ReadingNotes& others) {
    ill_formed += others.ill_formed;
    truncated_words += others.truncated_words;
    unknown_languages += others.unknown_languages;
    for (const auto& [language, count] : others.languages) languages[language] += count;
  }
};

}}}  // namespace tema::v0::detail
