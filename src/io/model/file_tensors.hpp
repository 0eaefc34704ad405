#pragma once

#include "io/safetensors/safetensors_reader.hpp"
#include "tema/core/run_context.hpp"
#include "topics/methods/tensor_source.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The length of a tensor that must exist and have one dimension.
std::uint64_t length_of(const SafetensorsFile& file, std::string_view name);

/// The tensors of a model file, which must outlive this object.
class FileTensors : public TensorSource {
 public:
  explicit FileTensors(const SafetensorsFile& file) : file_(file) {}

  [[nodiscard]] std::uint64_t length(std::string_view name) const override { return length_of(file_, name); }
  [[nodiscard]] std::span<const double> doubles(std::string_view name, std::uint64_t length) const override {
    return file_.values<double>(name, {length});
  }
  [[nodiscard]] std::span<const float> floats(std::string_view name, std::uint64_t rows,
                                              std::uint64_t columns) const override {
    return file_.values<float>(name, {rows, columns});
  }

 protected:
  [[nodiscard]] const SafetensorsFile& file() const { return file_; }

 private:
  const SafetensorsFile& file_;
};

/// Those of a file that was read except for the tables of terms, which are read directly to where they are
/// used.
class LoadedTensors final : public FileTensors {
 public:
  LoadedTensors(const SafetensorsFile& file, std::uint64_t terms, const RunContext& run)
      : FileTensors(file), terms_(terms), run_(run) {}

  [[nodiscard]] FloatTable term_table(std::string_view name, std::uint64_t width) const override;

 private:
  std::uint64_t terms_;
  const RunContext& run_;
};

/// Those of a file that is mapped, for a model of a few of its terms: their numbers, in order.
class MappedTensors final : public FileTensors {
 public:
  MappedTensors(const SafetensorsFile& file, std::uint64_t terms, const std::vector<std::size_t>& ids)
      : FileTensors(file), terms_(terms), ids_(ids) {}

  [[nodiscard]] FloatTable term_table(std::string_view name, std::uint64_t width) const override;

 private:
  std::uint64_t terms_;
  const std::vector<std::size_t>& ids_;
};

}}}  // namespace tema::v0::detail
