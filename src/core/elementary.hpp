#pragma once

namespace tema { inline namespace v0 { namespace detail {

/// The natural logarithm of a positive finite number, within 2 units in the last place, with the same bits on
/// every machine. (The result of a C library changes with its version and with the CPU.)
[[nodiscard]] double log(double x);

/// x^power for x ≥ 0. Small whole powers are computed by multiplication, others through log and exp.
[[nodiscard]] double power(double x, double exponent);

/// e^x, within 2 units in the last place; 0 or infinity beyond the range of a double.
[[nodiscard]] double exp(double x);

}}}  // namespace tema::v0::detail
