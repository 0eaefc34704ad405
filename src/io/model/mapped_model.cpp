#include "tema/io/mapped_model.hpp"

#include "io/model/analysis_fingerprint.hpp"
#include "io/model/file_tensors.hpp"
#include "io/model/model_checks.hpp"
#include "io/model/model_json.hpp"
#include "io/safetensors/safetensors_reader.hpp"
#include "topics/methods/methods.hpp"
#include "topics/top_topics.hpp"
#include "topics/topic_state.hpp"
#include "topics/topic_tokenizer.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

using detail::SafetensorsFile;

/// The terms of a file, found by binary search.
class MappedTerms {
 public:
  explicit MappedTerms(const SafetensorsFile& file) {
    const auto& shape = file.tensor("vocabulary.order").shape;
    const std::uint64_t count = shape.empty() ? 0 : shape[0];
    const std::span<const std::byte> bytes = file.tensor("vocabulary.bytes").bytes;
    bytes_ = {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    offsets_ = file.values<std::int64_t>("vocabulary.offsets", {count + 1});
    order_ = file.values<std::int32_t>("vocabulary.order", {count});
  }

  [[nodiscard]] std::size_t size() const { return order_.size(); }

  [[nodiscard]] std::optional<std::size_t> find(std::string_view wanted) const {
    std::size_t low = 0;
    std::size_t high = order_.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      const std::size_t id = at(middle);
      const std::string_view found = term(id);
      if (found == wanted) return id;
      if (found < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::size_t at(std::size_t place) const {
    const auto id = static_cast<std::size_t>(order_[place]);
    if (order_[place] < 0 || id >= order_.size())
      throw std::runtime_error("vocabulary.order has a number of no term");
    return id;
  }

  [[nodiscard]] std::string_view term(std::size_t id) const {
    const std::int64_t begin = offsets_[id];
    const std::int64_t end = offsets_[id + 1];
    if (begin < 0 || begin > end || static_cast<std::size_t>(end) > bytes_.size())
      throw std::runtime_error("vocabulary.offsets lead outside vocabulary.bytes");
    return bytes_.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
  }

  std::string_view bytes_;
  std::span<const std::int64_t> offsets_;
  std::span<const std::int32_t> order_;
};

}  // namespace

struct MappedModel::State {
  std::string path;
  SafetensorsFile file;
  TopicOptions options;
  detail::Weighting weighting;
  detail::TopicTokens tokens;
  MappedTerms terms;
  std::span<const double> weights;
  std::vector<std::int32_t> topic_of_cluster;
  std::vector<std::string> labels;  // of the topics

  [[nodiscard]] detail::TopicState of_terms(const Vocabulary& vocabulary, const RunContext& run) const;
};

/// A model with only those of the terms that this one knows. It assigns texts that consist of these terms as
/// the whole model would.
detail::TopicState MappedModel::State::of_terms(const Vocabulary& vocabulary, const RunContext& run) const {
  std::vector<std::pair<std::size_t, std::string>> known;
  for (std::size_t id = 0; id < vocabulary.size(); ++id) {
    if (id % 4096 == 0) throw_if_stopped(run);
    const std::string_view term = vocabulary.term(static_cast<TermId>(id));
    if (const auto found = terms.find(term)) known.emplace_back(*found, term);
  }
  // In the order of the whole model, so that sums are taken in the same order.
  std::sort(known.begin(), known.end());
  std::vector<std::size_t> ids;
  std::vector<std::string> names;
  std::vector<double> of_names;
  for (auto& [id, term] : known) {
    ids.push_back(id);
    names.push_back(std::move(term));
    of_names.push_back(weights[id]);
  }
  detail::TopicState state{
      .options = options,
      .tokens = tokens,
      .tfidf = Tfidf::from_idf(names, of_names, weighting.options, weighting.mean_length),
      .topic_of_cluster = topic_of_cluster};
  if (ids.empty()) return state;
  const detail::MappedTensors tensors(file, terms.size(), ids);
  state.fitted =
      detail::method_entry(options.method).load(tensors, topic_of_cluster.size(), weighting.row_sum, run);
  return state;
}

MappedModel MappedModel::open(const std::string& path, const LoadOptions& load) {
  SafetensorsFile file = SafetensorsFile::map(path);
  detail::check_format(path, file);
  return detail::part(path, "model", [&] {
    const detail::AnalysisRecord analysis = detail::analysis_from_json(file.metadata("analysis"));
    TopicOptions options = detail::options_from_json(file.metadata("options"));
    const Tokenizer tokenizer =
        detail::topic_tokenizer(options, analysis.corpus_language, StemTable::from_pairs(analysis.stems));
    if (!load.allow_mismatch && analysis.is_own) {
      const bool dictionary = analysis.fingerprint.contains("dictionary");
      detail::check_analysis(path, file.metadata("tema_version"), analysis,
                             detail::analysis_fingerprint(tokenizer, dictionary));
    }
    std::vector<std::string> labels = detail::labels_from_json(file.metadata("topics"));
    const auto& shape = file.tensor("clusters.topics").shape;
    const auto topics = file.values<std::int32_t>("clusters.topics", {shape.empty() ? 0 : shape[0]});
    for (const std::int32_t topic : topics) {
      if (topic < 0 || static_cast<std::size_t>(topic) >= labels.size())
        throw std::runtime_error("clusters.topics has a topic that does not exist");
    }
    const MappedTerms terms(file);
    const auto weights = file.values<double>("weights", {terms.size()});
    return MappedModel(
        std::make_shared<const State>(State{path,
                                            file,
                                            std::move(options),
                                            detail::weighting_from_json(file.metadata("weighting")),
                                            detail::tokens_of(tokenizer, analysis),
                                            terms,
                                            weights,
                                            {topics.begin(), topics.end()},
                                            std::move(labels)}));
  });
}

std::vector<TopicAssignment> MappedModel::assign(TextsView texts, const RunContext& run) const {
  const TokenizedCorpus corpus = tokenize(texts, state_->tokens.source, run);
  return detail::part(state_->path, "tensors", [&] {
    const detail::TopicState state = state_->of_terms(*corpus.vocabulary, run);
    if (state.tfidf.vocabulary().size() == 0) return std::vector<TopicAssignment>(texts.size());
    return detail::assign_rows(state, state.tfidf.transform_rows(corpus, run), run);
  });
}

TopTopics MappedModel::assign_top(TextsView texts, std::size_t count, const RunContext& run) const {
  detail::check_top_count(count);
  const TokenizedCorpus corpus = tokenize(texts, state_->tokens.source, run);
  return detail::part(state_->path, "tensors", [&] {
    const detail::TopicState state = state_->of_terms(*corpus.vocabulary, run);
    if (state.tfidf.vocabulary().size() == 0) {
      return TopTopics{.assignments = std::vector<TopicAssignment>(texts.size()),
                       .offsets = std::vector<std::size_t>(texts.size() + 1, 0),
                       .topics = {}};
    }
    return detail::top_topics(state, state.tfidf.transform_rows(corpus, run), count, run);
  });
}

std::size_t MappedModel::topics() const { return state_->labels.size(); }

const std::string& MappedModel::label(std::size_t topic) const { return state_->labels.at(topic); }

}}  // namespace tema::v0
