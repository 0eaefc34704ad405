#include "tema/text/stem_table.hpp"

#include "core/check.hpp"
#include "core/stop_check.hpp"
#include "tema/core/parallel.hpp"
#include "tema/corpus/vocabulary.hpp"
#include "text/stemming/stem_candidates.hpp"
#include "text/stemming/stem_classes.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

using detail::Candidates;
using detail::Form;
using detail::Forms;
using detail::Root;
using detail::StemClass;

/// The heaviest class first, and in each class the heaviest form: the one in the most documents.
void sort_by_weight(std::vector<StemClass>& classes, const Forms& forms, const RunContext& run) {
  std::vector<std::uint64_t> weights(forms.size(), 0);  // by the class's first form
  detail::StopCheck check_stop(run);
  for (StemClass& one : classes) {
    check_stop();
    std::sort(one.forms.begin(), one.forms.end(), [&](Form a, Form b) {
      return forms.documents[a] != forms.documents[b] ? forms.documents[a] > forms.documents[b] : a < b;
    });
    for (const Form form : one.forms) weights[one.forms.front()] += forms.documents[form];
  }
  std::sort(classes.begin(), classes.end(), [&](const StemClass& x, const StemClass& y) {
    check_stop();
    const Form a = x.forms.front();
    const Form b = y.forms.front();
    return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
  });
}

/// Finds a stem for each class that no other class, and no frequent form outside it, has.
class Naming {
 public:
  Naming(const Forms& forms, const Candidates& candidates, const Vocabulary& terms, bool readable_roots)
      : forms_(forms),
        candidates_(candidates),
        terms_(terms),
        readable_roots_(readable_roots),
        taken_(candidates.roots.size()) {}

  /// A root that is a form of the class; or else, of the roots that all its forms have, the one in the most
  /// documents, if it is free; or else the first form of the class.
  std::string_view name(const StemClass& one) {
    const std::string_view first = forms_.texts[one.forms.front()];
    std::optional<Root> best;
    std::uint64_t best_weight = 0;
    for (const Root root : candidates_.of_form[one.forms.front()]) {
      if (!std::binary_search(one.roots.begin(), one.roots.end(), root)) continue;
      const Form form = form_of(root);
      if (std::find(one.forms.begin(), one.forms.end(), form) != one.forms.end()) return forms_.texts[form];
      const std::uint64_t weight = weight_of(root);
      if (weight > best_weight) best = root;
      best_weight = std::max(best_weight, weight);
    }
    // Never a less likely root: it would be "neliti" where "teliti" is another word.
    if (!readable_roots_ || !best || form_of(*best) != Forms::none || taken_[*best]) return first;
    taken_[*best] = true;
    return candidates_.roots.term(*best);
  }

 private:
  [[nodiscard]] Form form_of(Root root) const {
    const auto term = terms_.find(candidates_.roots.term(root));
    return term ? forms_.of_term[*term] : Forms::none;
  }

  [[nodiscard]] std::uint64_t weight_of(Root root) const {
    std::uint64_t weight = 0;
    for (const Form form : candidates_.forms[root]) weight += forms_.documents[form];
    return weight;
  }

  const Forms& forms_;
  const Candidates& candidates_;
  const Vocabulary& terms_;
  bool readable_roots_;
  std::vector<bool> taken_;
};

void check(const StemTableOptions& options) {
  constexpr std::uint64_t any = std::numeric_limits<std::uint64_t>::max();
  detail::check_range<std::uint64_t>("min_documents", options.min_documents, 1, any);
  detail::check_range("min_association", options.min_association, 0.0, 1.0);
}

[[noreturn]] void throw_bad_pair(const std::pair<std::string, std::string>& pair,
                                 const std::string& expected) {
  detail::throw_invalid("pair", '"' + pair.first + "\", \"" + pair.second + '"', expected);
}

}  // namespace

struct StemTable::Pairs {
  Vocabulary forms;  // numbered in the order of their bytes
  Vocabulary stems;
  std::vector<TermId> stem_of;

  void add(std::string_view form, std::string_view stem) {
    if (form == stem) return;
    forms.intern(form);
    stem_of.push_back(stems.intern(stem));
  }
};

StemTable StemTable::learn(const TokenizedCorpus& corpus, const StemTableOptions& options,
                           const RunContext& run) {
  const detail::StemRules rules(options.language);
  check(options);
  StemTable table;
  if (corpus.documents() == 0) return table;
  if (!corpus.vocabulary) throw std::invalid_argument("the corpus has no vocabulary");

  Workers workers(run);
  const Forms forms = detail::frequent_forms(corpus, options.min_documents, run);
  const Candidates candidates = detail::find_candidates(forms, rules, workers);
  const detail::Windows windows = detail::find_windows(corpus, forms, candidates, options.window, run);
  const auto pairs = detail::associated_pairs(candidates, windows, workers);
  std::vector<StemClass> classes = detail::stem_classes(candidates, pairs, options.min_association, run);
  sort_by_weight(classes, forms, run);

  detail::StopCheck check_stop(run);
  Naming naming(forms, candidates, *corpus.vocabulary, rules.has_readable_roots());
  std::vector<std::string_view> stems(forms.size());
  for (const StemClass& one : classes) {
    check_stop();
    const std::string_view name = naming.name(one);
    for (const Form form : one.forms) stems[form] = name;
  }
  auto shared = std::make_shared<Pairs>();
  for (std::size_t form = 0; form < forms.size(); ++form) {
    check_stop();
    if (!stems[form].empty()) shared->add(forms.texts[form], stems[form]);
  }
  table.pairs_ = std::move(shared);
  return table;
}

StemTable StemTable::from_pairs(std::vector<std::pair<std::string, std::string>> pairs) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  auto shared = std::make_shared<Pairs>();
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto& [form, stem] = pairs[i];
    if (form.empty() || stem.empty()) throw_bad_pair(pairs[i], "a form and a stem, neither empty");
    if (i > 0 && pairs[i - 1].first == form) {
      throw_bad_pair(pairs[i], "the only one of its form: \"" + pairs[i - 1].second + "\" is its stem, too");
    }
    shared->add(form, stem);
  }
  StemTable table;
  table.pairs_ = std::move(shared);
  for (const auto& pair : pairs) {
    const std::string_view other = table.stem(pair.second);
    if (other != pair.second)
      throw_bad_pair(pair, "of a stem that has no other stem, as \"" + std::string(other) + '"');
  }
  return table;
}

std::string_view StemTable::stem(std::string_view folded_word) const {
  if (!pairs_) return folded_word;
  const auto form = pairs_->forms.find(folded_word);
  return form ? pairs_->stems.term(pairs_->stem_of[*form]) : folded_word;
}

std::size_t StemTable::size() const { return pairs_ ? pairs_->forms.size() : 0; }

std::pair<std::string_view, std::string_view> StemTable::pair(std::size_t i) const {
  return {pairs_->forms.term(static_cast<TermId>(i)), pairs_->stems.term(pairs_->stem_of[i])};
}

bool operator==(const StemTable& a, const StemTable& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a.pair(i) != b.pair(i)) return false;
  }
  return true;
}

}}  // namespace tema::v0
