#pragma once

namespace tema { inline namespace v0 { namespace detail {

/// The natural logarithm of a positive finite number, within 2 units in the last place, with the same bits on
/// every machine: a C library's own changes with its version and with the CPU it runs on.
[[nodiscard]] double log(double x);

/// x^power for x ≥ 0; small whole powers by multiplication, others through log and exp.
[[nodiscard]] double power(double x, double exponent);

/// e^x, within 2 units in the last place; 0 or infinity past the range of a double.
[[nodiscard]] double exp(double x);

}}}  // namespace tema::v0::detail
