#pragma once

#include "io/safetensors/safetensors_reader.hpp"
#include "io/safetensors/safetensors_writer.hpp"
#include "tema/io/model_file.hpp"
#include "tema/topics/topic_model.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// Models whose files are changed, and what must go well with those that load.
namespace reference {

/// The metadata and the tensors' bytes of a model's file.
using ModelParts = std::function<void(tema::detail::Metadata&, std::vector<std::vector<std::byte>>&)>;

/// Writes a model's file anew, with valid checksums, after `change` was at its parts.
inline void rewrite_model(const std::string& from, const std::string& to, const ModelParts& change) {
  const auto file = tema::detail::SafetensorsFile::read(from);
  tema::detail::Metadata metadata = file.metadata();
  std::vector<tema::detail::Tensor> tensors = file.tensors();
  std::vector<std::vector<std::byte>> bytes;
  for (const tema::detail::Tensor& tensor : tensors)
    bytes.emplace_back(tensor.bytes.begin(), tensor.bytes.end());
  change(metadata, bytes);
  for (std::size_t i = 0; i < tensors.size(); ++i) tensors[i].bytes = bytes[i];
  tema::detail::write_safetensors(to, metadata, tensors);
}

/// Does all that can be done with a model, and saves it to `path` and loads it again. Throws what of it goes
/// wrong; that the texts are not those of the model, or a topic too small to split, is not wrong.
inline void use_model(const tema::TopicModel& model, const std::vector<std::string>& texts,
                      const std::string& path) {
  const tema::RunContext run{.threads = 1};
  static_cast<void>(model.assign(std::vector<std::string>{texts[0], ""}, run));
  static_cast<void>(model.assign_top(std::vector<std::string>{texts[0], ""}, 2, run));
  static_cast<void>(model.explain(texts[1]));
  try {
    static_cast<void>(model.split(0, 2, texts, run));
  } catch (const std::invalid_argument& error) {
    const std::string_view what = error.what();
    if (!what.starts_with("the texts are not those") && !what.starts_with("parts is 2")) throw;
  }
  const std::size_t topics = model.topics();
  static_cast<void>(model.reduce(std::max<std::size_t>(topics, 2) - 1, run));
  static_cast<void>(model.merge(std::vector<std::size_t>{0, topics - 1}, run).rename(0, "x"));
  tema::save_model(model, path, run);
  static_cast<void>(tema::load_model(path, {.allow_mismatch = true}, run));
}

}  // namespace reference
