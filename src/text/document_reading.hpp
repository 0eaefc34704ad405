#pragma once

#include "tema/core/types.hpp"
#include "tema/corpus/token_source.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The title of a document as a text of its own, in the language of the text, which the reader read last.
inline SourceText title_as_text(const TokenReader& reader, const SourceText& document) {
  const bool has_language = !document.language.empty() || document.text.empty();
  return {.text = document.title,
          .language = has_language ? document.language : reader.notes(document).language,
          .place = document.place,
          .is_title = true};
}

/// True if the reader reads the title of this document.
inline bool reads_title(const TokenReader& reader, const SourceText& document) {
  return !document.title.empty() && reader.title_weight() > 0;
}

/// Makes the last elements, from `begin` on, stand there so many times.
inline void repeat_from(std::size_t begin, std::size_t times, std::vector<TermId>& ids) {
  const std::size_t size = ids.size() - begin;
  ids.resize(begin + size * times);
  TermId* const first = ids.data() + begin;
  for (std::size_t time = 1; time < times; ++time) std::copy_n(first, size, first + time * size);
}

/// Reads a document: calls read(text, is_main) for its text, and then for its title. The function must append
/// the tokens to `ids`; those of the title are then repeated as often as the reader counts them. The main one
/// is the text, or the title if the text is empty.
template <class Read>
void read_document(TokenReader& reader, const SourceText& document, std::vector<TermId>& ids, Read&& read) {
  if (!reads_title(reader, document)) {
    read(document, true);
    return;
  }
  read(document, !document.text.empty());
  const std::size_t begin = ids.size();
  reader.append_border(ids);
  read(title_as_text(reader, document), document.text.empty());
  repeat_from(begin, reader.title_weight(), ids);
}

/// Appends the tokens of a document, with those of its title.
inline void append_document(TokenReader& reader, const SourceText& document, std::vector<TermId>& ids) {
  read_document(reader, document, ids,
                [&](const SourceText& text, bool /*is_main*/) { reader.append(text, ids); });
}

}}}  // namespace tema::v0::detail
