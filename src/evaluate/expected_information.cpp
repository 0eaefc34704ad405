#include "evaluate/expected_information.hpp"

#include "core/elementary.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

namespace {

struct Size {
  double items;
  double classes;  // the number of classes of this size
};

/// The distinct sizes, ascending.
std::vector<Size> distinct_sizes(std::span<const double> sizes) {
  std::vector<double> sorted(sizes.begin(), sizes.end());
  std::sort(sorted.begin(), sorted.end());
  std::vector<Size> distinct;
  distinct.reserve(sorted.size());
  for (const double items : sorted) {
    if (distinct.empty() || distinct.back().items != items) distinct.push_back({items, 0.0});
    distinct.back().classes += 1.0;
  }
  return distinct;
}

/// The contribution that two classes of `a` and `b` out of all `items` are expected to make to the mutual
/// information.
///
/// Their overlap has the hypergeometric distribution. Its probabilities follow from each other by ratios:
/// they are computed from the mode in both directions, as far as they matter, and divided by their sum at the
/// end. So no factorial is needed, whose logarithm would lose digits if there are many items.
class Overlap {
 public:
  Overlap(double a, double b, double items) : a_(a), b_(b), items_(items) {}

  [[nodiscard]] double expected_information() {
    const double rest = items_ - a_ - b_;  // less than 0 if the classes must overlap
    const double least = std::max(0.0, -rest);
    const double most = std::min(a_, b_);
    const double mode = std::clamp(std::floor((a_ + 1.0) * (b_ + 1.0) / (items_ + 2.0)), least, most);
    add(mode, 1.0);
    double weight = 1.0;
    for (double n = mode; n < most && weight > negligible; n += 1.0) {
      weight *= (a_ - n) * (b_ - n) / ((n + 1.0) * (rest + n + 1.0));
      add(n + 1.0, weight);
    }
    weight = 1.0;
    for (double n = mode; n > least && weight > negligible; n -= 1.0) {
      weight *= n * (rest + n) / ((a_ - n + 1.0) * (b_ - n + 1.0));
      add(n - 1.0, weight);
    }
    return information_ / weights_;
  }

 private:
  static constexpr double negligible = 1e-30;  // from there on, weights fall faster than a geometric series

  void add(double n, double weight) {
    weights_ += weight;
    if (n > 0.0) information_ += weight * (n / items_) * log(n * items_ / (a_ * b_));
  }

  double a_;
  double b_;
  double items_;
  double weights_ = 0.0;
  double information_ = 0.0;
};

}  // namespace

double expected_mutual_information(std::span<const double> a, std::span<const double> b, double items) {
  double sum = 0.0;
  const std::vector<Size> b_sizes = distinct_sizes(b);
  for (const Size& of_a : distinct_sizes(a)) {
    for (const Size& of_b : b_sizes) {
      Overlap overlap(of_a.items, of_b.items, items);
      sum += of_a.classes * of_b.classes * overlap.expected_information();
    }
  }
  return sum;
}

}}}  // namespace tema::v0::detail
