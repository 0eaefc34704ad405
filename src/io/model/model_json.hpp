#pragma once

#include "topics/topic_state.hpp"

#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The parts of a model that are small, as JSON in its file's metadata. What reads them throws a
/// std::exception, saying what is wrong, for text that is no such JSON, and for an option that a fit would
/// refuse.

std::string options_to_json(const TopicOptions& options);
TopicOptions options_from_json(const std::string& text);

std::string topics_to_json(const std::vector<TopicSummary>& topics);
std::vector<TopicSummary> topics_from_json(const std::string& text);
/// The labels alone: the rest need only be JSON. Much faster, for a model that is opened to assign a text.
std::vector<std::string> labels_from_json(const std::string& text);

/// How terms are weighed.
struct Weighting {
  TfidfOptions options;
  double mean_length = 0.0;  // of documents, in tokens
  double row_sum = 0.0;      // of a mixture's rows
};
std::string weighting_to_json(const TopicState& state);
Weighting weighting_from_json(const std::string& text);

/// How texts are cut, beside the options: the language of texts too short to tell, the learnt stems, and the
/// fingerprint of all.
struct AnalysisRecord {
  bool is_own = true;  // the tokens are those of tema's own tokenizer
  std::string corpus_language;
  std::vector<std::pair<std::string, std::string>> stems;
  std::map<std::string, std::string> fingerprint;
};
std::string analysis_to_json(const AnalysisRecord& analysis);
AnalysisRecord analysis_from_json(const std::string& text);

/// How the fit went.
struct FitRecord {
  std::optional<double> stability;
  bool is_given = false;
  bool converged = false;
  std::uint64_t ill_formed = 0;
  std::vector<LanguageCount> languages;
};
std::string fit_to_json(const TopicState& state);
FitRecord fit_from_json(const std::string& text);

}}}  // namespace tema::v0::detail
