#pragma once

#include "tema/core/parallel.hpp"
#include "tema/vector/tfidf.hpp"
#include "vector/term_sort.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Stands for the number of a term that was not counted, because only base_vocabulary has it.
constexpr TermId unseen_number = static_cast<TermId>(-1);

/// The terms that the options keep, in the order of their columns. Throws what Tfidf::fit throws.
[[nodiscard]] std::vector<TermTotals> choose_terms(std::vector<TermTotals> terms, const TermOf& term_of,
                                                   std::uint64_t documents, const TfidfOptions& options,
                                                   Workers& workers);

/// The vocabulary of these terms. It begins with `kept`, if that is given.
[[nodiscard]] std::shared_ptr<const Vocabulary> vocabulary_of(std::span<const TermTotals> terms,
                                                              const TermOf& term_of, const Vocabulary* kept,
                                                              Workers& workers);

}}}  // namespace tema::v0::detail
