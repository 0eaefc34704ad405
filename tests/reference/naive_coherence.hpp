#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

/// The coherence of one topic, from all windows of all documents, one by one.
namespace reference {

using Terms = std::vector<std::string>;
using Windows = std::vector<std::set<std::string>>;

/// Each document is a window.
inline Windows document_windows(const std::vector<Terms>& documents) {
  Windows windows;
  for (const Terms& document : documents) windows.emplace_back(document.begin(), document.end());
  return windows;
}

/// Windows of so many tokens. The term that a window moves past is gone, wherever else it may stand.
inline Windows sliding_windows(const std::vector<Terms>& documents, std::size_t width) {
  Windows windows;
  for (const Terms& document : documents) {
    if (document.empty()) continue;
    const auto first = static_cast<std::ptrdiff_t>(std::min(width, document.size()));
    std::set<std::string> present(document.begin(), document.begin() + first);
    windows.push_back(present);
    for (std::size_t end = width; end < document.size(); ++end) {
      present.erase(document[end - width]);
      present.insert(document[end]);
      windows.push_back(present);
    }
  }
  return windows;
}

inline double share(const Windows& windows, const std::string& a, const std::string& b) {
  double count = 0.0;
  for (const auto& window : windows) count += window.contains(a) && window.contains(b) ? 1.0 : 0.0;
  return count / static_cast<double>(windows.size());
}

inline double u_mass(const Windows& windows, const Terms& topic) {
  double sum = 0.0;
  double pairs = 0.0;
  for (std::size_t i = 0; i < topic.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double of_second = share(windows, topic[j], topic[j]);
      const double together = share(windows, topic[i], topic[j]);
      sum += std::log(of_second == 0.0 ? 1e-12 : (together + 1e-12) / of_second);
      pairs += 1.0;
    }
  }
  return sum / pairs;
}

/// Without a value for a term that occurs nowhere.
inline double npmi(const Windows& windows, const std::string& a, const std::string& b) {
  const double together = share(windows, a, b) + 1e-12;
  return -std::log(together / (share(windows, a, a) * share(windows, b, b))) / std::log(together);
}

inline double c_npmi(const Windows& windows, const Terms& topic) {
  double sum = 0.0;
  double pairs = 0.0;
  for (const std::string& a : topic) {
    for (const std::string& b : topic) {
      if (a == b) continue;
      const bool both = share(windows, a, a) > 0.0 && share(windows, b, b) > 0.0;
      sum += both ? npmi(windows, a, b) : -1.0;
      pairs += 1.0;
    }
  }
  return sum / pairs;
}

/// The NPMI of a term with all terms of the topic that occur.
inline std::vector<double> context(const Windows& windows, const std::string& term, const Terms& topic) {
  std::vector<double> vector;
  for (const std::string& other : topic) {
    const bool both = share(windows, term, term) > 0.0 && share(windows, other, other) > 0.0;
    vector.push_back(both ? npmi(windows, term, other) : 0.0);
  }
  return vector;
}

inline double cosine(const std::vector<double>& a, const std::vector<double>& b) {
  double product = 0.0;
  double squares_a = 0.0;
  double squares_b = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    product += a[i] * b[i];
    squares_a += a[i] * a[i];
    squares_b += b[i] * b[i];
  }
  return product / std::sqrt(squares_a * squares_b);
}

inline double c_v(const Windows& windows, const Terms& topic) {
  std::vector<double> whole(topic.size(), 0.0);
  for (const std::string& term : topic) {
    const std::vector<double> own = context(windows, term, topic);
    for (std::size_t j = 0; j < own.size(); ++j) whole[j] += own[j];
  }
  double sum = 0.0;
  for (const std::string& term : topic) {
    const bool occurs = share(windows, term, term) > 0.0;
    sum += occurs ? cosine(context(windows, term, topic), whole) : -1.0;
  }
  return sum / static_cast<double>(topic.size());
}

}  // namespace reference
