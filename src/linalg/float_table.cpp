#include "tema/linalg/detail/float_table.hpp"

#include <sys/mman.h>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t large_page = std::size_t{1} << 21;

std::align_val_t alignment_of(std::size_t bytes) {
  constexpr std::size_t cache_line = 64;
  return std::align_val_t{bytes < 2 * large_page ? cache_line : large_page};
}

}  // namespace

void* allocate_aligned(std::size_t bytes) {
  void* const memory = ::operator new(bytes, alignment_of(bytes));
  // This is only a request: a system without such pages ignores it.
  if (bytes >= 2 * large_page)
    static_cast<void>(::madvise(memory, bytes / large_page * large_page, MADV_HUGEPAGE));
  return memory;
}

void free_aligned(void* memory, std::size_t bytes) { ::operator delete(memory, alignment_of(bytes)); }

}}}  // namespace tema::v0::detail
