#pragma once

#include "tema/core/parallel.hpp"
#include "tema/vector/tfidf.hpp"
#include "vector/term_sort.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// In the place of the number of a term that was not counted: base_vocabulary alone knows it.
constexpr TermId unseen_number = static_cast<TermId>(-1);

/// The terms that the options keep, in the order of their columns. Throws as Tfidf::fit.
[[nodiscard]] std::vector<TermTotals> choose_terms(std::vector<TermTotals> terms, const TermOf& term_of,
                                                   std::uint64_t documents, const TfidfOptions& options,
                                                   Workers& workers);

/// Their vocabulary; it begins with `kept`, if that is given.
[[nodiscard]] std::shared_ptr<const Vocabulary> vocabulary_of(std::span<const TermTotals> terms,
                                                              const TermOf& term_of, const Vocabulary* kept,
                                                              Workers& workers);

}}}  // namespace tema::v0::detail
