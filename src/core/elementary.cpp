#include "core/elementary.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

namespace tema { inline namespace v0 { namespace detail {

namespace {

// ln 2 in two parts: k × high is exact for every exponent k of a double.
constexpr double ln2_high = 0x1.62e42fee00000p-1;
constexpr double ln2_low = 0x1.a39ef35793c76p-33;

}  // namespace

double log(double x) {
  if (!(x > 0.0))
    return x == 0.0 ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  if (x > std::numeric_limits<double>::max()) return x;
  int exponent = 0;
  double m = std::frexp(x, &exponent);  // exact, m in [½, 1)
  if (m < 0x1.6a09e667f3bcdp-1) {       // √½: keeps m near 1, where the series is short
    m *= 2.0;
    --exponent;
  }
  // ln m = 2 artanh(s) with s = (m - 1) / (m + 1); |s| ≤ 0.172, so that s²¹ / 21 ends below half a unit.
  const double f = m - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  double series = 0.0;
  for (int odd = 21; odd >= 3; odd -= 2) series = z * (series + 1.0 / odd);
  // 2s = f - s f, so that the large part, f, enters exactly.
  const double k = exponent;
  return k * ln2_high + (f - (s * (f - 2.0 * series) - k * ln2_low));
}

double exp(double x) {
  if (std::isnan(x)) return x;
  if (x > 709.8) return std::numeric_limits<double>::infinity();
  if (x < -745.2) return 0.0;
  const double k = std::nearbyint(x * 0x1.71547652b82fep+0);
  const double high = x - k * ln2_high;
  const double r = high - k * ln2_low;  // |r| ≤ ½ ln 2
  double series = 0.0;
  for (int n = 13; n >= 2; --n) series = (series + 1.0) * r / n;
  const double value = 1.0 + (r + r * series);
  return std::ldexp(value, static_cast<int>(k));
}

double power(double x, double exponent) {
  if (exponent == 0.0) return 1.0;
  if (exponent == 1.0) return x;
  if (exponent == 2.0) return x * x;
  return x == 0.0 ? 0.0 : exp(exponent * log(x));
}

}}}  // namespace tema::v0::detail
