#pragma once

#include "tema/core/export.hpp"
#include "tema/core/run_context.hpp"
#include "tema/io/model_file.hpp"
#include "tema/topics/topic_model.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace tema { inline namespace v0 {

/// A saved topic model that is used where it lies: the file is mapped into memory, and not read. So it opens
/// at once, whatever its size, and many processes share one copy.
///
/// It is meant for files of your own. The header and its checksum are verified, and of the tensors the parts
/// that assign() uses, but not all bytes. A damaged file may give wrong topics (never anything worse). Nobody
/// may shorten the file while it is mapped: reading it then ends the process with SIGBUS. For files of
/// strangers, use load_model. Const members may be called from many threads. Copies share their data.
class TEMA_EXPORT MappedModel {
 public:
  /// Throws what load_model throws, for the parts that it verifies.
  static MappedModel open(const std::string& path, const LoadOptions& options = {});

  /// As TopicModel::assign, with the same results. It looks at and copies only the terms of the texts:
  /// O(tokens + distinct terms × (ln(terms of the model) + topics)). Throws Error{format} for terms or
  /// numbers in the file that cannot occur in a model.
  [[nodiscard]] std::vector<TopicAssignment> assign(TextsView texts, const RunContext& run = {}) const;

  /// As TopicModel::assign_top, with the same results, in the time of assign().
  [[nodiscard]] TopTopics assign_top(TextsView texts, std::size_t count, const RunContext& run = {}) const;

  [[nodiscard]] std::size_t topics() const;

  /// As TopicModel::label.
  [[nodiscard]] const std::string& label(std::size_t topic) const;

 private:
  struct State;
  explicit MappedModel(std::shared_ptr<const State> state) : state_(std::move(state)) {}

  std::shared_ptr<const State> state_;
};

}}  // namespace tema::v0
