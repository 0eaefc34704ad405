#include "text/stemming/stem_candidates.hpp"

#include "core/check.hpp"
#include "core/stop_check.hpp"
#include "tema/text/stemmer.hpp"
#include "text/languages/indonesian/candidate_roots.hpp"
#include "text/languages/indonesian/indonesian.hpp"
#include "text/languages/language.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t longest_form = 256;  // in bytes; longer forms are no words
// Forms that met once may have met by chance, however rare they are.
constexpr std::size_t least_meetings = 2;

/// Keeps the forms of a root that are in the most documents, and none if it has only one form.
void bound(std::vector<Form>& forms_of_root, const Forms& forms) {
  if (forms_of_root.size() > Candidates::max_forms) {
    const auto end = forms_of_root.begin() + Candidates::max_forms;
    std::nth_element(forms_of_root.begin(), end, forms_of_root.end(), [&](Form a, Form b) {
      return forms.documents[a] != forms.documents[b] ? forms.documents[a] > forms.documents[b] : a < b;
    });
    forms_of_root.erase(end, forms_of_root.end());
    std::sort(forms_of_root.begin(), forms_of_root.end());
  }
  if (forms_of_root.size() < 2) forms_of_root.clear();
}

/// All roots of each form by the rules; `roots` receives their texts.
Lists<Root> roots_of(const Forms& forms, const StemRules& rules, Vocabulary& roots, Workers& workers) {
  constexpr std::size_t forms_per_block = 1 << 14;  // so that few texts are in memory at a time
  constexpr std::size_t forms_per_chunk = 256;
  Lists<Root> result;
  std::vector<std::vector<std::string>> found;
  for (std::size_t begin = 0; begin < forms.size(); begin += forms_per_block) {
    found.resize(std::min(forms_per_block, forms.size() - begin));
    workers.for_chunks(found.size(), forms_per_chunk, [&](const Chunk& chunk) {
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) found[i] = rules.roots(forms.texts[begin + i]);
    });
    for (const std::vector<std::string>& texts : found) {
      for (const std::string& text : texts) result.items.push_back(roots.intern(text));
      result.end_list();
    }
  }
  return result;
}

/// The forms of each root, ascending.
Lists<Form> forms_of(const Lists<Root>& of_form, std::size_t roots, StopCheck& check_stop) {
  Lists<Form> result;
  result.offsets.assign(roots + 1, 0);
  for (const Root root : of_form.items) {
    check_stop();
    ++result.offsets[root + 1];
  }
  std::partial_sum(result.offsets.begin(), result.offsets.end(), result.offsets.begin());
  result.items.resize(of_form.items.size());
  std::vector<std::size_t> ends(result.offsets.begin(), result.offsets.end() - 1);
  for (std::size_t form = 0; form < of_form.size(); ++form) {
    check_stop();
    for (const Root root : of_form[form]) result.items[ends[root]++] = static_cast<Form>(form);
  }
  return result;
}

/// Calls visit(window, form) once for each frequent form of each window, window by window.
template <class Visit>
void for_windows(const TokenizedCorpus& corpus, const Forms& forms, std::size_t window, const RunContext& run,
                 Visit&& visit) {
  std::vector<std::uint64_t> last_window(forms.size(), std::numeric_limits<std::uint64_t>::max());
  StopCheck check_stop(run);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < corpus.documents(); ++i) {
    const std::span<const TermId> document = corpus.document(i);
    const std::size_t parts =
        window == 0 ? 1 : std::max<std::size_t>(1, chunk_count(document.size(), window));
    const std::size_t least = document.size() / parts;
    const std::size_t longer = document.size() % parts;  // the number of parts with one more token
    std::size_t end = 0;
    for (std::size_t part = 0; part < parts; ++part, ++number) {
      const std::size_t begin = std::exchange(end, end + least + (part < longer ? 1 : 0));
      for (const TermId id : document.subspan(begin, end - begin)) {
        check_stop();
        const Form form = forms.of_term[id];
        if (form != Forms::none && std::exchange(last_window[form], number) != number) visit(number, form);
      }
    }
  }
}

/// The association em of two forms that are in the windows a and b.
double association(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b, double chance,
                   StopCheck& check_stop) {
  std::size_t both = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    check_stop();
    const bool a_next = a[i] <= b[j];
    const bool b_next = b[j] <= a[i];
    both += a_next && b_next ? 1U : 0U;
    i += a_next ? 1U : 0U;
    j += b_next ? 1U : 0U;
  }
  const auto n_a = static_cast<double>(a.size());
  const auto n_b = static_cast<double>(b.size());
  const double more = static_cast<double>(both) - chance * n_a * n_b;
  return both < least_meetings || more <= 0.0 ? 0.0 : more / (n_a + n_b);
}

/// The smallest root that both forms have; both lists must be ascending and have a root in common.
Root first_common(std::span<const Root> a, std::span<const Root> b) {
  auto in_a = a.begin();
  for (auto in_b = b.begin(); *in_a != *in_b;) ++(*in_a < *in_b ? in_a : in_b);
  return *in_a;
}

template <class Visit>
void for_pairs(std::span<const Form> forms, Visit&& visit) {
  for (auto a = forms.begin(); a != forms.end(); ++a) {
    for (auto b = a + 1; b != forms.end(); ++b) visit(*a, *b);
  }
}

}  // namespace

StemRules::StemRules(const std::string& language) : language_(checked_language(language)) {
  has_affixes_ = is_indonesian_or_malay(language_);
  const auto known = stemmed_languages();
  if (has_affixes_ || std::binary_search(known.begin(), known.end(), language_)) return;
  std::string list = "id ms";
  for (const std::string& code : known) list += code == "id" ? "" : ' ' + code;
  throw_invalid("language", '"' + language + '"', "a language with rules for stems: " + list);
}

std::vector<std::string> StemRules::roots(std::string_view form) const {
  if (form.empty() || form.size() > longest_form) return {};
  if (has_affixes_) return candidate_roots(form);
  return {stem(form, language_)};
}

Forms frequent_forms(const TokenizedCorpus& corpus, std::uint64_t min_documents, const RunContext& run) {
  const Vocabulary& vocabulary = *corpus.vocabulary;
  std::vector<std::uint64_t> documents(vocabulary.size(), 0);
  std::vector<std::size_t> last_document(vocabulary.size(), corpus.documents());  // at first: no document
  StopCheck check_stop(run);
  for (std::size_t i = 0; i < corpus.documents(); ++i) {
    for (const TermId id : corpus.document(i)) {
      check_stop();
      if (std::exchange(last_document[id], i) != i) ++documents[id];
    }
  }
  std::vector<TermId> order;
  for (std::size_t id = 0; id < documents.size(); ++id) {
    if (documents[id] >= min_documents) order.push_back(static_cast<TermId>(id));
  }
  std::sort(order.begin(), order.end(), [&](TermId a, TermId b) {
    check_stop();
    return vocabulary.term(a) < vocabulary.term(b);
  });
  Forms forms;
  forms.of_term.assign(vocabulary.size(), Forms::none);
  for (const TermId id : order) {
    forms.of_term[id] = static_cast<Form>(forms.size());
    forms.texts.push_back(vocabulary.term(id));
    forms.documents.push_back(documents[id]);
  }
  return forms;
}

Candidates find_candidates(const Forms& forms, const StemRules& rules, Workers& workers) {
  Candidates candidates;
  StopCheck check_stop(workers.run());
  const Lists<Root> all_roots = roots_of(forms, rules, candidates.roots, workers);
  const Lists<Form> all_forms = forms_of(all_roots, candidates.roots.size(), check_stop);
  std::vector<Form> some;
  for (std::size_t root = 0; root < all_forms.size(); ++root) {
    throw_if_stopped(workers.run());
    some.assign(all_forms[root].begin(), all_forms[root].end());
    bound(some, forms);
    candidates.forms.items.insert(candidates.forms.items.end(), some.begin(), some.end());
    candidates.forms.end_list();
  }
  for (std::size_t form = 0; form < forms.size(); ++form) {
    for (const Root root : all_roots[form]) {
      check_stop();
      const std::span<const Form> kept = candidates.forms[root];
      const bool is_kept = std::binary_search(kept.begin(), kept.end(), static_cast<Form>(form));
      if (is_kept) candidates.of_form.items.push_back(root);
    }
    candidates.of_form.end_list();
  }
  candidates.ascending = candidates.of_form;
  for (std::size_t form = 0; form < forms.size(); ++form) {
    check_stop();
    const auto begin = candidates.ascending.items.begin();
    std::sort(begin + static_cast<std::ptrdiff_t>(candidates.ascending.offsets[form]),
              begin + static_cast<std::ptrdiff_t>(candidates.ascending.offsets[form + 1]));
  }
  return candidates;
}

Windows find_windows(const TokenizedCorpus& corpus, const Forms& forms, const Candidates& candidates,
                     std::size_t window, const RunContext& run) {
  std::vector<std::size_t> counts(forms.size(), 0);
  double meetings = 0.0;
  std::uint64_t current = 0;
  double forms_before = 0.0;
  for_windows(corpus, forms, window, run, [&](std::uint64_t number, Form form) {
    if (std::exchange(current, number) != number) forms_before = 0.0;
    meetings += forms_before;
    forms_before += 1.0;
    ++counts[form];
  });
  // Each of the two sums is over all pairs of forms, so that k needs no sample.
  double sum = 0.0;
  double squares = 0.0;
  for (const std::size_t count : counts) {
    sum += static_cast<double>(count);
    squares += static_cast<double>(count) * static_cast<double>(count);
  }
  Windows windows;
  const double products = (sum * sum - squares) / 2.0;
  if (products > 0.0) windows.chance = meetings / products;

  std::vector<std::size_t>& offsets = windows.of_form.offsets;
  for (std::size_t form = 0; form < forms.size(); ++form) {
    offsets.push_back(offsets.back() + (candidates.of_form[form].empty() ? 0 : counts[form]));
  }
  windows.of_form.items.resize(offsets.back());
  std::vector<std::size_t> ends(offsets.begin(), offsets.end() - 1);
  for_windows(corpus, forms, window, run, [&](std::uint64_t number, Form form) {
    if (!candidates.of_form[form].empty()) windows.of_form.items[ends[form]++] = number;
  });
  return windows;
}

std::vector<FormPair> associated_pairs(const Candidates& candidates, const Windows& windows,
                                       Workers& workers) {
  const Lists<Root>& roots = candidates.ascending;
  constexpr std::size_t roots_per_chunk = 64;
  std::vector<std::vector<FormPair>> parts(chunk_count(candidates.forms.size(), roots_per_chunk));
  workers.for_chunks(
      candidates.forms.size(), roots_per_chunk,
      [&](const Chunk& chunk) {
        StopCheck check_stop(workers.run());
        for (std::size_t root = chunk.begin; root < chunk.end; ++root) {
          for_pairs(candidates.forms[root], [&](Form a, Form b) {
            check_stop();
            if (first_common(roots[a], roots[b]) != root) return;  // a pair with several roots counts once
            const double em = association(windows.of_form[a], windows.of_form[b], windows.chance, check_stop);
            if (em > 0.0) parts[chunk.index].push_back({a, b, em});
          });
        }
      },
      "stem");
  std::vector<FormPair> pairs;
  StopCheck check_stop(workers.run());
  for (const std::vector<FormPair>& part : parts) {
    check_stop();
    pairs.insert(pairs.end(), part.begin(), part.end());
  }
  std::sort(pairs.begin(), pairs.end(), [&](const FormPair& x, const FormPair& y) {
    check_stop();
    if (x.association != y.association) return x.association > y.association;
    return x.a != y.a ? x.a < y.a : x.b < y.b;
  });
  return pairs;
}

}}}  // namespace tema::v0::detail
