#pragma once

#include <concepts>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 {

/// A field or column of a document that tema does not interpret.
struct DocumentField {
  std::string name;
  std::string value;

  friend bool operator==(const DocumentField&, const DocumentField&) = default;
};

/// What a corpus tells about a document besides its text.
struct DocumentMetadata {
  std::string url;                     ///< where it was published; empty if unknown
  std::string date;                    ///< when, as the corpus writes it; empty if unknown
  std::vector<DocumentField> columns;  ///< all other fields, in the corpus's order

  friend bool operator==(const DocumentMetadata&, const DocumentMetadata&) = default;
};

/// One text of a corpus.
struct Document {
  std::string id;          ///< unique within the corpus if the source makes it so
  std::string text;        ///< any bytes; ill-formed UTF-8 is read as U+FFFD
  std::string label = {};  ///< the class that a person gave it; empty if none
  /// Where `text` begins in its source, in bytes. It is not 0 for a piece of a document, and after a byte
  /// order mark. The source of a file in another encoding is its form in UTF-8.
  std::size_t offset = 0;
  /// The language of the document, as a tag of ISO 639 or BCP 47; it takes precedence over the language of a
  /// tokenizer. Empty if the document names none.
  std::string language = {};
  /// Its heading; empty if it has none. Its tokens are terms of the document, as those of the text are (see
  /// TokenizerOptions::title_weight).
  std::string title = {};
  std::shared_ptr<const DocumentMetadata> metadata = nullptr;  ///< null if the corpus tells nothing else
};

/// A source gives documents one after the other. next() fills a Document, whose storage it may reuse, and
/// returns false at the end.
template <class Source>
concept DocumentSource = requires(Source source, Document document) {
  { source.next(document) } -> std::same_as<bool>;
};

/// A view of texts that the caller owns: any contiguous range of strings, string views or Documents.
///
/// Copying it copies five words and allocates nothing. The range must outlive the view.
class TextsView {
  template <class Pointer>
  requires std::convertible_to<decltype(*Pointer()), std::string_view> ||
      std::convertible_to<decltype(Pointer()->text), std::string_view>
  static std::string_view element(const void* first, std::size_t i) {
    const auto& item = static_cast<Pointer>(first)[i];
    if constexpr (std::convertible_to<decltype(item), std::string_view>) {
      return item;
    } else {
      return item.text;
    }
  }

  template <class Pointer>
  static std::string_view title_of_element(const void* first, std::size_t i) {
    const auto& item = static_cast<Pointer>(first)[i];
    if constexpr (requires {
                    { item.title } -> std::convertible_to<std::string_view>;
                  }) {
      return item.title;
    } else {
      return {};
    }
  }

  template <class Pointer>
  static std::string_view language_of_element(const void* first, std::size_t i) {
    const auto& item = static_cast<Pointer>(first)[i];
    if constexpr (requires {
                    { item.language } -> std::convertible_to<std::string_view>;
                  }) {
      return item.language;
    } else {
      return {};
    }
  }

 public:
  TextsView() = default;

  template <class Range>
  requires(!std::same_as<Range, TextsView>) &&
      (!std::convertible_to<const Range&, std::string_view>)&&requires(const Range& range) {
    {element<decltype(std::data(range))>(std::data(range), std::size(range))};
  }
  TextsView(const Range& range)  // NOLINT(google-explicit-constructor): a view, as std::span is
      : first_(std::data(range)),
        size_(std::size(range)),
        text_(&element<decltype(std::data(range))>),
        language_(&language_of_element<decltype(std::data(range))>),
        title_(&title_of_element<decltype(std::data(range))>) {}

  /// A view of `size` empty texts, for a token source that identifies texts by their places.
  [[nodiscard]] static TextsView without_text(std::size_t size) {
    TextsView view;
    view.size_ = size;
    view.text_ = [](const void*, std::size_t) { return std::string_view(); };
    view.language_ = view.text_;
    view.title_ = view.text_;
    return view;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::string_view operator[](std::size_t i) const { return text_(first_, i); }

  /// The language that the document names, or "".
  [[nodiscard]] std::string_view language(std::size_t i) const { return language_(first_, i); }

  /// The title of the document, or "".
  [[nodiscard]] std::string_view title(std::size_t i) const { return title_(first_, i); }

 private:
  const void* first_ = nullptr;
  std::size_t size_ = 0;
  std::string_view (*text_)(const void*, std::size_t) = nullptr;
  std::string_view (*language_)(const void*, std::size_t) = nullptr;
  std::string_view (*title_)(const void*, std::size_t) = nullptr;
};

}}  // namespace tema::v0
