#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

namespace tema { inline namespace v0 { namespace detail {

/// Gives the columns of a table different names.
class UniqueNames {
 public:
  /// The name itself, if it was not given before; otherwise the first of "NAME_2", "NAME_3"… that was not.
  std::string operator()(const std::string& name) {
    std::size_t& count = counts_[name];  // stays where it is when others are added
    if (++count == 1) return name;
    while (true) {
      std::string numbered = name + '_' + std::to_string(count);
      if (counts_.try_emplace(numbered, 1).second) return numbered;
      ++count;
    }
  }

 private:
  std::unordered_map<std::string, std::size_t> counts_;  // how often a name was asked for, or skipped
};

}}}  // namespace tema::v0::detail
