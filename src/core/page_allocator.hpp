#pragma once

#include <cstddef>
#include <limits>
#include <new>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Pages of zeros, large ones where the system has them. Throws std::bad_alloc.
[[nodiscard]] void* allocate_pages(std::size_t bytes);
void free_pages(void* pages, std::size_t bytes) noexcept;

/// An allocator for arrays that live for a part of a call only. Arrays of at least `least` bytes have pages
/// of their own, which return to the system as soon as they are freed; those that nobody touched take no
/// memory. (The standard allocator keeps much of what is freed, in holes that the next array does not fit
/// into.)
template <class T, std::size_t least = std::size_t{1} << 18>
class PageAllocator {
 public:
  // The standard asks for these names.
  // NOLINTBEGIN(readability-identifier-naming)
  using value_type = T;
  template <class Other>
  struct rebind {
    using other = PageAllocator<Other, least>;
  };
  // NOLINTEND(readability-identifier-naming)

  PageAllocator() = default;
  template <class Other>
  explicit PageAllocator(const PageAllocator<Other, least>& /*other*/) {}

  [[nodiscard]] T* allocate(std::size_t count) {
    if (count > std::numeric_limits<std::size_t>::max() / sizeof(T)) throw std::bad_array_new_length();
    const std::size_t bytes = count * sizeof(T);
    return static_cast<T*>(bytes < least ? ::operator new(bytes, alignment) : allocate_pages(bytes));
  }

  void deallocate(T* memory, std::size_t count) noexcept {
    const std::size_t bytes = count * sizeof(T);
    if (bytes < least) {
      ::operator delete(memory, alignment);
    } else {
      free_pages(memory, bytes);
    }
  }

  friend bool operator==(const PageAllocator& /*a*/, const PageAllocator& /*b*/) { return true; }

 private:
  static constexpr std::align_val_t alignment{alignof(T)};
};

/// An array that lives for a part of a call only.
template <class T>
using PageVector = std::vector<T, PageAllocator<T>>;

}}}  // namespace tema::v0::detail
