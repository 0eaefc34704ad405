#include "tema/io/model_file.hpp"

#include "io/model/analysis_fingerprint.hpp"
#include "io/model/model_checks.hpp"
#include "io/model/model_json.hpp"
#include "io/model/model_parts.hpp"
#include "io/safetensors/safetensors_reader.hpp"
#include "io/safetensors/safetensors_writer.hpp"
#include "tema/core/error.hpp"
#include "topics/methods/methods.hpp"
#include "topics/topic_state.hpp"
#include "topics/topic_tokenizer.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

namespace {

using detail::AnalysisRecord;
using detail::Metadata;
using detail::SafetensorsFile;
using detail::Shape;
using detail::Tensor;
using detail::TopicState;

bool any_needs_dictionary(const Vocabulary& vocabulary) {
  for (std::size_t id = 0; id < vocabulary.size(); ++id) {
    if (detail::may_need_dictionary(vocabulary.term(static_cast<TermId>(id)))) return true;
  }
  return false;
}

AnalysisRecord analysis_of(const TopicState& state) {
  const Tokenizer& tokenizer = state.tokens.tokenizer;
  const TokenizerOptions& options = tokenizer.options();
  AnalysisRecord analysis{state.tokens.is_own, options.corpus_language, {}, {}};
  if (!analysis.is_own) return analysis;
  const StemTable& stems = options.stems.table();
  for (std::size_t i = 0; i < stems.size(); ++i) {
    const auto [form, stem] = stems.pair(i);
    analysis.stems.emplace_back(form, stem);
  }
  analysis.fingerprint =
      detail::analysis_fingerprint(tokenizer, any_needs_dictionary(state.tfidf.vocabulary()));
  return analysis;
}

Metadata metadata_of(const TopicState& state) {
  return {{"format", std::string(detail::format_name)},
          {"format_version", std::string(detail::format_version)},
          {"tema_version", detail::this_version()},
          {"options", detail::options_to_json(state.options)},
          {"topics", detail::topics_to_json(state.summaries)},
          {"weighting", detail::weighting_to_json(state)},
          {"analysis", detail::analysis_to_json(analysis_of(state))},
          {"fit", detail::fit_to_json(state)}};
}

TopicModel read_model(const std::string& path, const SafetensorsFile& file, const LoadOptions& load,
                      const RunContext& run) {
  const auto json = [&](const char* name, auto read) {
    return detail::part(path, name, [&] { return read(file.metadata(name)); });
  };
  const TopicOptions options = json("options", detail::options_from_json);
  std::vector<detail::TopicSummary> topics = json("topics", detail::topics_from_json);
  const detail::Weighting weighting = json("weighting", detail::weighting_from_json);
  const AnalysisRecord analysis = json("analysis", detail::analysis_from_json);
  detail::FitRecord fit = json("fit", detail::fit_from_json);
  const Tokenizer tokenizer = detail::part(path, "analysis", [&] {
    return detail::topic_tokenizer(options, analysis.corpus_language, StemTable::from_pairs(analysis.stems));
  });
  Tfidf tfidf = detail::part(path, "vocabulary", [&] { return detail::read_terms(file, weighting, run); });
  if (!load.allow_mismatch && analysis.is_own) {
    const bool dictionary = any_needs_dictionary(tfidf.vocabulary());
    detail::check_analysis(path, file.metadata("tema_version"), analysis,
                           detail::analysis_fingerprint(tokenizer, dictionary));
  }
  TopicState state{.options = options,
                   .tokens = detail::tokens_of(tokenizer, analysis),
                   .tfidf = std::move(tfidf),
                   .summaries = std::move(topics),
                   .stability = fit.stability,
                   .is_given = fit.is_given,
                   .converged = fit.converged,
                   .ill_formed = fit.ill_formed,
                   .languages = std::move(fit.languages)};
  detail::part(path, "tensors", [&] {
    detail::read_clusters(file, weighting.row_sum, state, run);
    detail::read_counts(file, state);
    detail::read_assignments(file, state);
    detail::check_summaries(state);
    return 0;
  });
  return detail::TopicStateAccess::model(std::move(state));
}

}  // namespace

void save_model(const TopicModel& model, const std::string& path, const RunContext& run) {
  const TopicState& state = detail::TopicStateAccess::state(model);
  const detail::ModelTensors tensors(state);
  detail::write_safetensors(path, metadata_of(state), tensors.all(), run);
}

TopicModel load_model(const std::string& path, const LoadOptions& options, const RunContext& run) {
  std::vector<std::string_view> term_tables;
  for (const detail::MethodEntry& method : detail::method_entries()) term_tables.push_back(method.term_table);
  const SafetensorsFile file = SafetensorsFile::read(path, term_tables, run);
  detail::check_format(path, file);
  return read_model(path, file, options, run);
}

}}  // namespace tema::v0
