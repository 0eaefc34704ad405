#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace tema::inline v0::detail {

/// Memory that begins with a cache line, so that no vector of a padded row lies in two of them.
template <class T>
struct CacheAligned {
  using value_type = T;  // NOLINT(readability-identifier-naming): the standard asks for it

  CacheAligned() = default;
  template <class Other>
  CacheAligned(const CacheAligned<Other>& /*other*/) {}

  [[nodiscard]] T* allocate(std::size_t count) {
    if (count > static_cast<std::size_t>(-1) / sizeof(T)) throw std::bad_array_new_length();
    return static_cast<T*>(::operator new(count * sizeof(T), alignment));
  }
  void deallocate(T* memory, std::size_t /*count*/) { ::operator delete(memory, alignment); }

  friend bool operator==(const CacheAligned& /*a*/, const CacheAligned& /*b*/) { return true; }

 private:
  static constexpr std::align_val_t alignment{64};
};

/// A table that rows are multiplied with: see row_times_table.
using FloatTable = std::vector<float, CacheAligned<float>>;

}  // namespace tema::inline v0::detail
