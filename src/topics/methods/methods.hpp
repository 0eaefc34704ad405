#pragma once

#include "tema/core/export.hpp"
#include "tema/vector/tfidf.hpp"
#include "topics/methods/fitted_topics.hpp"
#include "topics/methods/tensor_source.hpp"
#include "vector/document_counts.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// What a method is fitted to: the counts of texts, the BM25 weights of their terms, and the rows by these
/// weights. Other weights of the same counts give other rows.
struct WeightedTexts {
  DocumentCounts& counts;
  Tfidf weights;
  CsrMatrix rows;
};

/// The clusters that a method finds in a corpus; see TopicModel.
struct TopicClusters {
  Tfidf tfidf;     // gives texts the weights that the method takes
  CsrMatrix rows;  // those of the corpus
  std::shared_ptr<const FittedTopics> topics;
  std::optional<double> stability = {};
  bool converged = false;
};

/// A method, as the list of them in methods.cpp has it.
struct MethodEntry {
  TopicMethod method;
  std::string_view name;         // see topic_method.hpp
  std::string_view description;  // likewise
  /// The tensor that TensorSource::term_table() is asked for: most of a large model file.
  std::string_view term_table;
  /// Finds clusters by options that were checked. If fewer texts are distinct than topics were asked for, it
  /// sets the number of topics to theirs.
  TopicClusters (*fit)(WeightedTexts texts, TopicOptions& options, const RunContext& run);
  /// Makes the topics of a model file, which has that many clusters.
  std::shared_ptr<const FittedTopics> (*load)(const TensorSource& tensors, std::uint64_t clusters,
                                              double row_sum, const RunContext& run);
  /// Another method, which may give texts to topics that are left without any by this one.
  std::optional<TopicMethod> fallback = {};
};

/// All methods, in the order of their enumeration.
[[nodiscard]] TEMA_EXPORT std::span<const MethodEntry> method_entries();

[[nodiscard]] TEMA_EXPORT const MethodEntry& method_entry(TopicMethod method);

}}}  // namespace tema::v0::detail
