#pragma once

#include "topics/topic_state.hpp"

#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The small parts of a model, as JSON in the metadata of its file. The readers throw a std::exception that
/// tells what is wrong, for text that is not such JSON, and for an option that a fit would refuse.

std::string options_to_json(const TopicOptions& options);
TopicOptions options_from_json(const std::string& text);

std::string topics_to_json(const std::vector<TopicSummary>& topics);
std::vector<TopicSummary> topics_from_json(const std::string& text);
/// Reads only the labels: the rest need only be JSON. This is much faster for a model that is opened to
/// assign a single text.
std::vector<std::string> labels_from_json(const std::string& text);

/// How terms are weighted.
struct Weighting {
  TfidfOptions options;
  double mean_length = 0.0;  // mean length of a document, in tokens
  double row_sum = 0.0;      // FittedTopics::row_sum()
};
std::string weighting_to_json(const TopicState& state);
Weighting weighting_from_json(const std::string& text);

/// How texts are analysed, in addition to the options: the language of texts too short to tell, the learnt
/// stems, and the fingerprint of the whole.
struct AnalysisRecord {
  bool is_own = true;  // true if the tokens come from tema's own tokenizer
  std::string corpus_language;
  std::vector<std::pair<std::string, std::string>> stems;
  std::map<std::string, std::string> fingerprint;
};
std::string analysis_to_json(const AnalysisRecord& analysis);
AnalysisRecord analysis_from_json(const std::string& text);

/// The outcome of the fit.
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
