#include "tema/topics/topic_model.hpp"
#include "topics/topic_state.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <stop_token>

namespace tema { inline namespace v0 {

namespace {

using detail::TopicState;

/// The terms of the row, with their weights and their spans in the text.
std::vector<ExplainedTerm> place_terms(const TopicState& state, const SourceText& text,
                                       const RowsView::Row& row, const std::vector<double>& weights) {
  std::vector<ExplainedTerm> terms(row.size);
  for (std::size_t j = 0; j < row.size; ++j) {
    terms[j].term = state.tfidf.vocabulary().term(static_cast<TermId>(row.columns[j]));
    terms[j].weight = weights[j];
  }
  const std::stop_token never;
  const std::unique_ptr<detail::TokenReader> reader = state.tokens.source.make_reader(never);
  std::vector<TermId> ids;
  std::vector<ByteSpan> spans;
  reader->append(text, ids, spans);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto id = state.tfidf.vocabulary().find(reader->terms().term(ids[i]));
    if (!id) continue;
    const auto column = static_cast<std::int32_t>(*id);
    const std::int32_t* const at = std::lower_bound(row.columns, row.columns + row.size, column);
    if (at == row.columns + row.size || *at != column) continue;
    terms[static_cast<std::size_t>(at - row.columns)].spans.push_back(spans[i]);
  }
  std::sort(terms.begin(), terms.end(), [](const ExplainedTerm& a, const ExplainedTerm& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  });
  return terms;
}

}  // namespace

Explanation TopicModel::explain(std::string_view text, std::string_view language) const {
  const TopicState& state = *state_;
  const RunContext alone{.threads = 1};
  const SourceText given{text, language};
  const CsrMatrix rows = state.vectorizer->transform_rows(std::span(&given, 1), alone);
  const Assignment assignment = state.fitted->predict(rows, alone)[0];
  Explanation result;
  result.assignment = detail::topic_of(state, assignment);
  if (assignment.cluster < 0) return result;
  const RowsView::Row row = rows.view().row(0);
  const detail::ScoreParts parts = state.fitted->explain(rows, assignment.cluster);
  if (parts.rival >= 0) result.rival = state.topic_of_cluster[static_cast<std::size_t>(parts.rival)];
  result.base = parts.base;
  result.score = parts.base;
  for (const double weight : parts.weights) result.score += weight;
  result.terms = place_terms(state, given, row, parts.weights);
  return result;
}

}}  // namespace tema::v0
