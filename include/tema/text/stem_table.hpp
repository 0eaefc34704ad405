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

/// How StemTable::learn decides which forms belong together.
struct StemTableOptions {
  /// Which forms may be joined. For id and ms: forms that can have the same root by the affixes of
  /// Indonesian. For the other stemmed_languages(): forms with the same Snowball stem.
  std::string language = "und";
  std::uint64_t min_documents = 3;  ///< forms in fewer documents are not joined; at least 1
  double min_association = 0.02;    ///< the least association of joined forms (see learn); 0 to 1
  /// The number of tokens within which two forms must occur to meet: longer texts are cut into windows of
  /// equal length. 0: the whole text is one window. Where texts are few and long, about 100 is good, as in
  /// the paper.
  std::size_t window = 0;
};

/// The forms of a corpus that are forms of the same word, and the stem of each. It is a value, frozen once it
/// is built.
///
/// Rules alone join too much: "masalah" is not masa + lah, and "policy" is no form of "police". So two forms
/// are joined only where the corpus agrees, because the same texts use both (Xu and Croft, "Corpus-based
/// stemming using co-occurrence of word variants", ACM TOIS 16(1), 1998).
///
/// Copies share their data. Const members may be called from many threads.
class TEMA_EXPORT StemTable {
 public:
  /// An empty table: every word is its own stem.
  StemTable() = default;

  /// Learns a table from a corpus of folded tokens.
  ///
  /// The association of two forms is em = max(n_ab - E, 0) / (n_a + n_b). n_a and n_b are the windows that
  /// contain one of the forms, n_ab those that contain both. E = k n_a n_b is the number expected by chance,
  /// with k estimated from all pairs of the corpus. em is 0 if the forms meet in fewer than 2 windows.
  /// Classes of forms are merged by their strongest pairs, as long as all forms of a class have a root in
  /// common and the pairs between the merged classes have a mean em of at least half of min_association.
  ///
  /// The stem of a class is one of its forms, or a root that all its forms have and that is not another
  /// frequent form.
  ///
  /// A root has at most 64 forms, those in the most documents, so that time is O(tokens + forms × log forms)
  /// for any corpus. The table is the same for any number of threads. Throws std::invalid_argument for an
  /// option out of its range, a language without rules, and a corpus without a vocabulary; Cancelled on a
  /// stop.
  static StemTable learn(const TokenizedCorpus& corpus, const StemTableOptions& options,
                         const RunContext& run = {});

  /// A table from pairs of a form and its stem, in any order; for example, one that was saved. A pair of a
  /// word and itself is ignored. Throws std::invalid_argument for an empty form or stem, a form with two
  /// stems, and a stem that has another stem.
  static StemTable from_pairs(std::vector<std::pair<std::string, std::string>> pairs);

  /// The stem of a word, or the word itself if the table does not have it. The result is valid as long as
  /// both the word and some copy of the table. Stemming is idempotent. O(bytes).
  [[nodiscard]] std::string_view stem(std::string_view folded_word) const;

  /// The number of forms that are not their own stems.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool empty() const { return size() == 0; }

  /// The i-th form that is not its own stem, in the order of their bytes, and its stem. `i` must be below
  /// size().
  [[nodiscard]] std::pair<std::string_view, std::string_view> pair(std::size_t i) const;

  /// True if both have the same pairs.
  friend TEMA_EXPORT bool operator==(const StemTable& a, const StemTable& b);

 private:
  struct Pairs;
  std::shared_ptr<const Pairs> pairs_;  // null in a table made by default
};

}}  // namespace tema::v0
