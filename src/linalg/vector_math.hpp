#pragma once

#include <span>

namespace tema { inline namespace v0 { namespace detail {

/// Elementary functions of many floats at once, with the same bits on every CPU, within 3 units in the last
/// place; the scalar ones of core/elementary.hpp are for doubles.

/// Replaces each x by e^x. x must be at most 88; for x below -87, the result is 0.
void exp_all(std::span<float> x);

/// Replaces each x by eˣ / Σ eˣ, and returns ln Σ eˣ. There must be a multiple of 16 numbers, at most 10³⁰,
/// and one of them at least -10³⁰; -∞ stands for a probability of 0.
double softmax(std::span<float> x);

/// Replaces each x by its natural logarithm. x must be positive, finite and not subnormal.
void log_all(std::span<float> x);

}}}  // namespace tema::v0::detail
