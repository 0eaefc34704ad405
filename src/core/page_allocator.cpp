#include "core/page_allocator.hpp"

#include <sys/mman.h>

namespace tema { inline namespace v0 { namespace detail {

void* allocate_pages(std::size_t bytes) {
  constexpr std::size_t large_page = std::size_t{1} << 21;
  void* const pages = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) throw std::bad_alloc();
  // This is only a request: a system without such pages ignores it.
  if (bytes >= 2 * large_page) static_cast<void>(::madvise(pages, bytes, MADV_HUGEPAGE));
  return pages;
}

void free_pages(void* pages, std::size_t bytes) noexcept { static_cast<void>(::munmap(pages, bytes)); }

}}}  // namespace tema::v0::detail
