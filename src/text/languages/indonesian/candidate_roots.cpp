#include "text/languages/indonesian/candidate_roots.hpp"

#include "text/languages/indonesian/affixes.hpp"
#include "text/languages/indonesian/indonesian.hpp"
#include "text/languages/indonesian/reduplication.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace tema { inline namespace v0 { namespace detail {

namespace {

// Words that look affixed but are not, or no longer, where the rest would be another word: masa + lah, se +
// kolah, pasuk + an beside me + masuk + i. They are not cut within other words either (per + masalah + an),
// and no letter is put back before them (peng + awas + an does not give kawasan).
constexpr std::string_view whole_words[] = {
    "abadi",     "alami",    "angkatan", "awas",         "bekasi",   "berangkat", "beringin", "berita",
    "dimas",     "dinas",    "ekonomi",  "gulai",        "majalah",  "makalah",   "maluku",   "masalah",
    "melayu",    "mentega",  "menteri",  "merapi",       "mereka",   "naik",      "negeri",   "pasukan",
    "pengacara", "pengalam", "perdana",  "perhati",      "perilaku", "persegi",   "polisi",   "sekolah",
    "sekutu",    "selatan",  "terapi",   "undang-undang"};
static_assert(std::is_sorted(std::begin(whole_words), std::end(whole_words)));

constexpr std::size_t shortest_root = 3;
constexpr std::size_t max_prefixes = 2;

bool is_whole(std::string_view word) {
  return std::binary_search(std::begin(whole_words), std::end(whole_words), word);
}

/// No root begins with l, m, n or r and another consonant, except ny and ng: "mbaca" contains half of the
/// prefix of "membaca".
bool begins_well(std::string_view core) {
  constexpr std::string_view liquids_and_nasals = "lmnr";
  if (core.size() < 3 || is_vowel(core[1]) || liquids_and_nasals.find(core[0]) == std::string_view::npos)
    return true;
  return core[0] == 'n' && (core[1] == 'y' || core[1] == 'g') && is_vowel(core[2]);
}

/// True if the root that follows the form of a prefix may be `rest`, with its first letter.
bool keeps(const PrefixForm& form, std::string_view rest) {
  switch (form.after) {
    case AfterPrefix::anything:
      return true;
    case AfterPrefix::letter:
      return form.letters.find(rest.front()) != std::string_view::npos;
    case AfterPrefix::one_syllable:
      return count_syllables(rest) == 1;
    case AfterPrefix::er:
      return rest.front() == 'r' || (rest.size() > 2 && !is_vowel(rest[0]) && rest.substr(1, 2) == "er");
    case AfterPrefix::ajar:
      return rest == "ajar";
  }
  return false;
}

/// True if the form of a prefix may have swallowed the letter before `rest`.
bool swallows(const PrefixForm& form, std::string_view rest) {
  return form.swallowed != '\0' && is_vowel(rest.front());
}

/// True if a word may have both affixes, with the prefix as its first; `suffix` is "" for none.
bool go_together(Prefix prefix, std::string_view suffix) {
  if (suffix.empty()) return prefix != Prefix::ke;
  if (suffix == "an") return prefix != Prefix::di && prefix != Prefix::me && prefix != Prefix::ter;
  if (prefix == Prefix::ke || prefix == Prefix::se || prefix == Prefix::pe) return false;
  return suffix == "kan" || prefix != Prefix::ber;
}

/// True if `inner` may directly follow `outer`.
bool may_follow(Prefix outer, Prefix inner) {
  switch (outer) {
    case Prefix::none:
      return true;
    case Prefix::me:
    case Prefix::di:
      return inner == Prefix::per || inner == Prefix::pe || inner == Prefix::ber || inner == Prefix::ter ||
             inner == Prefix::se || inner == Prefix::ke;
    case Prefix::pe:
      return inner == Prefix::per || inner == Prefix::ber || inner == Prefix::ter || inner == Prefix::se ||
             inner == Prefix::ke;
    case Prefix::ber:
      return inner == Prefix::ke || inner == Prefix::pe || inner == Prefix::per || inner == Prefix::se;
    case Prefix::ke:
      return inner == Prefix::pe || inner == Prefix::per || inner == Prefix::ber || inner == Prefix::ter ||
             inner == Prefix::se;
    case Prefix::se:
      return inner == Prefix::pe || inner == Prefix::per || inner == Prefix::ber || inner == Prefix::ter ||
             inner == Prefix::ke;
    case Prefix::ter:
      return inner == Prefix::per || inner == Prefix::pe || inner == Prefix::se;
    case Prefix::per:
      return inner == Prefix::se;
  }
  return false;
}

/// Collects the cores of one word.
class Analysis {
 public:
  explicit Analysis(std::string_view word) : word_(word) {}

  std::vector<std::string> roots() {
    for_each_rest(word_, EndingKind::particle, [&](std::string_view rest, std::string_view /*particle*/) {
      for_each_rest(rest, EndingKind::pronoun, [&](std::string_view bare, std::string_view /*pronoun*/) {
        for_each_rest(bare, EndingKind::suffix,
                      [&](std::string_view stem, std::string_view suffix) { strip_suffix(stem, suffix); });
      });
    });
    return without_parts_of_whole_words();
  }

 private:
  struct Core {
    std::string text;
    std::size_t begin;
    std::size_t end;
    bool has_letter_back;  // true if its first letter was swallowed and is put back
  };

  void strip_suffix(std::string_view stem, std::string_view suffix) {
    // No root that ends in i takes another i: this keeps "xii" from "xiii".
    if (suffix == "i" && stem.ends_with('i')) return;
    suffix_ = suffix;
    end_ = stem.size();
    strip_prefix(std::string(stem), 0, Prefix::none, 0);
  }

  /// `core` is the rest of the word from `begin` on, with a swallowed letter put back.
  void strip_prefix(const std::string& core, std::size_t begin, Prefix outer, std::size_t prefixes) {
    for (const PrefixForm& form : prefix_forms) {
      if (prefixes == max_prefixes || core.size() <= form.text.size() || !core.starts_with(form.text) ||
          !may_follow(outer, form.prefix))
        continue;
      if (outer == Prefix::none ? !go_together(form.prefix, suffix_) : !goes_inside(form.prefix)) continue;
      const std::string rest = core.substr(form.text.size());
      const std::size_t inner_begin = begin + form.text.size();
      if (keeps(form, rest)) strip_inner({rest, inner_begin, end_, false}, form, prefixes);
      if (swallows(form, rest))
        strip_inner({form.swallowed + rest, inner_begin - 1, end_, true}, form, prefixes);
    }
    if (prefixes == 0 && is_root(core, 2)) cores_.push_back({core, begin, end_, false});
  }

  /// `inner` is what is left without the form of a prefix, which follows `prefixes` others.
  void strip_inner(const Core& inner, const PrefixForm& form, std::size_t prefixes) {
    if (!begins_well(inner.text)) return;
    const bool may_be_short = form.after == AfterPrefix::one_syllable || form.prefix == Prefix::di;
    if (is_root(inner.text, may_be_short ? 1 : 2)) cores_.push_back(inner);
    strip_prefix(inner.text, inner.begin, form.prefix, prefixes + 1);
  }

  /// ke- is one half of ke-…-an, or belongs to a word that a verb was made of: "mengesampingkan",
  /// "mengetahui".
  [[nodiscard]] bool goes_inside(Prefix prefix) const { return prefix != Prefix::ke || !suffix_.empty(); }

  static bool is_root(std::string_view core, std::size_t least_syllables) {
    return core.size() >= shortest_root && count_syllables(core) >= least_syllables;
  }

  static bool cuts(const Core& core, const Core& word) {
    return (core.begin > word.begin && core.begin < word.end) ||
           (core.end > word.begin && core.end < word.end) ||
           (core.has_letter_back && core.begin + 1 == word.begin);
  }

  std::vector<std::string> without_parts_of_whole_words() const {
    std::vector<const Core*> whole;
    for (const Core& core : cores_) {
      if (is_whole(core.text)) whole.push_back(&core);
    }
    std::vector<std::string> roots;
    for (const Core& core : cores_) {
      const bool is_part =
          std::any_of(whole.begin(), whole.end(), [&](const Core* word) { return cuts(core, *word); });
      if (!is_part && std::find(roots.begin(), roots.end(), core.text) == roots.end()) {
        roots.push_back(core.text);
      }
    }
    std::erase(roots, word_);
    roots.emplace_back(word_);
    return roots;
  }

  std::string_view word_;
  std::size_t end_ = 0;      // where the removed suffixes begin
  std::string_view suffix_;  // the one after the root, or ""
  std::vector<Core> cores_;
};

/// True if the second word of a reduplication begins as the root does, except for a swallowed letter
/// ("meniru-nirukan").
bool is_repeated(std::string_view root, std::string_view second) {
  return second.substr(1).starts_with(root.substr(1));
}

bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::vector<std::string> candidate_roots(std::string_view folded_word) {
  if (is_whole(folded_word) || folded_word.size() > longest_indonesian_word)
    return {std::string(folded_word)};
  const std::size_t hyphen = folded_word.find('-');
  const std::string_view first = folded_word.substr(0, hyphen);
  const bool is_single = hyphen == std::string_view::npos;
  if (!is_plain(first)) return {std::string(folded_word)};
  if (is_single) return Analysis(folded_word).roots();
  const std::string_view second = folded_word.substr(hyphen + 1);
  if (second.empty() || !is_plain(second) || !is_reduplication(first, second))
    return {std::string(folded_word)};
  std::vector<std::string> roots = Analysis(first).roots();
  std::erase_if(roots, [&](const std::string& root) { return root != first && !is_repeated(root, second); });
  roots.emplace_back(folded_word);
  return roots;
}

}}}  // namespace tema::v0::detail
