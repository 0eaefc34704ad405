#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/corpus/document.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace tema { inline namespace v0 {

/// How much of the texts a report holds.
enum class ReportTexts {
  full,     ///< whole texts, with the terms that decide marked
  excerpt,  ///< the first 300 characters of each
  none      ///< no texts, titles or other columns; only ids, labels, dates and addresses
};

struct ReportOptions {
  std::string title = "Topics";  ///< the heading of the page
  ReportTexts texts = ReportTexts::full;
  std::string singular = "document";  ///< what the page calls a document: "article", "paragraph"
  std::string plural = "documents";
};

/// A page of HTML that shows the topics of documents: folders of topics, subtopics and documents, search, a
/// map, the terms of each topic, its typical and doubtful documents, and why each document has its topic,
/// with the terms that decide marked in its text. If documents have dates, it shows topics over time.
///
/// The page is one file that needs no network. A Content-Security-Policy allows its own script and style
/// alone, and whatever comes from the documents is shown as text. Browsers since 2023 open it (it needs
/// DecompressionStream and the colours of CSS Color 4).
///
/// `assignments` has the topic of each document: `model.assign(documents)`, or `model.assignments()` for the
/// documents that the model was fitted to. Subtopics are topics that are found among the documents of one
/// topic, if those are 64 or more. The same arguments give the same bytes for any number of threads, with the
/// same version of zlib.
///
/// Takes about as long as a fit of the documents, and their memory several times. Throws
/// std::invalid_argument unless there is one assignment for each document, each below model.topics(), and at
/// least one document; Error{mismatch} for a model without its source of tokens; Cancelled on a stop.
[[nodiscard]] TEMA_EXPORT std::string topic_report(const TopicModel& model,
                                                   std::span<const Document> documents,
                                                   std::span<const TopicAssignment> assignments,
                                                   const ReportOptions& options = {},
                                                   const RunContext& run = {});

}}  // namespace tema::v0
