#include "topics/groups.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

namespace {

using Numbers = std::vector<std::int32_t>;
using Members = std::vector<std::vector<std::size_t>>;

}  // namespace

TEST_CASE("groups: each one is a member of its group, and one in none of no group") {
  const Numbers group_of = {2, -1, 0, 2, 0};
  CHECK(tema::detail::members_of_groups(group_of, 4) == Members{{2, 4}, {}, {0, 3}, {}});
  CHECK(tema::detail::members_of_groups({}, 2) == Members{{}, {}});
  CHECK(tema::detail::members_of_groups({}, 0).empty());
}

TEST_CASE("groups: they are numbered by descending size, and ties keep their order") {
  const std::vector<std::int64_t> sizes = {1, 5, 0, 5, 9};
  CHECK(tema::detail::numbers_by_size(sizes) == Numbers{3, 1, 4, 2, 0});
  CHECK(tema::detail::numbers_by_size({}).empty());
}
