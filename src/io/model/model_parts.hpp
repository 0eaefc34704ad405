#pragma once

#include "io/model/model_json.hpp"
#include "io/safetensors/packed_strings.hpp"
#include "io/safetensors/safetensors_reader.hpp"
#include "topics/topic_state.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The tensors of a model file; see save_model. The state must outlive them.
class ModelTensors {
 public:
  explicit ModelTensors(const TopicState& state);

  [[nodiscard]] const std::vector<Tensor>& all() const { return tensors_; }

 private:
  void add_vocabulary(const Vocabulary& vocabulary);
  void add_clusters(const TopicState& state);
  void add_counts(const GroupCounts& counts);
  void add_assignments(const std::vector<TopicAssignment>& assignments);

  std::vector<Tensor> tensors_;
  std::vector<SavedTensor> of_method_;
  // Data that the state does not have in the form of the file.
  PackedStrings terms_;
  std::vector<std::int32_t> order_;
  std::vector<std::int32_t> topics_;
  std::vector<float> scores_;
  std::vector<float> margins_;
};

/// Reads the terms and their weights. Checks that the terms are distinct and in UTF-8, and that their order
/// is right.
Tfidf read_terms(const SafetensorsFile& file, const Weighting& weighting, const RunContext& run);

/// Each of these reads a part of the state, whose options, terms and summaries must be there already, and
/// checks it against them. `row_sum` is FittedTopics::row_sum(). Throws Error{format} or another
/// std::exception that tells what is wrong.
void read_clusters(const SafetensorsFile& file, double row_sum, TopicState& state, const RunContext& run);
void read_counts(const SafetensorsFile& file, TopicState& state);
void read_assignments(const SafetensorsFile& file, TopicState& state);

/// Checks the representatives of the topics against the other parts.
void check_summaries(const TopicState& state);

}}}  // namespace tema::v0::detail
