#include "tema/topics/topic_model.hpp"
#include "text/document_reading.hpp"
#include "topics/topic_state.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <stop_token>

namespace tema { inline namespace v0 {

namespace {

using detail::TopicState;

/// Reads one text, or a title, and tells where the terms of a row stand in it.
class TermPlaces {
 public:
  TermPlaces(const TopicState& state, const RowsView::Row& row)
      : vocabulary_(state.tfidf.vocabulary()), row_(row), reader_(state.tokens.source.make_reader(never_)) {}

  [[nodiscard]] detail::TokenReader& reader() { return *reader_; }

  /// Calls place(j, span) for each token of the text that is the j-th term of the row.
  template <class Place>
  void find(const SourceText& text, Place&& place) {
    ids_.clear();
    spans_.clear();
    reader_->append(text, ids_, spans_);
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      const auto id = vocabulary_.find(reader_->terms().term(ids_[i]));
      if (!id) continue;
      const auto column = static_cast<std::int32_t>(*id);
      const std::int32_t* const end = row_.columns + row_.size;
      const std::int32_t* const at = std::lower_bound(row_.columns, end, column);
      if (at != end && *at == column) place(static_cast<std::size_t>(at - row_.columns), spans_[i]);
    }
  }

 private:
  const std::stop_token never_;
  const Vocabulary& vocabulary_;
  const RowsView::Row& row_;
  std::unique_ptr<detail::TokenReader> reader_;
  std::vector<TermId> ids_;
  std::vector<ByteSpan> spans_;
};

/// The terms of the row, with their weights and their spans in the text and in the title.
std::vector<ExplainedTerm> place_terms(const TopicState& state, const SourceText& document,
                                       const RowsView::Row& row, const std::vector<double>& weights) {
  std::vector<ExplainedTerm> terms(row.size);
  for (std::size_t j = 0; j < row.size; ++j) {
    terms[j].term = state.tfidf.vocabulary().term(static_cast<TermId>(row.columns[j]));
    terms[j].weight = weights[j];
  }
  TermPlaces places(state, row);
  places.find(document, [&](std::size_t j, const ByteSpan& span) { terms[j].spans.push_back(span); });
  if (detail::reads_title(places.reader(), document)) {
    places.find(detail::title_as_text(places.reader(), document),
                [&](std::size_t j, const ByteSpan& span) { terms[j].title_spans.push_back(span); });
  }
  std::sort(terms.begin(), terms.end(), [](const ExplainedTerm& a, const ExplainedTerm& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  });
  return terms;
}

Explanation explain_text(const TopicState& state, const SourceText& given) {
  const RunContext alone{.threads = 1};
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

}  // namespace

Explanation TopicModel::explain(std::string_view text, std::string_view language) const {
  return explain_text(*state_, {text, language});
}

Explanation TopicModel::explain(const Document& document) const {
  return explain_text(*state_, {document.text, document.language, 0, document.title});
}

}}  // namespace tema::v0
