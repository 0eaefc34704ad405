#pragma once

#include "tema/core/export.hpp"
#include "tema/core/types.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 {

/// A text that was made from another, its source, and where each part of it stands there. Const members may
/// be called from many threads.
class TEMA_EXPORT MappedText {
 public:
  /// A temporary gives its text away, so that nothing is left pointing into it.
  [[nodiscard]] const std::string& text() const& { return text_; }
  [[nodiscard]] std::string text() && { return std::move(text_); }

  /// The span of the source that a span of text() came from: from where its first byte's source begins to
  /// where its last byte's source ends. Of an empty span, the empty one where the next byte's source begins;
  /// at the end of the text, where the last byte's source ends. O(log n) in the number of pieces that were
  /// not one in the source. Throws std::invalid_argument for a span beyond the text.
  [[nodiscard]] ByteSpan source(ByteSpan span) const;

  /// Removes all text; the storage is used again.
  void clear();
  /// Appends what stands in the source as it is, from `begin` on. Sources must come in their order.
  void append_copied(std::string_view piece, std::size_t begin);
  /// Appends a piece each byte of which came from all of `source`: the "<" that was made from "&lt;".
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

/// Puts the text of an HTML document or fragment, without its markup, into `result`, in place of what is
/// there.
///
/// Markup is told from text by the tokenizer of the HTML standard (https://html.spec.whatwg.org/, section
/// 13.2.5); no tree is built, so that a tag counts wherever it stands. Character references are decoded,
/// those without ";" where the standard does. The rest is copied as it is: white space, NUL and ill-formed
/// UTF-8, too.
///
/// - A tag of an element within a line (b, span, a, img, wbr, and any that is unknown) leaves nothing:
///   "<b>k</b>ata" is the word "kata", whose source is from the k to the last a.
/// - A tag that ends a line, or parts what stands in one (br, li, dt, dd, tr, td, th, option, button,
///   textarea…), leaves "\n"; one of any other block (p, div, h1…, ul, table, pre, section, title…) a blank
///   line, "\n\n", so that Unit::paragraph cuts there. The tag is the source of what it leaves.
/// - script, style, iframe, noembed, noframes and template leave one "\n" each, from the start tag to the end
///   tag: their content is not shown. That of noscript is.
/// - The content of title and textarea is text and references, that of xmp and plaintext text alone.
/// - Comments, declarations and processing instructions leave nothing; CDATA is a comment to HTML.
///
/// What is not closed reaches to the end, as the standard has it. Linear in time and memory. `html` must not
/// lie in `result`. Thread-safe.
TEMA_EXPORT void strip_html(std::string_view html, MappedText& result);
[[nodiscard]] TEMA_EXPORT MappedText strip_html(std::string_view html);

}}  // namespace tema::v0
