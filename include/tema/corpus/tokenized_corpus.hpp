#pragma once

#include "tema/core/types.hpp"
#include "tema/corpus/vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tema { inline namespace v0 {

/// The number of documents in a language, which is a code of canonical_language().
struct LanguageCount {
  std::string language;
  std::size_t documents = 0;

  friend bool operator==(const LanguageCount&, const LanguageCount&) = default;
};

/// The tokens of a corpus as numbers: one flat array of ids, and the position where each document begins in
/// it.
///
/// It stores no spans. To find a token in its source, tokenize that one document again (Tokenizer::tokens): a
/// tokenizer always gives the same tokens for the same bytes.
struct TokenizedCorpus {
  std::vector<TermId> ids;                   ///< the tokens of all documents, in order
  std::vector<std::uint64_t> offsets = {0};  ///< documents() + 1 positions in `ids`, from 0 to ids.size()
  /// The terms of the ids, numbered in the order in which they first appear.
  std::shared_ptr<const Vocabulary> vocabulary;
  std::uint64_t ill_formed = 0;          ///< maximal ill-formed parts of the UTF-8, each read as U+FFFD
  std::uint64_t truncated_words = 0;     ///< words that were too long, so that only their beginning was kept
  std::vector<LanguageCount> languages;  ///< how many documents were read in which language, largest first
  std::uint64_t unknown_languages = 0;   ///< documents whose `language` names no language

  [[nodiscard]] std::size_t documents() const { return offsets.size() - 1; }

  /// The tokens of document `i`, which must be below documents().
  [[nodiscard]] std::span<const TermId> document(std::size_t i) const {
    return std::span(ids).subspan(offsets[i], offsets[i + 1] - offsets[i]);
  }
};

}}  // namespace tema::v0
