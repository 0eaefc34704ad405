#pragma once

#include "tema/corpus/vocabulary.hpp"

#include <cstdint>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// The column of a term in the vocabulary of the columns; -1 if it has none.
inline std::int32_t column_of(const Vocabulary& columns, std::string_view term) {
  const auto column = columns.find(term);
  return column ? static_cast<std::int32_t>(*column) : -1;
}

}}}  // namespace tema::v0::detail
