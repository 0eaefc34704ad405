#pragma once

#include "tema/corpus/tokenized_corpus.hpp"
#include "tema/text/stem_table.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace reference {

/// The classes of StemTable::learn by its definition: every pair of forms is looked at, every sum is made
/// anew.
class NaiveStemClasses {
 public:
  using Roots = std::function<std::vector<std::string>(const std::string&)>;

  NaiveStemClasses(const tema::TokenizedCorpus& corpus, const tema::StemTableOptions& options,
                   const Roots& roots_of) {
    count(corpus, options);
    for (const auto& [form, unused] : windows_) {
      for (const std::string& root : roots_of(form)) roots_[form].insert(root);
      class_of_[form] = {form};
    }
    const double k = chance();
    std::vector<Pair> pairs;
    for (auto a = windows_.begin(); a != windows_.end(); ++a) {
      for (auto b = std::next(a); b != windows_.end(); ++b) {
        const double em = association(a->second, b->second, k);
        if (em == 0.0 || common({a->first, b->first}).empty()) continue;
        em_[{a->first, b->first}] = em_[{b->first, a->first}] = em;
        pairs.push_back({a->first, b->first, em});
      }
    }
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) { return x.em > y.em; });
    for (const Pair& pair : pairs) {
      if (pair.em >= options.min_association) join(pair.a, pair.b, options.min_association);
    }
  }

  [[nodiscard]] bool same(const std::string& a, const std::string& b) const {
    return a == b || (class_of_.count(a) > 0 && class_of_.at(a).count(b) > 0);
  }

 private:
  using Forms = std::set<std::string>;
  using Windows = std::set<std::size_t>;
  struct Pair {
    std::string a;
    std::string b;
    double em;
  };

  void count(const tema::TokenizedCorpus& corpus, const tema::StemTableOptions& options) {
    std::map<std::string, std::set<std::size_t>> documents;
    std::size_t number = 0;
    for (std::size_t i = 0; i < corpus.documents(); ++i) {
      const std::size_t size = corpus.document(i).size();
      const std::size_t parts = options.window == 0 || size == 0 ? 1 : (size - 1) / options.window + 1;
      std::size_t position = 0;
      for (std::size_t part = 0; part < parts; ++part, ++number) {
        for (std::size_t left = size / parts + (part < size % parts ? 1 : 0); left > 0; --left) {
          const std::string form(corpus.vocabulary->term(corpus.document(i)[position++]));
          documents[form].insert(i);
          windows_[form].insert(number);
        }
      }
    }
    std::erase_if(windows_,
                  [&](const auto& item) { return documents[item.first].size() < options.min_documents; });
  }

  static double meetings(const Windows& a, const Windows& b) {
    return static_cast<double>(
        std::count_if(a.begin(), a.end(), [&](std::size_t window) { return b.count(window) > 0; }));
  }

  [[nodiscard]] double chance() const {
    double met = 0.0;
    double products = 0.0;
    for (auto a = windows_.begin(); a != windows_.end(); ++a) {
      for (auto b = std::next(a); b != windows_.end(); ++b) {
        met += meetings(a->second, b->second);
        products += static_cast<double>(a->second.size()) * static_cast<double>(b->second.size());
      }
    }
    return products > 0.0 ? met / products : 0.0;
  }

  static double association(const Windows& a, const Windows& b, double k) {
    const double met = meetings(a, b);
    const double n_a = static_cast<double>(a.size());
    const double n_b = static_cast<double>(b.size());
    return met < 2.0 ? 0.0 : std::max(met - k * n_a * n_b, 0.0) / (n_a + n_b);
  }

  [[nodiscard]] Forms common(const Forms& forms) const {
    Forms result = roots_.at(*forms.begin());
    for (const std::string& form : forms) {
      std::erase_if(result, [&](const std::string& root) { return roots_.at(form).count(root) == 0; });
    }
    return result;
  }

  void join(const std::string& a, const std::string& b, double least) {
    if (same(a, b)) return;
    Forms both = class_of_[a];
    both.insert(class_of_[b].begin(), class_of_[b].end());
    if (common(both).empty()) return;
    double sum = 0.0;
    double pairs = 0.0;
    for (const std::string& x : class_of_[a]) {
      for (const std::string& y : class_of_[b]) {
        const auto em = em_.find({x, y});
        sum += em == em_.end() ? 0.0 : em->second;
        pairs += 1.0;
      }
    }
    if (sum < 0.5 * least * pairs) return;
    for (const std::string& form : both) class_of_[form] = both;
  }

  std::map<std::string, Windows> windows_;
  std::map<std::string, Forms> roots_;
  std::map<std::pair<std::string, std::string>, double> em_;
  std::map<std::string, Forms> class_of_;
};

}  // namespace reference
