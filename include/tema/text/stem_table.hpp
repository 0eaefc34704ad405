#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/tokenized_corpus.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

/// How StemTable::learn tells which forms belong together.
struct StemTableOptions {
  /// id, ms: forms may be joined that have a root in common by the affixes of Indonesian; one of
  /// stemmed_languages(): those with the same Snowball stem.
  std::string language = "und";
  std::uint64_t min_documents = 3;  ///< forms in fewer documents are left alone; at least 1
  double min_association = 0.02;    ///< the least em of two forms that are joined; 0 to 1
  /// Tokens within which forms meet: longer texts are cut into equal parts. 0: the whole text. About 100, as
  /// in the paper, where texts are long and few.
  std::size_t window = 0;
};

/// Which forms of a corpus are forms of the same word, and the stem of each: a value, frozen once built.
///
/// Rules alone join too much: "masalah" is not masa + lah, "policy" no form of "police". So two forms are
/// joined only where the corpus agrees, because texts that have one have the other (Xu and Croft,
/// "Corpus-based stemming using co-occurrence of word variants", ACM TOIS 16(1), 1998).
///
/// Copies share what they hold. Const members may be called from many threads.
class TEMA_EXPORT StemTable {
 public:
  /// Every word is its own stem.
  StemTable() = default;

  /// Learns a table from folded tokens. The association of two forms is em = max(n_ab - E, 0) / (n_a + n_b),
  /// where n counts windows, and E = k n_a n_b is what chance gives, k from all pairs of the corpus; 0 if
  /// they meet in fewer than 2 windows. Classes grow by their strongest pairs, as long as all forms of a
  /// class have a root in common and the pairs that come together have a mean em of half the least.
  ///
  /// The stem is a form of the class, or a root that all its forms have and no other frequent form is.
  ///
  /// A root has at most 64 forms, those in most documents, so that time is O(tokens + forms × log forms) for
  /// any corpus. The same table for any number of threads. Throws std::invalid_argument for an option out of
  /// its range, a language without rules or a corpus without a vocabulary, and Cancelled on a stop.
  static StemTable learn(const TokenizedCorpus& corpus, const StemTableOptions& options,
                         const RunContext& run = {});

  /// A table from pairs of a form and its stem, in any order, such as one that was saved. A pair of a word
  /// and itself says nothing. Throws std::invalid_argument for an empty form or stem, a form with two stems,
  /// or a stem that has another stem.
  static StemTable from_pairs(std::vector<std::pair<std::string, std::string>> pairs);

  /// The stem of a word; the word itself if it is not there. Valid as long as a copy of the table, and the
  /// word. To stem twice is to stem once. O(bytes).
  [[nodiscard]] std::string_view stem(std::string_view folded_word) const;

  /// The number of forms that are not their own stems.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool empty() const { return size() == 0; }

  /// The i-th of these forms, in the order of their bytes, and its stem. `i` must be below size().
  [[nodiscard]] std::pair<std::string_view, std::string_view> pair(std::size_t i) const;

  /// True if both have the same pairs.
  friend TEMA_EXPORT bool operator==(const StemTable& a, const StemTable& b);

 private:
  struct Pairs;
  std::shared_ptr<const Pairs> pairs_;  // null in a table made by default
};

}}  // namespace tema::v0
