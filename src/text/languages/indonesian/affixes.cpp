#include "text/languages/indonesian/affixes.hpp"

#include "text/languages/indonesian/reduplication.hpp"

#include <algorithm>
#include <array>
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
constexpr std::size_t longest_word = 64;  // longer texts are no words, and would take time
constexpr std::size_t max_prefixes = 2;
constexpr std::string_view vowels = "aeiou";

enum class Prefix { none, di, ke, se, me, pe, per, ber, ter };
enum class Suffix { none, an, kan, i };

/// What must follow a prefix.
enum class Rest { any, one_of, one_syllable, closed_er, ajar };

struct PrefixRule {
  std::string_view text;
  Prefix prefix;
  Rest rest = Rest::any;
  std::string_view onsets = {};  // one_of: the letters that may come next
  char swallowed = '\0';         // the first letter of the root, which the nasal replaces
};

// If two fit, the more likely one comes first. Borrowed roots keep the letter that others lose: "memproses",
// "mentaati", "mensyaratkan", "mengkaji".
constexpr std::array<PrefixRule, 30> prefix_rules = {{
    {"meng", Prefix::me, Rest::one_of, vowels},
    {"meng", Prefix::me, Rest::one_of, vowels, 'k'},
    {"meng", Prefix::me, Rest::one_of, "ghkq"},
    {"menge", Prefix::me, Rest::one_syllable},
    {"meny", Prefix::me, Rest::one_of, vowels, 's'},
    {"mem", Prefix::me, Rest::one_of, "bfpv"},
    {"mem", Prefix::me, Rest::one_of, vowels, 'p'},
    {"men", Prefix::me, Rest::one_of, "cdjstz"},
    {"men", Prefix::me, Rest::one_of, vowels, 't'},
    {"me", Prefix::me, Rest::one_of, "lmnrwy"},
    {"peng", Prefix::pe, Rest::one_of, vowels},
    {"peng", Prefix::pe, Rest::one_of, vowels, 'k'},
    {"peng", Prefix::pe, Rest::one_of, "ghkq"},
    {"penge", Prefix::pe, Rest::one_syllable},
    {"peny", Prefix::pe, Rest::one_of, vowels, 's'},
    {"pem", Prefix::pe, Rest::one_of, "bfpv"},
    {"pem", Prefix::pe, Rest::one_of, vowels, 'p'},
    {"pen", Prefix::pe, Rest::one_of, "cdjstz"},
    {"pen", Prefix::pe, Rest::one_of, vowels, 't'},
    {"per", Prefix::per},
    {"pel", Prefix::pe, Rest::ajar},
    {"pe", Prefix::pe, Rest::one_of, "bcdfghjklmnprstvwyz"},
    {"ber", Prefix::ber},
    {"bel", Prefix::ber, Rest::ajar},
    {"be", Prefix::ber, Rest::closed_er},
    {"ter", Prefix::ter},
    {"te", Prefix::ter, Rest::closed_er},
    {"di", Prefix::di},
    {"ke", Prefix::ke},
    {"se", Prefix::se},
}};

bool is_whole(std::string_view word) {
  return std::binary_search(std::begin(whole_words), std::end(whole_words), word);
}

bool is_vowel(char c) { return vowels.find(c) != std::string_view::npos; }

/// Every vowel counts as a syllable, because nearly every two vowels in a row are two syllables (ma-in,
/// la-ut).
std::size_t count_syllables(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_vowel));
}

/// No root begins with l, m, n or r and another consonant, except ny and ng: "mbaca" contains half of the
/// prefix of "membaca".
bool begins_well(std::string_view core) {
  constexpr std::string_view liquids_and_nasals = "lmnr";
  if (core.size() < 3 || is_vowel(core[1]) || liquids_and_nasals.find(core[0]) == std::string_view::npos)
    return true;
  return core[0] == 'n' && (core[1] == 'y' || core[1] == 'g') && is_vowel(core[2]);
}

bool fits(const PrefixRule& rule, std::string_view rest) {
  if (rest.empty()) return false;
  switch (rule.rest) {
    case Rest::any:
      return true;
    case Rest::one_of:
      return rule.onsets.find(rest.front()) != std::string_view::npos;
    case Rest::one_syllable:
      return count_syllables(rest) == 1;
    case Rest::closed_er:  // be-kerja, te-rasa
      return rest.front() == 'r' || (rest.size() > 2 && !is_vowel(rest[0]) && rest.substr(1, 2) == "er");
    case Rest::ajar:
      return rest == "ajar";
  }
  return false;
}

/// True if a word may have both affixes, with the prefix as its first.
bool go_together(Prefix prefix, Suffix suffix) {
  switch (suffix) {
    case Suffix::none:
      return prefix != Prefix::ke;
    case Suffix::an:
      return prefix != Prefix::di && prefix != Prefix::me && prefix != Prefix::ter;
    case Suffix::kan:
      return prefix != Prefix::ke && prefix != Prefix::se && prefix != Prefix::pe;
    case Suffix::i:
      return prefix != Prefix::ber && prefix != Prefix::ke && prefix != Prefix::se && prefix != Prefix::pe;
  }
  return false;
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
    for (const std::string_view particle : {"lah", "kah", "pun", ""}) {
      if (!word_.ends_with(particle)) continue;
      for (const std::string_view owner : {"nya", "ku", "mu", ""}) {
        const std::string_view bare = word_.substr(0, word_.size() - particle.size());
        if (bare.ends_with(owner)) strip_suffix(bare.size() - owner.size());
      }
    }
    return without_parts_of_whole_words();
  }

 private:
  struct Core {
    std::string text;
    std::size_t begin;
    std::size_t end;
    bool has_letter_back;  // true if its first letter was swallowed and is put back
  };

  void strip_suffix(std::size_t end) {
    struct Ending {
      std::string_view text;
      Suffix suffix;
    };
    for (const Ending& ending :
         {Ending{"kan", Suffix::kan}, {"an", Suffix::an}, {"i", Suffix::i}, {"", Suffix::none}}) {
      const std::string_view stem = word_.substr(0, end);
      if (!stem.ends_with(ending.text)) continue;
      suffix_ = ending.suffix;
      end_ = end - ending.text.size();
      // No root that ends in i takes another i: this keeps "xii" from "xiii".
      if (suffix_ == Suffix::i && word_.substr(0, end_).ends_with('i')) continue;
      strip_prefix(std::string(word_.substr(0, end_)), 0, Prefix::none, 0);
    }
  }

  /// `core` is the rest of the word from `begin` on, with a swallowed letter put back.
  void strip_prefix(const std::string& core, std::size_t begin, Prefix outer, std::size_t prefixes) {
    for (const PrefixRule& rule : prefix_rules) {
      if (prefixes == max_prefixes || !core.starts_with(rule.text) || !may_follow(outer, rule.prefix))
        continue;
      if (outer == Prefix::none ? !go_together(rule.prefix, suffix_) : !goes_inside(rule.prefix)) continue;
      const std::string rest = core.substr(rule.text.size());
      if (!fits(rule, rest)) continue;
      const bool may_be_short = rule.rest == Rest::one_syllable || rule.prefix == Prefix::di;
      const bool gets_letter_back = rule.swallowed != '\0';
      const std::string inner = gets_letter_back ? rule.swallowed + rest : rest;
      if (!begins_well(inner)) continue;
      const std::size_t inner_begin = begin + rule.text.size() - (gets_letter_back ? 1 : 0);
      if (is_root(inner, may_be_short ? 1 : 2))
        cores_.push_back({inner, inner_begin, end_, gets_letter_back});
      strip_prefix(inner, inner_begin, rule.prefix, prefixes + 1);
    }
    if (prefixes == 0 && is_root(core, 2)) cores_.push_back({core, begin, end_, false});
  }

  /// ke- is one half of ke-…-an, or belongs to a word that a verb was made of: "mengesampingkan",
  /// "mengetahui".
  [[nodiscard]] bool goes_inside(Prefix prefix) const {
    return prefix != Prefix::ke || suffix_ != Suffix::none;
  }

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
  std::size_t end_ = 0;           // where the removed suffixes begin
  Suffix suffix_ = Suffix::none;  // the innermost of them
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
  if (is_whole(folded_word) || folded_word.size() > longest_word) return {std::string(folded_word)};
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
