#include "tema/io/model_file.hpp"

#include "io/analysis_fingerprint.hpp"
#include "io/model_json.hpp"
#include "io/model_parts.hpp"
#include "io/safetensors_reader.hpp"
#include "io/safetensors_writer.hpp"
#include "tema/core/error.hpp"
#include "tema/version.hpp"
#include "topics/topic_state.hpp"
#include "topics/topic_tokenizer.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

namespace tema::inline v0 {

namespace {

using detail::AnalysisRecord;
using detail::Metadata;
using detail::SafetensorsFile;
using detail::Shape;
using detail::Tensor;
using detail::TopicState;

constexpr std::string_view format_name = "tema topic model";
constexpr std::string_view format_version = "1";

std::string this_version() {
  return std::to_string(TEMA_VERSION_MAJOR) + '.' + std::to_string(TEMA_VERSION_MINOR) + '.' +
         std::to_string(TEMA_VERSION_PATCH);
}

bool any_needs_dictionary(const Vocabulary& vocabulary) {
  for (std::size_t id = 0; id < vocabulary.size(); ++id) {
    if (detail::may_need_dictionary(vocabulary.term(static_cast<TermId>(id)))) return true;
  }
  return false;
}

AnalysisRecord analysis_of(const TopicState& state) {
  const TokenizerOptions& options = state.tokenizer.options();
  AnalysisRecord analysis{options.corpus_language, {}, {}};
  for (std::size_t i = 0; i < options.stem_table.size(); ++i) {
    const auto [form, stem] = options.stem_table.pair(i);
    analysis.stems.emplace_back(form, stem);
  }
  analysis.fingerprint =
      detail::analysis_fingerprint(state.tokenizer, any_needs_dictionary(state.tfidf.vocabulary()));
  return analysis;
}

Metadata metadata_of(const TopicState& state) {
  return {{"format", std::string(format_name)},
          {"format_version", std::string(format_version)},
          {"tema_version", this_version()},
          {"options", detail::options_to_json(state.options)},
          {"topics", detail::topics_to_json(state.summaries)},
          {"weighting", detail::weighting_to_json(state)},
          {"analysis", detail::analysis_to_json(analysis_of(state))},
          {"fit", detail::fit_to_json(state)}};
}

/// What reads one part of a file; whatever is wrong with it is told as the file's damage.
template <class Read>
auto part(const std::string& path, std::string_view name, Read&& read) {
  try {
    return read();
  } catch (const Error&) {
    throw;
  } catch (const Cancelled&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw Error(ErrorKind::format, path + ": " + std::string(name) + ": " + error.what());
  }
}

void check_format(const std::string& path, const SafetensorsFile& file) {
  const auto format = file.metadata().find("format");
  if (format == file.metadata().end() || format->second != format_name)
    throw Error(ErrorKind::format, path + ": is no topic model of tema");
  if (const std::string& version = file.metadata("format_version"); version != format_version) {
    throw Error(ErrorKind::mismatch, path + ": has format version " + version + ", and this library reads " +
                                         std::string(format_version));
  }
}

/// Throws if texts would be cut otherwise than when the model was made.
void check_analysis(const std::string& path, const std::string& made_by, const AnalysisRecord& analysis,
                    const std::map<std::string, std::string>& here) {
  std::string differences;
  const auto add = [&](const std::string& what, const std::string& there, const std::string& now) {
    differences += (differences.empty() ? "" : "; ") + what + ": " + there + " there, " + now + " here";
  };
  for (const auto& [what, there] : analysis.fingerprint) {
    const auto now = here.find(what);
    if (now == here.end() || now->second != there)
      add(what, there, now == here.end() ? "nothing" : now->second);
  }
  for (const auto& [what, now] : here) {
    if (!analysis.fingerprint.contains(what)) add(what, "nothing", now);
  }
  if (differences.empty()) return;
  throw Error(ErrorKind::mismatch, path + ": was made by tema " + made_by +
                                       ", which analyses text otherwise than this " + this_version() + " (" +
                                       differences + ")");
}

TopicModel read_model(const std::string& path, const SafetensorsFile& file, const LoadOptions& load,
                      const Run& run) {
  const auto json = [&](const char* name, auto read) {
    return part(path, name, [&] { return read(file.metadata(name)); });
  };
  const TopicOptions options = json("options", detail::options_from_json);
  std::vector<detail::TopicSummary> topics = json("topics", detail::topics_from_json);
  const detail::Weighting weighting = json("weighting", detail::weighting_from_json);
  const AnalysisRecord analysis = json("analysis", detail::analysis_from_json);
  detail::FitRecord fit = json("fit", detail::fit_from_json);
  Tokenizer tokenizer = part(path, "analysis", [&] {
    return detail::topic_tokenizer(options, analysis.corpus_language, StemTable::from_pairs(analysis.stems));
  });
  Tfidf tfidf = part(path, "vocabulary", [&] { return detail::read_terms(file, weighting, run); });
  const bool dictionary = any_needs_dictionary(tfidf.vocabulary());
  if (!load.allow_mismatch) {
    check_analysis(path, file.metadata("tema_version"), analysis,
                   detail::analysis_fingerprint(tokenizer, dictionary));
  }
  TopicState state{.options = options,
                   .tokenizer = std::move(tokenizer),
                   .tfidf = std::move(tfidf),
                   .mixture = {},
                   .reduction = {},
                   .kmeans = {},
                   .topic_of_cluster = {},
                   .summaries = std::move(topics),
                   .counts = {},
                   .assignments = {},
                   .agreement = fit.agreement,
                   .converged = fit.converged,
                   .ill_formed = fit.ill_formed,
                   .languages = std::move(fit.languages)};
  part(path, "tensors", [&] {
    detail::read_clusters(file, weighting.row_sum, state, run);
    detail::read_counts(file, state);
    detail::read_assignments(file, state);
    detail::check_summaries(state);
    return 0;
  });
  return detail::TopicStateAccess::model(std::move(state));
}

}  // namespace

void save_model(const TopicModel& model, const std::string& path, const Run& run) {
  const TopicState& state = detail::TopicStateAccess::state(model);
  const detail::ModelTensors tensors(state);
  detail::write_safetensors(path, metadata_of(state), tensors.all(), run);
}

TopicModel load_model(const std::string& path, const LoadOptions& options, const Run& run) {
  const SafetensorsFile file = SafetensorsFile::read(path, run);
  check_format(path, file);
  return read_model(path, file, options, run);
}

}  // namespace tema::inline v0
