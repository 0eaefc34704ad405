#include "vector/term_sort.hpp"

#include "tema/core/error.hpp"
#include "tema/core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using tema::TermId;
using tema::detail::TermTotals;

/// Distinct terms of few characters, among them NUL and one above all others, many with long beginnings in
/// common.
std::vector<std::string> random_terms(std::size_t count, tema::Random& random) {
  using std::string_view_literals::operator""sv;
  constexpr std::string_view characters = "ab\0\xFF\x7Fz"sv;
  std::set<std::string> terms;
  while (terms.size() < count) {
    std::string term(random.below(4) == 0 ? random.below(20) : 0, 'x');
    for (std::size_t left = random.below(9); left > 0; --left) {
      term += characters[random.below(characters.size())];
    }
    terms.insert(term);
  }
  return {terms.begin(), terms.end()};
}

/// In an order without an order.
std::vector<TermTotals> random_totals(std::size_t count, tema::Random& random) {
  std::vector<TermTotals> totals(count);
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_frequent = random.below(10) == 0;
    const std::uint64_t frequent = std::uint64_t{1} << random.below(40);
    totals[i] = {static_cast<TermId>(i), is_frequent ? frequent : 1 + random.below(6), random.below(100)};
  }
  for (std::size_t i = count; i > 1; --i) std::swap(totals[i - 1], totals[random.below(i)]);
  return totals;
}

std::vector<TermId> numbers_of(const std::vector<TermTotals>& terms) {
  std::vector<TermId> numbers;
  numbers.reserve(terms.size());
  for (const TermTotals& term : terms) numbers.push_back(term.number);
  return numbers;
}

}  // namespace

TEST_CASE("term_sort: is the order of std::sort, on any number of threads") {
  tema::Random random(7);
  for (const std::size_t count : {0U, 1U, 2U, 33U, 500U, 20000U}) {
    const std::vector<std::string> terms = random_terms(count, random);
    const auto term_of = [&](TermId number) { return std::string_view(terms[number]); };
    const std::vector<TermTotals> totals = random_totals(count, random);
    std::vector<TermTotals> by_documents = totals;
    std::sort(by_documents.begin(), by_documents.end(), [&](const TermTotals& a, const TermTotals& b) {
      return a.documents != b.documents ? a.documents > b.documents : terms[a.number] < terms[b.number];
    });
    std::vector<TermId> by_bytes(count);
    std::iota(by_bytes.begin(), by_bytes.end(), 0U);  // as the set has them
    for (const unsigned threads : {1U, 2U, 7U}) {
      const tema::RunContext run{.threads = threads};
      tema::Workers workers(run);
      CHECK(numbers_of(tema::detail::sorted_by_bytes(totals, term_of, workers)) == by_bytes);
      CHECK(numbers_of(tema::detail::sorted_by_documents(totals, term_of, workers)) ==
            numbers_of(by_documents));
    }
  }
}

TEST_CASE("term_sort: a requested stop ends it") {
  tema::Random random(8);
  const std::vector<std::string> terms = random_terms(100, random);
  const auto term_of = [&](TermId number) { return std::string_view(terms[number]); };
  std::stop_source stop;
  stop.request_stop();
  const tema::RunContext run{.stop = stop.get_token()};
  tema::Workers workers(run);
  const std::vector<TermTotals> totals = random_totals(100, random);
  CHECK_THROWS_AS(static_cast<void>(tema::detail::sorted_by_documents(totals, term_of, workers)),
                  tema::Cancelled);
}
