#include "text/languages/abbreviation_lists.hpp"

#include "embedded_abbreviations.hpp"

#include <functional>
#include <map>
#include <string>

namespace tema { inline namespace v0 { namespace detail {

const Abbreviations& abbreviations_of(std::string_view language) {
  static const std::map<std::string, Abbreviations, std::less<>> all = [] {
    std::map<std::string, Abbreviations, std::less<>> lists;
    for (const auto& [name, text] : tema_embedded::embedded_abbreviations()) {
      lists.emplace(name, Abbreviations(text));
      if (name == "id") lists.emplace("ms", Abbreviations(text));
    }
    return lists;
  }();
  const auto found = all.find(language);
  return found != all.end() ? found->second : Abbreviations::none();
}

}}}  // namespace tema::v0::detail
