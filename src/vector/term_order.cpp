#include "vector/term_order.hpp"

#include "core/check.hpp"
#include "core/stop_check.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <stdexcept>
#include <string>
#include <utility>

namespace tema::inline v0::detail {

namespace {

/// A term and the bytes that it begins with, as a number that sorts as they do.
struct Prefixed {
  std::uint64_t prefix;
  std::uint32_t at;  // in the terms that are sorted
};

std::uint64_t prefix_of(std::string_view term) {
  std::uint64_t word = 0;
  std::memcpy(&word, term.data(), std::min<std::size_t>(term.size(), 8));
  return __builtin_bswap64(word);
}

/// Sorts by `digits` digits of 11 bits of key(item), least first; equal keys keep their order.
template <class Item, class Key>
void radix_sort(std::vector<Item>& items, std::size_t digits, const Run& run, Key&& key) {
  constexpr std::size_t values = 2048;
  std::vector<std::array<std::uint32_t, values>> counts(digits);
  for (const Item& item : items) {
    const std::uint64_t bits = key(item);
    for (std::size_t digit = 0; digit < digits; ++digit) ++counts[digit][(bits >> (11 * digit)) % values];
  }
  std::vector<Item> sorted(items.size());
  for (std::size_t digit = 0; digit < digits; ++digit) {
    throw_if_stopped(run);
    std::array<std::uint32_t, values>& next = counts[digit];
    if (!items.empty() && next[(key(items.front()) >> (11 * digit)) % values] == items.size()) continue;
    std::uint32_t begin = 0;
    for (std::uint32_t& count : next) begin += std::exchange(count, begin);
    for (const Item& item : items) sorted[next[(key(item) >> (11 * digit)) % values]++] = item;
    items.swap(sorted);
  }
}

/// Sorts by document frequencies, most first; equal ones keep their order.
void sort_by_documents(std::vector<TermTotals>& terms, const Run& run) {
  std::uint64_t most = 0;
  for (const TermTotals& term : terms) most = std::max(most, term.documents);
  radix_sort(terms, (static_cast<std::size_t>(std::bit_width(most)) + 10) / 11, run,
             [most](const TermTotals& term) { return most - term.documents; });
}

/// The quotient df / documents is rounded as a share that the caller wrote is: 29 of 100 are 0.29, while
/// 0.29 × 100 is below 29.
bool is_within(std::uint64_t frequency, std::uint64_t documents, const TfidfOptions& options) {
  const double share = static_cast<double>(frequency) / static_cast<double>(documents);
  return frequency >= options.min_documents &&
         (options.max_documents == 0 || frequency <= options.max_documents) &&
         share >= options.min_document_share && share <= options.max_document_share;
}

void check_limits(std::uint64_t documents, const TfidfOptions& options) {
  const auto n = static_cast<double>(documents);
  if (options.max_documents > 0 && options.max_documents < options.min_documents) {
    throw_invalid("max_documents", std::to_string(options.max_documents),
                  "0 or at least min_documents, " + std::to_string(options.min_documents));
  }
  if (options.max_document_share < options.min_document_share) {
    throw_invalid("max_document_share", text_of(options.max_document_share),
                  "at least min_document_share, " + text_of(options.min_document_share));
  }
  if (documents == 0) return;
  if (options.max_documents > 0 && static_cast<double>(options.max_documents) / n < options.min_document_share) {
    throw_invalid("max_documents", std::to_string(options.max_documents),
                  "no less than min_document_share, " + text_of(options.min_document_share) + " of " +
                      std::to_string(documents) + " documents");
  }
  if (static_cast<double>(options.min_documents) / n > options.max_document_share) {
    throw_invalid("min_documents", std::to_string(options.min_documents),
                  "no more than max_document_share, " + text_of(options.max_document_share) + " of " +
                      std::to_string(documents) + " documents");
  }
}

/// Sorts what is there by (documents, bytes); `terms` are sorted by nothing yet.
void sort_by_columns(std::vector<TermTotals>& terms, const TermOf& term_of, const Run& run) {
  sort_by_bytes(terms, term_of, run);
  sort_by_documents(terms, run);
}

/// Those that occur most, ties by bytes.
void keep_most_frequent(std::vector<TermTotals>& terms, std::size_t most, const TermOf& term_of,
                        const Run& run) {
  if (most == 0 || terms.size() <= most) return;
  StopCheck check_stop(run);
  const auto last = terms.begin() + static_cast<std::ptrdiff_t>(most);
  std::nth_element(terms.begin(), last, terms.end(), [&](const TermTotals& a, const TermTotals& b) {
    check_stop();
    if (a.occurrences != b.occurrences) return a.occurrences > b.occurrences;
    return term_of(a.number) < term_of(b.number);
  });
  terms.erase(last, terms.end());
}

}  // namespace

void sort_by_bytes(std::span<TermTotals> terms, const TermOf& term_of, const Run& run) {
  std::vector<Prefixed> order(terms.size());
  for (std::size_t i = 0; i < terms.size(); ++i) {
    order[i] = {prefix_of(term_of(terms[i].number)), static_cast<std::uint32_t>(i)};
  }
  radix_sort(order, 6, run, [](const Prefixed& term) { return term.prefix; });
  StopCheck check_stop(run);
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && order[end].prefix == order[begin].prefix) ++end;
    if (end - begin > 1) {
      std::sort(order.begin() + static_cast<std::ptrdiff_t>(begin),
                order.begin() + static_cast<std::ptrdiff_t>(end), [&](const Prefixed& a, const Prefixed& b) {
                  check_stop();
                  return term_of(terms[a.at].number) < term_of(terms[b.at].number);
                });
    }
    begin = end;
  }
  std::vector<TermTotals> sorted(terms.size());
  for (std::size_t i = 0; i < terms.size(); ++i) sorted[i] = terms[order[i].at];
  std::copy(sorted.begin(), sorted.end(), terms.begin());
}

std::vector<TermTotals> choose_terms(std::vector<TermTotals> terms, const TermOf& term_of,
                                     std::uint64_t documents, const TfidfOptions& options, const Run& run) {
  check_limits(documents, options);
  const std::size_t all = terms.size();
  const Vocabulary* const kept = options.keep_ids_of.get();
  std::vector<TermTotals> first(kept != nullptr ? kept->size() : 0);
  std::vector<std::uint8_t> is_counted(first.size(), 0);
  StopCheck check_stop(run);
  std::erase_if(terms, [&](const TermTotals& term) {
    check_stop();
    if (kept != nullptr) {
      if (const auto column = kept->find(term_of(term.number))) {
        first[*column] = term;
        is_counted[*column] = 1;
        return true;
      }
    }
    return !is_within(term.documents, documents, options);
  });
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (is_counted[i] == 0) first[i].number = unseen_number;
  }
  if (terms.empty() && first.empty() && all > 0) {
    throw std::invalid_argument("min_documents " + std::to_string(options.min_documents) +
                                ", max_documents " + std::to_string(options.max_documents) +
                                ", min_document_share " + text_of(options.min_document_share) +
                                " and max_document_share " + text_of(options.max_document_share) +
                                " leave none of " + std::to_string(all) + " terms of " +
                                std::to_string(documents) + " documents");
  }
  if (options.max_features > 0) {
    const std::size_t room = options.max_features - std::min(options.max_features, first.size());
    if (room == 0) terms.clear();
    keep_most_frequent(terms, room, term_of, run);
  }
  sort_by_columns(terms, term_of, run);
  first.insert(first.end(), terms.begin(), terms.end());
  return first;
}

std::shared_ptr<const Vocabulary> vocabulary_of(std::span<const TermTotals> terms, const TermOf& term_of,
                                                const Vocabulary* kept, const Run& run) {
  auto vocabulary = kept != nullptr ? std::make_shared<Vocabulary>(*kept) : std::make_shared<Vocabulary>();
  vocabulary->reserve(terms.size());
  StopCheck check_stop(run);
  for (std::size_t i = vocabulary->size(); i < terms.size(); ++i) {
    check_stop();
    vocabulary->intern(term_of(terms[i].number));
  }
  return vocabulary;
}

}  // namespace tema::inline v0::detail
