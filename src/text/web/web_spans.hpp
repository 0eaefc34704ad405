#pragma once

#include "tema/core/types.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

enum class WebKind : std::uint8_t { url, email, mention, hashtag };

struct WebSpan {
  ByteSpan span;
  WebKind kind = WebKind::url;
};

/// The kinds of spans to find.
struct WebKinds {
  bool url = false;
  bool email = false;
  bool mention = false;
  bool hashtag = false;

  [[nodiscard]] bool any() const { return url || email || mention || hashtag; }
  [[nodiscard]] bool has(WebKind kind) const {
    switch (kind) {
      case WebKind::url:
        return url;
      case WebKind::email:
        return email;
      case WebKind::mention:
        return mention;
      case WebKind::hashtag:
        return hashtag;
    }
    return false;
  }
};

/// Finds the web addresses and names in a text, in order and without overlap. After each one, it goes on to
/// the next place that "://", "www.", "@" or "#" marks. Kinds that are not wanted are skipped, but keep their
/// place: the "#top" of a URL is never a hashtag.
///
/// - A URL is a scheme of up to 16 of A-Z a-z 0-9 + -, beginning with a letter, and "://"; or "www.", a
///   label, and "." before a letter or digit. It reaches to white space, a control character, a quote, < or
///   >, CJK punctuation or ill-formed UTF-8. From its end, . , : ; ! ? ' … (and their kin in Arabic and Indic
///   scripts) are removed, and closing brackets that it has not opened. "://" alone is no URL.
/// - An e-mail address is a dot-atom (RFC 5321; of any script, RFC 6531) of up to 64 characters that begins
///   with a letter, a digit or "_"; "@"; and two or more labels of letters, marks, digits, and hyphens within
///   them, the last of which begins with a letter.
/// - A mention is "@" or "＠" and a name of up to 64 letters, marks, digits and "_", at least one of which is
///   a letter or a digit.
/// - A hashtag is "#" or "＃" and such a name of any length, with at least one letter: "#1" is a number, "#_"
///   a line to fill in. (As in UAX #31, but without emoji.)
///
/// A name may contain ZWNJ and ZWJ. URLs and mentions do not begin directly after a letter, a digit or "_",
/// except after letters of scripts that put no space between words (Han, kana, Thai… and Hangul). Hashtags do
/// not begin after those either, nor after "&". Such a letter belongs to the local part of an e-mail address
/// only if a letter of another script ends that part, and to the last label only if one begins it: in
/// "请写信到a@b.com谢谢", the address is "a@b.com".
///
/// Characters are those of Unicode 15.0. Any bytes are accepted. Linear in the text.
class WebSpanFinder {
 public:
  /// The text must stay valid and unchanged.
  WebSpanFinder(std::string_view text, WebKinds wanted) : text_(text), wanted_(wanted) {}

  /// Puts the next span into `found`. Returns false if there is none.
  bool next(WebSpan& found);

 private:
  std::string_view text_;
  WebKinds wanted_;
  std::size_t at_ = 0;   // where the search goes on
  std::size_t end_ = 0;  // the end of the last span, wanted or not
};

}}}  // namespace tema::v0::detail
