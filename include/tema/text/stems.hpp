#pragma once

#include "tema/text/stem_table.hpp"

#include <utility>

namespace tema { inline namespace v0 {

/// What a tokenizer makes of the forms of a word: it leaves them as they are, or gives their stem, by the
/// language or by a table. A StemTable converts to it: `.stems = StemTable::learn(…)`.
class Stems {
 public:
  /// No stems: every form stays as it is.
  Stems() = default;

  /// The stems of a table. An empty table gives none.
  Stems(StemTable table) : table_(std::move(table)) {}

  /// The stems of Snowball's algorithm for the language of each text (tema::stem). In texts of a language
  /// without a stemmer, forms stay as they are.
  [[nodiscard]] static Stems of_language() {
    Stems stems;
    stems.by_language_ = true;
    return stems;
  }

  /// True if they are those of of_language().
  [[nodiscard]] bool by_language() const { return by_language_; }

  /// The table; empty unless they were made of one.
  [[nodiscard]] const StemTable& table() const { return table_; }

  /// True if every form stays as it is.
  [[nodiscard]] bool empty() const { return !by_language_ && table_.empty(); }

 private:
  StemTable table_;
  bool by_language_ = false;
};

}}  // namespace tema::v0
