#pragma once

#include "core/check.hpp"
#include "tema/linalg/detail/float_table.hpp"

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// Where a method finds the numbers that a model file keeps of it. Each function throws an exception that
/// names the tensor unless there is one of this type and shape. Spans are valid as long as the file.
class TensorSource {
 public:
  TensorSource() = default;
  virtual ~TensorSource() = default;
  TensorSource(const TensorSource&) = delete;
  TensorSource& operator=(const TensorSource&) = delete;

  /// The length of a tensor of one dimension.
  [[nodiscard]] virtual std::uint64_t length(std::string_view name) const = 0;

  [[nodiscard]] virtual std::span<const double> doubles(std::string_view name,
                                                        std::uint64_t length) const = 0;

  [[nodiscard]] virtual std::span<const float> floats(std::string_view name, std::uint64_t rows,
                                                      std::uint64_t columns) const = 0;

  /// A tensor that has a row of `width` floats for each term in the file: the rows of the terms of the model,
  /// which are fewer if it is made for some texts alone.
  [[nodiscard]] virtual FloatTable term_table(std::string_view name, std::uint64_t width) const = 0;
};

/// Throws for a number outside the range, and for NaN.
template <class Real>
void check_values(std::span<const Real> values, Real low, Real high, std::string_view name) {
  for (const Real value : values) {
    if (value >= low && value <= high) continue;
    throw std::runtime_error(std::string(name) + " has " + text_of(value) + ", but must have numbers from " +
                             text_of(low) + " to " + text_of(high));
  }
}

}}}  // namespace tema::v0::detail
