#include "tema/evaluate/agreement.hpp"

#include "core/elementary.hpp"
#include "evaluate/expected_information.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

namespace {

/// The contingency table: how often each label, and each pair of labels, occurs. Empty cells are left out.
/// Labels are in ascending order, so that each sum below is taken in one order.
struct Contingency {
  struct Cell {
    double count;
    std::size_t a;
    std::size_t b;
  };
  std::vector<double> a;
  std::vector<double> b;
  std::vector<Cell> cells;
  double items = 0.0;
};

/// The labels as numbers from 0, in their order.
struct Classes {
  std::vector<std::size_t> of_items;
  std::size_t count = 0;
};

/// Labels in a small range, such as those of a clustering, are looked up in a table; others are found by a
/// sort.
Classes classes_of(std::span<const std::int32_t> labels) {
  const auto [least, most] = std::minmax_element(labels.begin(), labels.end());
  const auto range = static_cast<std::size_t>(std::int64_t{*most} - *least) + 1;
  Classes result;
  result.of_items.reserve(labels.size());
  if (range <= labels.size()) {
    const auto place = [&, first = *least](std::int32_t label) {
      return static_cast<std::size_t>(std::int64_t{label} - first);
    };
    std::vector<std::size_t> number(range, 0);
    for (const std::int32_t label : labels) number[place(label)] = 1;
    for (std::size_t& of_label : number) of_label = of_label > 0 ? result.count++ : 0;
    for (const std::int32_t label : labels) result.of_items.push_back(number[place(label)]);
    return result;
  }
  std::vector<std::int32_t> values(labels.begin(), labels.end());
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  result.count = values.size();
  for (const std::int32_t label : labels) {
    const auto at = std::lower_bound(values.begin(), values.end(), label);
    result.of_items.push_back(static_cast<std::size_t>(at - values.begin()));
  }
  return result;
}

/// The cells that have items, in order. They are counted in a table, if that is no larger than the number of
/// items, or by a sort.
std::vector<Contingency::Cell> cells_of(const Classes& a, const Classes& b) {
  std::vector<Contingency::Cell> cells;
  const std::size_t items = a.of_items.size();
  if (a.count <= items / b.count) {
    std::vector<double> counts(a.count * b.count, 0.0);
    for (std::size_t i = 0; i < items; ++i) counts[a.of_items[i] * b.count + b.of_items[i]] += 1.0;
    for (std::size_t cell = 0; cell < counts.size(); ++cell) {
      if (counts[cell] > 0.0) cells.push_back({counts[cell], cell / b.count, cell % b.count});
    }
    return cells;
  }
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  pairs.reserve(items);
  for (std::size_t i = 0; i < items; ++i) pairs.emplace_back(a.of_items[i], b.of_items[i]);
  std::sort(pairs.begin(), pairs.end());
  for (std::size_t i = 0; i < items; ++i) {
    if (i == 0 || pairs[i] != pairs[i - 1]) cells.push_back({0.0, pairs[i].first, pairs[i].second});
    cells.back().count += 1.0;
  }
  return cells;
}

Contingency contingency(std::span<const std::int32_t> a, std::span<const std::int32_t> b) {
  if (a.size() != b.size() || a.empty()) {
    throw std::invalid_argument("the labellings have " + std::to_string(a.size()) + " and " +
                                std::to_string(b.size()) +
                                " items, but must have the same number, and at least 1");
  }
  const Classes of_a = classes_of(a);
  const Classes of_b = classes_of(b);
  Contingency table;
  table.items = static_cast<double>(a.size());
  table.a.assign(of_a.count, 0.0);
  table.b.assign(of_b.count, 0.0);
  table.cells = cells_of(of_a, of_b);
  for (const Contingency::Cell& cell : table.cells) {
    table.a[cell.a] += cell.count;
    table.b[cell.b] += cell.count;
  }
  return table;
}

double entropy(const std::vector<double>& counts, double items) {
  double sum = 0.0;
  for (const double count : counts) sum -= count / items * detail::log(count / items);
  return counts.size() == 1 ? 0.0 : sum;
}

double mutual_information(const Contingency& table) {
  double sum = 0.0;
  for (const Contingency::Cell& cell : table.cells) {
    const double ratio = cell.count * table.items / (table.a[cell.a] * table.b[cell.b]);
    sum += cell.count / table.items * detail::log(ratio);
  }
  return std::max(sum, 0.0);  // only rounding can make it negative
}

double mean_entropy(const Contingency& table, EntropyMean mean) {
  const double of_a = entropy(table.a, table.items);
  const double of_b = entropy(table.b, table.items);
  switch (mean) {
    case EntropyMean::min:
      return std::min(of_a, of_b);
    case EntropyMean::geometric:
      return std::sqrt(of_a * of_b);
    case EntropyMean::arithmetic:
      return (of_a + of_b) / 2.0;
    case EntropyMean::max:
      return std::max(of_a, of_b);
  }
  throw std::invalid_argument("mean is not a value of EntropyMean");
}

/// True if each class is exactly one cluster, whatever its label.
bool same_partition(const Contingency& table) {
  return table.cells.size() == table.a.size() && table.cells.size() == table.b.size();
}

/// True if all items are together, or each is alone.
bool is_trivial(const std::vector<double>& counts, double items) {
  return counts.size() == 1 || static_cast<double>(counts.size()) == items;
}

double pairs_in(const std::vector<double>& counts) {
  double sum = 0.0;
  for (const double count : counts) sum += count * (count - 1.0) / 2.0;
  return sum;
}

double pairs_in_both(const Contingency& table) {
  double sum = 0.0;
  for (const Contingency::Cell& cell : table.cells) sum += cell.count * (cell.count - 1.0) / 2.0;
  return sum;
}

}  // namespace

double normalized_mutual_information(std::span<const std::int32_t> a, std::span<const std::int32_t> b,
                                     EntropyMean mean) {
  const Contingency table = contingency(a, b);
  if (table.a.size() == 1 && table.b.size() == 1) return 1.0;
  if (table.a.size() == 1 || table.b.size() == 1) return 0.0;
  return std::min(1.0, mutual_information(table) / mean_entropy(table, mean));
}

double adjusted_mutual_information(std::span<const std::int32_t> a, std::span<const std::int32_t> b,
                                   EntropyMean mean) {
  const Contingency table = contingency(a, b);
  if (same_partition(table)) return 1.0;
  if (is_trivial(table.a, table.items) || is_trivial(table.b, table.items)) return 0.0;
  const double expected = detail::expected_mutual_information(table.a, table.b, table.items);
  return (mutual_information(table) - expected) / (mean_entropy(table, mean) - expected);
}

double adjusted_rand_index(std::span<const std::int32_t> a, std::span<const std::int32_t> b) {
  const Contingency table = contingency(a, b);
  const double together = pairs_in_both(table);
  const double in_a = pairs_in(table.a);
  const double in_b = pairs_in(table.b);
  const double all = table.items * (table.items - 1.0) / 2.0;
  // The same partition twice. If every item is alone, or all are together, the quotient below would be 0 / 0.
  if (together == in_a && together == in_b) return 1.0;
  const double expected = in_a * in_b / all;
  return (together - expected) / ((in_a + in_b) / 2.0 - expected);
}

double fowlkes_mallows_index(std::span<const std::int32_t> a, std::span<const std::int32_t> b) {
  const Contingency table = contingency(a, b);
  const double together = pairs_in_both(table);
  if (together == 0.0) return 0.0;
  return std::sqrt(together / pairs_in(table.a)) * std::sqrt(together / pairs_in(table.b));
}

double purity(std::span<const std::int32_t> classes, std::span<const std::int32_t> clusters) {
  const Contingency table = contingency(classes, clusters);
  std::vector<double> most(table.b.size(), 0.0);
  for (const Contingency::Cell& cell : table.cells) most[cell.b] = std::max(most[cell.b], cell.count);
  double sum = 0.0;
  for (const double count : most) sum += count;
  return sum / table.items;
}

VMeasure v_measure(std::span<const std::int32_t> classes, std::span<const std::int32_t> clusters) {
  const Contingency table = contingency(classes, clusters);
  const double shared = mutual_information(table);
  const double of_classes = entropy(table.a, table.items);
  const double of_clusters = entropy(table.b, table.items);
  VMeasure result;
  result.homogeneity = of_classes == 0.0 ? 1.0 : std::min(1.0, shared / of_classes);
  result.completeness = of_clusters == 0.0 ? 1.0 : std::min(1.0, shared / of_clusters);
  const double sum = result.homogeneity + result.completeness;
  result.v_measure = sum == 0.0 ? 0.0 : 2.0 * result.homogeneity * result.completeness / sum;
  return result;
}

}}  // namespace tema::v0
