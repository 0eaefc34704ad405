#pragma once

#include "tema/core/export.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// How texts are assigned to topics.
enum class TopicMethod {
  /// A mixture of multinomials over the terms (MultinomialMixture), which starts from k-means on the reduced
  /// texts.
  mixture,
  /// Spherical k-means on the reduced texts (TruncatedSvd, KMeans) alone.
  kmeans
};

/// All methods.
[[nodiscard]] TEMA_EXPORT std::vector<TopicMethod> topic_methods();

/// The name of a method in model files and on the command line: "mixture", "kmeans". Here and below, throws
/// std::invalid_argument for a value that is no method.
[[nodiscard]] TEMA_EXPORT std::string_view name(TopicMethod method);

/// What the method is, in a few words of English.
[[nodiscard]] TEMA_EXPORT std::string_view description(TopicMethod method);

/// The method of this name; nothing if there is none.
[[nodiscard]] TEMA_EXPORT std::optional<TopicMethod> topic_method(std::string_view name);

}}  // namespace tema::v0
