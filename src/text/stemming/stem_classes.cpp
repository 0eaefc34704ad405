#include "text/stemming/stem_classes.hpp"

#include "core/stop_check.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <span>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

// The part of min_association that the pairs between two classes need on average.
constexpr double share_of_threshold = 0.5;

/// A form that another is associated with.
struct Link {
  Form other;
  double association;
};

Lists<Link> links_of(const std::vector<FormPair>& pairs, std::size_t forms, StopCheck& check_stop) {
  Lists<Link> links;
  links.offsets.assign(forms + 1, 0);
  for (const FormPair& pair : pairs) {
    check_stop();
    ++links.offsets[pair.a + 1];
    ++links.offsets[pair.b + 1];
  }
  std::partial_sum(links.offsets.begin(), links.offsets.end(), links.offsets.begin());
  links.items.resize(2 * pairs.size());
  std::vector<std::size_t> ends(links.offsets.begin(), links.offsets.end() - 1);
  for (const FormPair& pair : pairs) {
    check_stop();
    links.items[ends[pair.a]++] = {pair.b, pair.association};
    links.items[ends[pair.b]++] = {pair.a, pair.association};
  }
  return links;
}

class Partition {
 public:
  Partition(const Candidates& candidates, const Lists<Link>& links, double min_association)
      : candidates_(candidates),
        links_(links),
        min_association_(min_association),
        class_of_(links.size()),
        classes_(links.size()) {
    std::iota(class_of_.begin(), class_of_.end(), Form{0});
  }

  /// Merges the classes of two associated forms, if they may be merged.
  void join(Form form_a, Form form_b) {
    const Form a = class_of_[form_a];
    const Form b = class_of_[form_b];
    if (a == b || !is_strong(a, b)) return;
    std::vector<Root> roots;
    const std::span<const Root> of_a = roots_of(a);
    const std::span<const Root> of_b = roots_of(b);
    std::set_intersection(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(), std::back_inserter(roots));
    if (roots.empty()) return;
    std::vector<Form>& forms = classes_[a].forms;
    if (forms.empty()) forms = {a};
    for_forms(b, [&](Form form) {
      class_of_[form] = a;
      forms.push_back(form);
    });
    classes_[a].roots = std::move(roots);
    classes_[b] = {};
  }

  /// The classes of two forms or more.
  std::vector<StemClass> classes() && {
    std::erase_if(classes_, [](const StemClass& one) { return one.forms.empty(); });
    return std::move(classes_);
  }

 private:
  template <class Visit>
  void for_forms(Form one, Visit&& visit) const {
    if (classes_[one].forms.empty()) visit(one);
    for (const Form form : classes_[one].forms) visit(form);
  }

  [[nodiscard]] std::size_t size_of(Form one) const {
    return std::max<std::size_t>(1, classes_[one].forms.size());
  }

  [[nodiscard]] std::span<const Root> roots_of(Form one) const {
    return classes_[one].forms.empty() ? candidates_.ascending[one] : std::span(classes_[one].roots);
  }

  [[nodiscard]] bool is_strong(Form a, Form b) const {
    if (size_of(a) > size_of(b)) std::swap(a, b);
    double sum = 0.0;
    for_forms(a, [&](Form form) {
      for (const Link& link : links_[form]) sum += class_of_[link.other] == b ? link.association : 0.0;
    });
    const auto pairs = static_cast<double>(size_of(a) * size_of(b));
    return sum >= share_of_threshold * min_association_ * pairs;
  }

  const Candidates& candidates_;
  const Lists<Link>& links_;
  double min_association_;
  std::vector<Form> class_of_;      // the form that represents the class
  std::vector<StemClass> classes_;  // empty for a form that represents no class
};

}  // namespace

std::vector<StemClass> stem_classes(const Candidates& candidates, const std::vector<FormPair>& pairs,
                                    double min_association, const RunContext& run) {
  StopCheck check_stop(run);
  const Lists<Link> links = links_of(pairs, candidates.of_form.size(), check_stop);
  Partition partition(candidates, links, min_association);
  for (const FormPair& pair : pairs) {
    throw_if_stopped(run);
    if (pair.association < min_association) break;
    partition.join(pair.a, pair.b);
  }
  return std::move(partition).classes();
}

}}}  // namespace tema::v0::detail
