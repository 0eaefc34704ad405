#pragma once

#include "tema/corpus/document.hpp"
#include "tema/corpus/token_source.hpp"

#include <concepts>
#include <cstddef>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 {

/// Texts that are already tokenized, as a token source: it finds a text by its place. `Documents` is any
/// indexed range of ranges of strings, such as std::vector<std::vector<std::string>>. It must outlive the
/// source.
///
///     const tema::TokenizedTexts source(documents);
///     const auto [vectorizer, rows] = tema::Vectorizer::fit_transform(source, source.texts());
///
/// Its tokens have no spans. It has none for titles.
template <class Documents>
requires requires(const Documents& documents, std::size_t i) {
  { std::size(documents) } -> std::convertible_to<std::size_t>;
  { *std::begin(documents[i]) } -> std::convertible_to<std::string_view>;
}
class TokenizedTexts {
 public:
  explicit TokenizedTexts(const Documents& documents) : documents_(&documents) {}
  explicit TokenizedTexts(const Documents&& documents) = delete;

  /// As many empty texts as there are documents: only their places are used.
  [[nodiscard]] TextsView texts() const { return TextsView::without_text(std::size(*documents_)); }

  /// Throws std::out_of_range for a place beyond the documents.
  void operator()(const SourceText& text, TokenSink& sink) const {
    if (text.is_title) return;
    if (text.place >= std::size(*documents_)) {
      throw std::out_of_range("there is no tokenized text " + std::to_string(text.place) + ": there are " +
                              std::to_string(std::size(*documents_)));
    }
    for (const auto& token : (*documents_)[text.place]) sink(token);
  }

 private:
  const Documents* documents_;
};

}}  // namespace tema::v0
