#pragma once

#include "tema/corpus/tokenized_corpus.hpp"

#include <boost/container/flat_map.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The number of documents in each language.
using DocumentsOfLanguage = boost::container::flat_map<std::string, std::size_t, std::less<>>;

/// As a list, largest first (ties: by code).
inline std::vector<LanguageCount> sorted_by_documents(const DocumentsOfLanguage& languages) {
  std::vector<LanguageCount> counts;
  for (const auto& [language, documents] : languages) counts.push_back({language, documents});
  std::stable_sort(counts.begin(), counts.end(),
                   [](const LanguageCount& a, const LanguageCount& b) { return a.documents > b.documents; });
  return counts;
}

}}}  // namespace tema::v0::detail
