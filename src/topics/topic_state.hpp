#pragma once

#include "tema/topics/topic_model.hpp"
#include "tema/vector/vectorizer.hpp"
#include "topics/group_counts.hpp"
#include "topics/methods/fitted_topics.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// What is shown about a topic.
struct TopicSummary {
  std::string label;
  std::vector<TopicTerm> terms;
  std::vector<std::size_t> representatives;
};

/// The source of the tokens of a model.
struct TopicTokens {
  Tokenizer tokenizer;    // by the options; with another source, only its language is used
  AnyTokenSource source;  // the tokenizer, or a source of the caller's own
  bool is_own = true;     // true if the source is the tokenizer

  /// The tokens of a tokenizer.
  explicit TopicTokens(const Tokenizer& own) : tokenizer(own), source(own) {}
  /// The tokens of a source of the caller's own.
  TopicTokens(const Tokenizer& language, AnyTokenSource given)
      : tokenizer(language), source(std::move(given)), is_own(false) {}
};

/// Stands for the source of a loaded model, as long as nobody has given it: reading any text throws
/// Error{mismatch}.
struct MissingSource {
  TEMA_EXPORT void operator()(const SourceText& text, TokenSink& sink) const;
};

/// All that a TopicModel knows.
struct TopicState {
  TopicOptions options;
  TopicTokens tokens;
  Tfidf tfidf;
  std::shared_ptr<const FittedTopics> fitted = {};  // by the method of the options
  std::vector<std::int32_t> topic_of_cluster = {};
  std::vector<TopicSummary> summaries = {};  // by topic
  GroupCounts counts = {};                   // texts of each topic that have each of the terms
  std::vector<TopicAssignment> assignments = {};
  std::optional<double> stability = {};
  std::size_t missing_topics = 0;
  bool is_given = false;  // true if the caller gave the assignments
  bool converged = false;
  std::uint64_t ill_formed = 0;
  std::vector<LanguageCount> languages = {};
  std::shared_ptr<const Vectorizer> vectorizer = {};  // of its tokens and weights, once it is a model
};

/// Access for code that makes models and takes them apart.
struct TopicStateAccess {
  static TopicModel model(TopicState state) {
    state.vectorizer = std::make_shared<const Vectorizer>(state.tokens.source, state.tfidf);
    return TopicModel(std::make_shared<const TopicState>(std::move(state)));
  }
  static const TopicState& state(const TopicModel& model) { return *model.state_; }
};

/// The topic that a cluster is, or is a part of.
TopicAssignment topic_of(const TopicState& state, const Assignment& assignment);

/// The topics of rows, as TopicModel::assign gives them.
TEMA_EXPORT std::vector<TopicAssignment> assign_rows(const TopicState& state, const CsrMatrix& rows,
                                                     const RunContext& run);

}}}  // namespace tema::v0::detail
