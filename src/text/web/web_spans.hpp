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

/// What is looked for.
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

/// Finds the addresses and names of the web that stand in a text, in order and without overlap: at the first
/// place from the last one's end on where one is marked by "://", "www.", "@" or "#", and so on. What is not
/// wanted is passed over, but takes its place: the "#top" of a URL is never a hashtag.
///
/// - A URL is a scheme of up to 16 of A-Z a-z 0-9 + -, a letter first, and "://"; or else "www.", a label,
///   and "." before a letter or digit; and what follows up to white space, a control character, a quote,
///   < or >, CJK punctuation or ill-formed UTF-8. At its end it loses . , : ; ! ? ' … (and their kin in
///   Arabic and Indic scripts), and closing brackets that it has not opened. "://" alone is none.
/// - An e-mail address is a dot-atom (RFC 5321; of any script, RFC 6531) of up to 64 characters that begins
///   with a letter, a digit or "_"; "@"; and labels of letters, marks, digits, and hyphens within them, two
///   or more, the last of which begins with a letter.
/// - A mention is "@" or "＠" and a name of up to 64 letters, marks, digits and "_", one a letter or a digit.
/// - A hashtag is "#" or "＃" and such a name of any length, one a letter: "#1" is a number, "#_" a line to
///   fill in. (As in UAX #31, but for emoji.)
///
/// A name may hold ZWNJ and ZWJ within. Neither URLs nor mentions begin right behind a letter, a digit or
/// "_", save letters of scripts whose words need no space before others (Han, kana, Thai… and Hangul);
/// hashtags not behind those either, nor behind "&". Such a letter belongs to the local part of an e-mail
/// address only if one ends it, and to its last label only if one begins it: in "请写信到a@b.com谢谢" it is
/// "a@b.com".
///
/// Characters are those of Unicode 15.0. Any bytes will do. Linear in the text.
class WebSpanFinder {
 public:
  /// The text must stay as it is.
  WebSpanFinder(std::string_view text, WebKinds wanted) : text_(text), wanted_(wanted) {}

  /// Puts the next one into `found`; false if there is none.
  bool next(WebSpan& found);

 private:
  std::string_view text_;
  WebKinds wanted_;
  std::size_t at_ = 0;   // where marks are looked for
  std::size_t end_ = 0;  // of the last one, wanted or not
};

}}}  // namespace tema::v0::detail
