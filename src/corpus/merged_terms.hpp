#pragma once

#include "tema/core/parallel.hpp"
#include "tema/core/types.hpp"
#include "tema/corpus/vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The terms that one thread numbered: a vocabulary, and those of its terms that are used, each once.
struct ThreadTerms {
  const Vocabulary* vocabulary;
  std::span<const TermId> used;
};

/// The terms of several threads, each term once, under merged numbers: the numbers of the first vocabulary,
/// and higher ones for terms that it does not have. Merged numbers have gaps, and depend on which thread met
/// which term, so they must be put into an order before they show. Everything runs on all threads; time is
/// linear in the terms that are used.
class MergedTerms {
 public:
  /// There must be at least one vocabulary, all with the same key (VocabularyParts). They must outlive this
  /// object and not change. What was appended to the first one must be indexed.
  MergedTerms(std::span<const ThreadTerms> threads, Workers& workers);

  /// The merged numbers of the terms of a thread, by its own numbers; empty if both are the same, as for the
  /// first thread.
  [[nodiscard]] std::span<const TermId> numbers(std::size_t thread) const { return numbers_[thread]; }

  /// A bound above all merged numbers.
  [[nodiscard]] std::size_t bound() const { return first_.size() + rest_.size(); }

  [[nodiscard]] std::string_view term(TermId number) const {
    if (number < first_.size()) return first_.term(number);
    const Place& place = rest_[number - first_.size()];
    return place.vocabulary->term(place.id);
  }

 private:
  /// A term that is not in the first vocabulary, and where it was first found.
  struct Place {
    const Vocabulary* vocabulary;
    TermId id;
  };

  template <class Missing>
  void find_in_first(const Vocabulary& vocabulary, std::span<const TermId> ids, std::vector<TermId>& numbers,
                     Missing&& missing) const;

  const Vocabulary& first_;
  std::vector<std::vector<TermId>> numbers_;
  std::vector<Place> rest_;
};

}}}  // namespace tema::v0::detail
