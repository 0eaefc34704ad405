#pragma once

#include "tema/core/parallel.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/corpus/vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The roots that a form may have by the rules of a language.
class StemRules {
 public:
  /// Throws std::invalid_argument for a language without rules; the message lists those that have rules.
  explicit StemRules(const std::string& language);

  /// The likeliest root first.
  [[nodiscard]] std::vector<std::string> roots(std::string_view form) const;

  /// True if roots are words that can be shown to a person; Snowball's stems are not ("happi").
  [[nodiscard]] bool has_readable_roots() const { return has_affixes_; }

 private:
  std::string language_;
  bool has_affixes_ = false;
};

/// A frequent form, identified by its position in the order of their bytes.
using Form = std::uint32_t;
using Root = TermId;

/// The forms of a corpus that are frequent enough. It points into the corpus's vocabulary.
struct Forms {
  static constexpr Form none = std::numeric_limits<Form>::max();

  std::vector<std::string_view> texts;
  std::vector<std::uint64_t> documents;
  std::vector<Form> of_term;  // no form for a term that is not frequent

  [[nodiscard]] std::size_t size() const { return texts.size(); }
};

[[nodiscard]] Forms frequent_forms(const TokenizedCorpus& corpus, std::uint64_t min_documents,
                                   const RunContext& run);

/// Lists of numbers, concatenated in one array, so that a million of them are freed at once.
template <class Item>
struct Lists {
  std::vector<std::size_t> offsets = {0};
  std::vector<Item> items;

  [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
  [[nodiscard]] std::span<const Item> operator[](std::size_t i) const {
    return std::span(items).subspan(offsets[i], offsets[i + 1] - offsets[i]);
  }

  /// Ends the current list.
  void end_list() { offsets.push_back(items.size()); }
};

/// Roots, and the forms that may have them.
struct Candidates {
  static constexpr std::size_t max_forms = 64;  // the largest number of forms of a root

  Vocabulary roots;
  Lists<Form> forms;    // by root, ascending; at most max_forms, those in the most documents; never one alone
  Lists<Root> of_form;  // the roots that have the form in their list, most likely first
  Lists<Root> ascending;  // the same, ascending
};

[[nodiscard]] Candidates find_candidates(const Forms& forms, const StemRules& rules, Workers& workers);

/// For each form with a root, the windows that contain it, and how often two forms meet by chance.
struct Windows {
  Lists<std::uint64_t> of_form;  // ascending
  double chance = 0.0;           // k of Xu and Croft
};

/// As StemTableOptions::window.
[[nodiscard]] Windows find_windows(const TokenizedCorpus& corpus, const Forms& forms,
                                   const Candidates& candidates, std::size_t window, const RunContext& run);

/// Two forms that share a root, and their association em.
struct FormPair {
  Form a;
  Form b;
  double association;
};

/// All pairs with an association above 0, strongest first, ties by their forms.
[[nodiscard]] std::vector<FormPair> associated_pairs(const Candidates& candidates, const Windows& windows,
                                                     Workers& workers);

}}}  // namespace tema::v0::detail
