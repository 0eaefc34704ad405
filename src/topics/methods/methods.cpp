#include "topics/methods/methods.hpp"

#include "topics/methods/kmeans_topics.hpp"
#include "topics/methods/mixture_topics.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace tema { inline namespace v0 {

namespace {

/// The list of all methods. A new one is added here.
constexpr std::array methods = {detail::mixture_method, detail::kmeans_method};

}  // namespace

namespace detail {

std::span<const MethodEntry> method_entries() { return methods; }

const MethodEntry& method_entry(TopicMethod method) {
  const auto* const found = std::find_if(methods.begin(), methods.end(),
                                         [&](const MethodEntry& entry) { return entry.method == method; });
  if (found == methods.end())
    throw std::invalid_argument("there is no topic method " + std::to_string(static_cast<int>(method)));
  return *found;
}

}  // namespace detail

std::vector<TopicMethod> topic_methods() {
  std::vector<TopicMethod> result;
  result.reserve(methods.size());
  for (const detail::MethodEntry& entry : methods) result.push_back(entry.method);
  return result;
}

std::string_view name(TopicMethod method) { return detail::method_entry(method).name; }

std::string_view description(TopicMethod method) { return detail::method_entry(method).description; }

std::optional<TopicMethod> topic_method(std::string_view name) {
  const auto* const found = std::find_if(
      methods.begin(), methods.end(), [&](const detail::MethodEntry& entry) { return entry.name == name; });
  return found == methods.end() ? std::nullopt : std::optional(found->method);
}

}}  // namespace tema::v0
