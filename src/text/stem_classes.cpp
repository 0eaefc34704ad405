#include "text/stem_classes.hpp"

#include "core/stop_check.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <utility>

namespace tema::inline v0::detail {

namespace {

// Of what one pair needs, what the pairs that come together with it need in the mean.
constexpr double share_of_threshold = 0.5;

class Partition {
 public:
  Partition(const Candidates& candidates, double min_association)
      : min_association_(min_association), class_of_(candidates.of_form.size()), links_(class_of_.size()) {
    std::iota(class_of_.begin(), class_of_.end(), Form{0});
    for (const Form form : class_of_) {
      classes_.push_back({{form}, candidates.of_form[form]});
      std::sort(classes_[form].roots.begin(), classes_[form].roots.end());
    }
  }

  std::vector<StemClass> of(const std::vector<FormPair>& pairs, const Run& run) && {
    StopCheck check_stop(run);
    for (const FormPair& pair : pairs) {
      check_stop();
      links_[pair.a][pair.b] = pair.association;
      links_[pair.b][pair.a] = pair.association;
    }
    for (const FormPair& pair : pairs) {
      throw_if_stopped(run);
      if (pair.association < min_association_) break;
      join(class_of_[pair.a], class_of_[pair.b]);
    }
    std::erase_if(classes_, [](const StemClass& one) { return one.forms.size() < 2; });
    return std::move(classes_);
  }

 private:
  void join(Form a, Form b) {
    if (a == b) return;
    const auto pairs = static_cast<double>(classes_[a].forms.size() * classes_[b].forms.size());
    if (links_[a].at(b) < share_of_threshold * min_association_ * pairs) return;
    std::vector<Root> roots;
    std::set_intersection(classes_[a].roots.begin(), classes_[a].roots.end(), classes_[b].roots.begin(),
                          classes_[b].roots.end(), std::back_inserter(roots));
    if (roots.empty()) return;
    if (links_[a].size() < links_[b].size()) std::swap(a, b);  // the fewer move, so that none moves often
    classes_[a].roots = std::move(roots);
    for (const Form form : std::exchange(classes_[b].forms, {})) {
      class_of_[form] = a;
      classes_[a].forms.push_back(form);
    }
    for (const auto& [other, sum] : std::exchange(links_[b], {})) {
      links_[other].erase(b);
      if (other == a) continue;
      links_[a][other] += sum;
      links_[other][a] += sum;
    }
  }

  double min_association_;
  std::vector<Form> class_of_;
  std::vector<StemClass> classes_;
  std::vector<std::map<Form, double>> links_;  // of two classes: the sum over their pairs
};

}  // namespace

std::vector<StemClass> stem_classes(const Candidates& candidates, const std::vector<FormPair>& pairs,
                                    double min_association, const Run& run) {
  return Partition(candidates, min_association).of(pairs, run);
}

}  // namespace tema::inline v0::detail
