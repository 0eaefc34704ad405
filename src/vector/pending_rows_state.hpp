#pragma once

#include "tema/core/parallel.hpp"
#include "tema/vector/pending_rows.hpp"
#include "tema/vector/tfidf.hpp"
#include "vector/document_counts.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tema::inline v0 {

struct PendingRows::State {
  Tfidf tfidf;
  std::vector<std::vector<std::int32_t>> columns;  // by thread and its numbers of terms; -1: none
  std::vector<detail::CountedPart> parts;
  std::vector<std::size_t> first_rows;      // of each part, and the number of all
  std::vector<std::size_t> first_nonzeros;  // likewise

  /// Fills the positions. Throws Error{limit} beyond 2³¹ - 1 nonzeros.
  void count(Workers& workers);
};

}  // namespace tema::inline v0
