#pragma once

#include "tema/core/export.hpp"

#include <cstddef>
#include <new>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Memory that begins at a cache line, so that no SIMD vector of a padded row crosses two of them. A large
/// piece uses pages as large as the system has, which cost less to map and to address.
[[nodiscard]] TEMA_EXPORT void* allocate_aligned(std::size_t bytes);
TEMA_EXPORT void free_aligned(void* memory, std::size_t bytes);

/// An allocator of such memory. It leaves values uninitialised unless they are given.
template <class T>
struct CacheAligned {
  using value_type = T;  // NOLINT(readability-identifier-naming): the standard asks for it

  CacheAligned() = default;
  template <class Other>
  CacheAligned(const CacheAligned<Other>& /*other*/) {}

  [[nodiscard]] T* allocate(std::size_t count) {
    if (count > static_cast<std::size_t>(-1) / sizeof(T)) throw std::bad_array_new_length();
    return static_cast<T*>(allocate_aligned(count * sizeof(T)));
  }
  void deallocate(T* memory, std::size_t count) { free_aligned(memory, count * sizeof(T)); }

  template <class Object>
  void construct(Object* place) {
    ::new (static_cast<void*>(place)) Object;
  }

  friend bool operator==(const CacheAligned& /*a*/, const CacheAligned& /*b*/) { return true; }
};

/// A table that rows are multiplied with; see row_times_table. FloatTable(n) and resize() leave new values
/// uninitialised.
using FloatTable = std::vector<float, CacheAligned<float>>;

}}}  // namespace tema::v0::detail
