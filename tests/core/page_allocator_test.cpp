#include "core/page_allocator.hpp"

#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <new>
#include <vector>

namespace {

struct alignas(64) Line {
  std::uint64_t value = 0;
  friend bool operator==(const Line&, const Line&) = default;
};

}  // namespace

TEST_CASE("page allocator: a vector that grows through all sizes equals one of the standard allocator") {
  tema::Random random(1);
  tema::detail::PageVector<Line> pages;
  std::vector<Line> plain;
  for (int step = 0; step < 300; ++step) {
    const std::size_t size = random.below(std::uint64_t{1} << random.below(18));
    pages.resize(size);
    plain.resize(size);
    for (std::size_t i = 0; i < size; i += 1 + random.below(50))
      pages[i].value = plain[i].value = random.below(1000);
    if (random.below(20) == 0) pages.shrink_to_fit();
    REQUIRE(std::vector<Line>(pages.begin(), pages.end()) == plain);
    REQUIRE(reinterpret_cast<std::uintptr_t>(pages.data()) % alignof(Line) == 0);
  }
}

TEST_CASE("page allocator: copies and moves keep the values") {
  tema::detail::PageVector<std::uint32_t> first(1'000'000, 7);
  tema::detail::PageVector<std::uint32_t> second = first;
  second.back() = 8;
  tema::detail::PageVector<std::uint32_t> third = std::move(second);
  CHECK(first.back() == 7);
  CHECK(third.back() == 8);
  CHECK(third.front() == 7);
  first.swap(third);
  CHECK(first.back() == 8);
}

TEST_CASE("page allocator: memory that cannot be had is refused") {
  tema::detail::PageAllocator<Line> allocator;
  CHECK_THROWS_AS(static_cast<void>(allocator.allocate(std::size_t{1} << 55)), std::bad_alloc);
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
  CHECK_THROWS_AS(static_cast<void>(allocator.allocate(most / 2)), std::bad_array_new_length);
}
