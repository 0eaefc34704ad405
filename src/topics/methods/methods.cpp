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

}}  // namespace tema::v0
