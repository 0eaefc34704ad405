#include "vector/term_order.hpp"

#include "core/check.hpp"
#include "core/stop_check.hpp"
#include "corpus/vocabulary_parts.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// True if the term is within the limits. The quotient df / documents is rounded as a share that the caller
/// wrote: 29 of 100 are 0.29, while 0.29 × 100 is below 29.
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
  // If there are no terms, or if those of an earlier fit are kept, limits by counts and by shares may exclude
  // each other.
  if (terms == 0 || options.base_vocabulary != nullptr) return;
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

/// The terms that occur most often, ties by bytes.
void keep_most_frequent(std::vector<TermTotals>& terms, std::size_t most, const TermOf& term_of,
                        const RunContext& run) {
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

std::vector<TermTotals> choose_terms(std::vector<TermTotals> terms, const TermOf& term_of,
                                     std::uint64_t documents, const TfidfOptions& options, Workers& workers) {
  const std::size_t all = terms.size();
  check_limits(documents, all, options);
  const Vocabulary* const kept = options.base_vocabulary.get();
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
  terms = sorted_by_documents(terms, term_of, workers);
  if (first.empty()) return terms;
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

}}}  // namespace tema::v0::detail
