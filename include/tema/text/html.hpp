#pragma once

#include "tema/core/export.hpp"
#include "tema/core/types.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

/// A text that was made from a source text, with the place in the source that each part came from. Const
/// members may be called from many threads.
class TEMA_EXPORT MappedText {
 public:
  /// On a temporary, text() moves the string out, so that no reference is left dangling.
  [[nodiscard]] const std::string& text() const& { return text_; }
  [[nodiscard]] std::string text() && { return std::move(text_); }

  /// The span of the source that a span of text() came from: from where the source of its first byte begins
  /// to where the source of its last byte ends. An empty span gives an empty one: where the source of the
  /// next byte begins or, at the end of the text, where the source of the last byte ends. O(log n) in the
  /// number of pieces that were not adjacent in the source. Throws std::invalid_argument for a span that
  /// reaches beyond the text.
  [[nodiscard]] ByteSpan source(ByteSpan span) const;

  /// Removes all text, and keeps the storage for the next one.
  void clear();
  /// Appends a piece that was copied unchanged from the source, where it begins at `begin`. Pieces must be
  /// appended in the order of the source.
  void append_copied(std::string_view piece, std::size_t begin);
  /// Appends a piece that replaced the span `source`; each of its bytes comes from the whole span. For
  /// example, "<" replaces "&lt;".
  void append_replaced(std::string_view piece, ByteSpan source);

 private:
  struct SourceRun {
    std::size_t at;   // in the text
    ByteSpan source;  // it ends at `open` where it was copied byte for byte
  };
  static constexpr std::size_t open = static_cast<std::size_t>(-1);
  [[nodiscard]] ByteSpan source_of_byte(std::size_t at) const;

  std::string text_;
  std::vector<SourceRun> runs_;
};

/// Writes the text of an HTML document or fragment, without its markup, into `result`, and replaces what was
/// there.
///
/// The tokenizer of the HTML standard (https://html.spec.whatwg.org/, section 13.2.5) tells markup from text.
/// No tree is built, so a tag counts wherever it stands. Character references are decoded, including those
/// without ";" that the standard decodes. The rest is copied unchanged, including white space, NUL and
/// ill-formed UTF-8.
///
/// - The tag of an inline element (b, span, a, img, wbr, and any unknown one) leaves nothing: "<b>k</b>ata"
///   is the word "kata", whose source reaches from the k to the last a.
/// - A tag that ends a line or separates parts of one (br, li, dt, dd, tr, td, th, option, button, textarea…)
///   leaves "\n". A tag of any other block (p, div, h1…, ul, table, pre, section, title…) leaves a blank
///   line, "\n\n", so that Unit::paragraph cuts there. The tag is the source of what it leaves.
/// - script, style, iframe, noembed, noframes and template each leave one "\n", whose source reaches from the
///   start tag to the end tag, because a browser does not show their content. The content of noscript is
///   kept.
/// - In title and textarea, tags are text and character references are decoded; in xmp and plaintext,
///   everything is text.
/// - Comments, declarations and processing instructions leave nothing. CDATA is a comment in HTML.
///
/// An element that is not closed reaches to the end of the document, as the standard has it. Time and memory
/// are linear in `html`, which must not lie in `result`. Thread-safe.
TEMA_EXPORT void strip_html(std::string_view html, MappedText& result);
[[nodiscard]] TEMA_EXPORT MappedText strip_html(std::string_view html);

}}  // namespace tema::v0
