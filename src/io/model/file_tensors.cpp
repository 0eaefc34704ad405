#include "io/model/file_tensors.hpp"

#include "tema/core/parallel.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// Touches each page, so that the system clears them on all threads, and not while a single thread reads.
void take_memory(FloatTable& table, const RunContext& run) {
  constexpr std::size_t page = 4096 / sizeof(float);
  constexpr std::size_t pages_per_chunk = 4096;
  Workers workers(run);
  workers.for_chunks(table.size() / page, pages_per_chunk, [&](const Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) table[i * page] = 0.0F;
  });
}

}  // namespace

std::uint64_t length_of(const SafetensorsFile& file, std::string_view name) {
  const Shape& shape = file.tensor(name).shape;
  if (shape.size() != 1) throw std::runtime_error(std::string(name) + " does not have one dimension");
  return shape[0];
}

FloatTable LoadedTensors::term_table(std::string_view name, std::uint64_t width) const {
  FloatTable table(file().tensor(name).bytes.size() / sizeof(float));
  take_memory(table, run_);
  file().read_into<float>(name, {terms_, width}, table, run_);
  return table;
}

FloatTable MappedTensors::term_table(std::string_view name, std::uint64_t width) const {
  const auto all = file().values<float>(name, {terms_, width});
  FloatTable rows(ids_.size() * width);
  for (std::size_t i = 0; i < ids_.size(); ++i)
    std::copy_n(all.data() + ids_[i] * width, width, rows.data() + i * width);
  return rows;
}

}}}  // namespace tema::v0::detail
