#include "tema/text/stemmer.hpp"

#include "core/check.hpp"
#include "tema/core/error.hpp"
#include "tema/text/language.hpp"
#include "tema/text/stop_words.hpp"

#include <algorithm>
#include <libstemmer.h>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

namespace {

struct Delete {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using SnowballStemmer = std::unique_ptr<sb_stemmer, Delete>;

SnowballStemmer open_stemmer(const std::string& language) {
  return SnowballStemmer(sb_stemmer_new(language.c_str(), "UTF_8"));
}

/// The stemmer of this thread for a language: two threads must not use the same one at a time.
sb_stemmer* stemmer_of(std::string_view language) {
  thread_local std::map<std::string, SnowballStemmer, std::less<>> opened;
  if (const auto place = opened.find(language); place != opened.end()) return place->second.get();
  const std::string code = canonical_language(language).value_or("");
  const auto known = stemmed_languages();
  if (!std::binary_search(known.begin(), known.end(), code)) {
    std::string list;
    for (const std::string& one : known) list += (list.empty() ? "" : " ") + one;
    detail::throw_invalid("language", '"' + std::string(language) + '"',
                          "a language with a stemmer: " + list);
  }
  if (const auto place = opened.find(code); place != opened.end()) return place->second.get();
  SnowballStemmer stemmer = open_stemmer(code);
  if (!stemmer) throw std::bad_alloc();
  return opened.emplace(code, std::move(stemmer)).first->second.get();
}

}  // namespace

std::span<const std::string> stemmed_languages() {
  static const std::vector<std::string> codes = [] {
    std::vector<std::string> all;
    // Some of Snowball's own names are not languages ("porter"), so its codes are found by trying each
    // language.
    for (const std::string& code : languages()) {
      if (code != "und" && open_stemmer(code)) all.push_back(code);
    }
    return all;
  }();
  return codes;
}

std::string stem(std::string_view word, std::string_view language) {
  if (word.size() > std::numeric_limits<std::int32_t>::max()) {
    throw Error(ErrorKind::limit, "a word of more than 2147483647 bytes cannot be stemmed");
  }
  sb_stemmer* stemmer = stemmer_of(language);
  const sb_symbol* result = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()),
                                            static_cast<int>(word.size()));
  if (result == nullptr) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

}}  // namespace tema::v0
