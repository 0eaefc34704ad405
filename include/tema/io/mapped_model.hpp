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

/// A saved topic model that is used where it lies: the file is mapped into memory, not read. It is there at
/// once, whatever its size, and many processes share it.
///
/// For files of your own: the header and its checksum are verified, and of the tensors what assign() comes
/// across, but not all their bytes. A damaged file may give wrong topics (never anything worse), and nobody
/// may cut it short while it is mapped: whoever reads it then gets SIGBUS. For files of others there is
/// load_model. Const members may be called from many threads. Copies share what they hold.
class TEMA_EXPORT MappedModel {
 public:
  /// Throws as load_model does, for what it verifies.
  static MappedModel open(const std::string& path, const LoadOptions& options = {});

  /// As TopicModel::assign, with the same results. Of the tensors, the terms of the texts alone are looked at
  /// and copied: O(tokens + distinct terms × (ln(terms of the model) + topics)). Throws Error{format} for
  /// terms or numbers in the file that cannot be.
  [[nodiscard]] std::vector<TopicAssignment> assign(TextsView texts, const RunContext& run = {}) const;

  [[nodiscard]] std::size_t topics() const;

  /// As TopicModel::label.
  [[nodiscard]] const std::string& label(std::size_t topic) const;

 private:
  struct State;
  explicit MappedModel(std::shared_ptr<const State> state) : state_(std::move(state)) {}

  std::shared_ptr<const State> state_;
};

}}  // namespace tema::v0
