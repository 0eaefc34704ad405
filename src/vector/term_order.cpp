#include "vector/term_order.hpp"

#include "core/check.hpp"
#include "core/stop_check.hpp"
#include "corpus/vocabulary_parts.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>

namespace tema::inline v0::detail {

namespace {

/// A term and the bytes that it begins with, as numbers that sort as they do.
struct Prefixed {
  std::uint64_t prefix;
  std::uint64_t more;       // the eight bytes behind those
  std::uint32_t documents;  // at most the largest number there is
  std::uint32_t at;         // in the terms that are sorted
};

/// Up to eight bytes from `begin` on, zeros behind them.
static_assert(std::endian::native == std::endian::little);
std::uint64_t bytes_at(std::string_view term, std::size_t begin) {
  std::uint64_t word = 0;
  if (begin < term.size())
    std::memcpy(&word, term.data() + begin, std::min<std::size_t>(term.size() - begin, 8));
  return __builtin_bswap64(word);
}

enum class Order { bytes, documents_then_bytes };

/// Terms are put into buckets that follow each other in the order, and each is sorted by one thread. Most
/// terms are in few documents, so these have buckets by the first bits of their bytes, too.
constexpr std::size_t sub_bits = 12;
constexpr std::size_t sub_buckets = std::size_t{1} << sub_bits;
constexpr std::size_t single_frequencies = 4;
constexpr std::size_t frequency_groups = 64;  // of others: by the number of their bits

std::size_t bucket_of(std::uint64_t prefix, std::uint64_t documents, Order order) {
  const std::size_t sub = prefix >> (64 - sub_bits);
  if (order == Order::bytes) return sub;
  if (documents > single_frequencies) {
    return frequency_groups - static_cast<std::size_t>(std::bit_width(documents));
  }
  return frequency_groups + (single_frequencies - documents) * sub_buckets + sub;
}

void sort(std::span<TermTotals> terms, Order order, const TermOf& term_of, Workers& workers) {
  const std::size_t buckets =
      order == Order::bytes ? sub_buckets : frequency_groups + single_frequencies * sub_buckets;
  std::vector<Prefixed> unsorted(terms.size());
  std::vector<std::uint32_t> begins(buckets + 1, 0);
  workers.for_chunks(terms.size(), 4096, [&](const Chunk& chunk) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const std::string_view term = term_of(terms[i].number);
      unsorted[i] = {bytes_at(term, 0), bytes_at(term, 8),
                     static_cast<std::uint32_t>(std::min(terms[i].documents, most)),
                     static_cast<std::uint32_t>(i)};
    }
  });
  for (const Prefixed& term : unsorted) ++begins[bucket_of(term.prefix, terms[term.at].documents, order) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
  std::vector<Prefixed> sorted(terms.size());
  for (const Prefixed& term : unsorted) {
    sorted[next[bucket_of(term.prefix, terms[term.at].documents, order)]++] = term;
  }
  const auto is_before = [&](const Prefixed& a, const Prefixed& b) {
    if (order == Order::documents_then_bytes) {
      if (a.documents != b.documents) return a.documents > b.documents;
      const bool is_counted = a.documents < std::numeric_limits<std::uint32_t>::max();
      if (!is_counted && terms[a.at].documents != terms[b.at].documents) {
        return terms[a.at].documents > terms[b.at].documents;
      }
    }
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    if (a.more != b.more) return a.more < b.more;
    return term_of(terms[a.at].number) < term_of(terms[b.at].number);
  };
  workers.for_chunks(buckets, 16, [&](const Chunk& chunk) {
    StopCheck check_stop(workers.run());
    const auto less = [&](const Prefixed& a, const Prefixed& b) {
      check_stop();
      return is_before(a, b);
    };
    for (std::size_t bucket = chunk.begin; bucket < chunk.end; ++bucket) {
      std::sort(sorted.begin() + begins[bucket], sorted.begin() + begins[bucket + 1], less);
    }
  });
  const std::vector<TermTotals> before(terms.begin(), terms.end());
  workers.for_chunks(terms.size(), 4096, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) terms[i] = before[sorted[i].at];
  });
}

/// The quotient df / documents is rounded as a share that the caller wrote is: 29 of 100 are 0.29, while
/// 0.29 × 100 is below 29.
bool is_within(std::uint64_t frequency, std::uint64_t documents, const TfidfOptions& options) {
  const double share = static_cast<double>(frequency) / static_cast<double>(documents);
  return frequency >= options.min_documents &&
         (options.max_documents == 0 || frequency <= options.max_documents) &&
         share >= options.min_document_share && share <= options.max_document_share;
}

void check_limits(std::uint64_t documents, std::size_t terms, const TfidfOptions& options) {
  const auto n = static_cast<double>(documents);
  if (options.max_documents > 0 && options.max_documents < options.min_documents) {
    throw_invalid("max_documents", std::to_string(options.max_documents),
                  "0 or at least min_documents, " + std::to_string(options.min_documents));
  }
  if (options.max_document_share < options.min_document_share) {
    throw_invalid("max_document_share", text_of(options.max_document_share),
                  "at least min_document_share, " + text_of(options.min_document_share));
  }
  // Of no terms, or where an earlier fit's are kept, counts and shares may exclude each other.
  if (terms == 0 || options.keep_ids_of != nullptr) return;
  if (options.max_documents > 0 &&
      static_cast<double>(options.max_documents) / n < options.min_document_share) {
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

/// Those that occur most, ties by bytes.
void keep_most_frequent(std::vector<TermTotals>& terms, std::size_t most, const TermOf& term_of,
                        const Run& run) {
  if (terms.size() <= most) return;
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

void sort_by_bytes(std::span<TermTotals> terms, const TermOf& term_of, Workers& workers) {
  sort(terms, Order::bytes, term_of, workers);
}

std::vector<TermTotals> choose_terms(std::vector<TermTotals> terms, const TermOf& term_of,
                                     std::uint64_t documents, const TfidfOptions& options, Workers& workers) {
  const std::size_t all = terms.size();
  check_limits(documents, all, options);
  const Vocabulary* const kept = options.keep_ids_of.get();
  std::vector<TermTotals> first(kept != nullptr ? kept->size() : 0, TermTotals{unseen_number});
  StopCheck check_stop(workers.run());
  std::erase_if(terms, [&](const TermTotals& term) {
    check_stop();
    if (kept != nullptr) {
      if (const auto column = kept->find(term_of(term.number))) {
        first[*column] = term;
        return true;
      }
    }
    return !is_within(term.documents, documents, options);
  });
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
    keep_most_frequent(terms, room, term_of, workers.run());
  }
  sort(terms, Order::documents_then_bytes, term_of, workers);
  first.insert(first.end(), terms.begin(), terms.end());
  return first;
}

std::shared_ptr<const Vocabulary> vocabulary_of(std::span<const TermTotals> terms, const TermOf& term_of,
                                                const Vocabulary* kept, Workers& workers) {
  if (kept == nullptr) {
    const auto term_at = [&](std::size_t i) { return term_of(terms[i].number); };
    return std::make_shared<const Vocabulary>(VocabularyParts::of(terms.size(), term_at, workers));
  }
  auto vocabulary = std::make_shared<Vocabulary>(*kept);
  vocabulary->reserve(terms.size());
  StopCheck check_stop(workers.run());
  for (std::size_t i = vocabulary->size(); i < terms.size(); ++i) {
    check_stop();
    vocabulary->intern(term_of(terms[i].number));
  }
  return vocabulary;
}

}  // namespace tema::inline v0::detail
