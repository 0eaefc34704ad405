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

/// Terms that one thread numbered: a vocabulary, and the ones of it that matter, each once.
struct ThreadTerms {
  const Vocabulary* vocabulary;
  std::span<const TermId> used;
};

/// The terms of several threads, each term once, under merged numbers: those of the first vocabulary, and
/// higher ones for what it does not have. Merged numbers have gaps, and depend on which thread met what: who
/// shows them puts them into an order first. All on all threads; linear in the terms that are used.
class MergedTerms {
 public:
  /// The vocabularies, all by one key (VocabularyParts), must outlive it, and not change; what was appended
  /// to the first must be indexed. At least one.
  MergedTerms(std::span<const ThreadTerms> threads, Workers& workers);

  /// The merged numbers of the terms that a thread used, by its own; empty where they are the
  /// same, as for the first.
  [[nodiscard]] std::span<const TermId> numbers(std::size_t thread) const { return numbers_[thread]; }

  /// Above all merged numbers.
  [[nodiscard]] std::size_t bound() const { return first_.size() + rest_.size(); }

  [[nodiscard]] std::string_view term(TermId number) const {
    if (number < first_.size()) return first_.term(number);
    const Place& place = rest_[number - first_.size()];
    return place.vocabulary->term(place.id);
  }

 private:
  /// A term that is not in the first vocabulary, where it was found first.
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
