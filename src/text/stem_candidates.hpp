#pragma once

#include "tema/core/parallel.hpp"
#include "tema/core/run.hpp"
#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/corpus/vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tema::inline v0::detail {

/// What a language's rules say of a form: what may be its root.
class StemRules {
 public:
  /// Throws std::invalid_argument, naming the languages that have rules, for any other.
  explicit StemRules(const std::string& language);

  /// The likeliest root first.
  [[nodiscard]] std::vector<std::string> roots(std::string_view form) const;

  /// True if roots are words to show to a person: Snowball's stems are not ("happi").
  [[nodiscard]] bool has_readable_roots() const { return has_affixes_; }

 private:
  std::string language_;
  bool has_affixes_ = false;
};

/// A frequent form, by its place in the order of their bytes.
using Form = std::uint32_t;
using Root = TermId;

/// The forms of a corpus that are frequent enough. It points into the corpus's vocabulary.
struct Forms {
  static constexpr Form none = std::numeric_limits<Form>::max();

  std::vector<std::string_view> texts;
  std::vector<std::uint64_t> documents;
  std::vector<Form> of_term;  // none for a term that is not frequent

  [[nodiscard]] std::size_t size() const { return texts.size(); }
};

[[nodiscard]] Forms frequent_forms(const TokenizedCorpus& corpus, std::uint64_t min_documents,
                                   const Run& run);

/// Roots, and the forms that may have them.
struct Candidates {
  static constexpr std::size_t most_forms = 64;  // of a root

  Vocabulary roots;
  std::vector<std::vector<Form>>
      forms;  // of each root, ascending: at most most_forms, those in most documents
  std::vector<std::vector<Root>> of_form;  // likeliest first, those alone that the form shares with another
};

[[nodiscard]] Candidates find_candidates(const Forms& forms, const StemRules& rules, Workers& workers);

/// In which windows each form is that has a root, and how often two forms meet by chance.
struct Windows {
  std::vector<std::uint64_t> numbers;  // of all forms, one form's after another's, each ascending
  std::vector<std::size_t> offsets;    // forms + 1 positions in `numbers`
  double chance = 0.0;                 // Xu and Croft's k

  [[nodiscard]] std::span<const std::uint64_t> of(Form form) const {
    return std::span(numbers).subspan(offsets[form], offsets[form + 1] - offsets[form]);
  }
};

/// As StemTableOptions::window.
[[nodiscard]] Windows find_windows(const TokenizedCorpus& corpus, const Forms& forms,
                                   const Candidates& candidates, std::size_t window, const Run& run);

/// Two forms that share a root, and their em.
struct FormPair {
  Form a;
  Form b;
  double association;
};

/// All pairs with an association above 0, the strongest first, ties by their forms.
[[nodiscard]] std::vector<FormPair> associated_pairs(const Candidates& candidates, const Windows& windows,
                                                     Workers& workers);

}  // namespace tema::inline v0::detail
