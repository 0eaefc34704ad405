#pragma once

#include "tema/io/corpus_reader.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// The names of a field, in the order in which they are looked for.
struct FieldNames {
  std::vector<std::string> names;
  bool is_usual = true;  ///< the caller named no other field

  /// `name` alone, if it is not the usual one; or else `name` and the names that exports of other programs
  /// use.
  FieldNames(const std::string& name, std::string_view usual, std::initializer_list<const char*> others)
      : names{name}, is_usual(name == usual) {
    if (is_usual) names.insert(names.end(), others.begin(), others.end());
  }
};

/// The names of all fields that a reader knows, apart from those of the id and the language, which have one.
struct CorpusFields {
  FieldNames text;
  FieldNames label;
  FieldNames title;
  FieldNames url;
  FieldNames date;

  explicit CorpusFields(const CorpusReaderOptions& options)
      : text(options.text_field, "text", {"snippet", "contents", "body", "description"}),
        label(options.label_field, "label", {"tags"}),
        title(options.title_field, "title", {"headline", "judul"}),
        url(options.url_field, "url", {"link"}),
        date(options.date_field, "date", {"published", "published_at", "time"}) {
    // What the caller wants as the text is not counted as the title, too.
    if (title.is_usual) std::erase(title.names, options.text_field);
  }
};

/// What a message adds if there are titles, but no field of the text.
constexpr auto titles_alone = "; to read titles alone, name their field as that of the text";

}}}  // namespace tema::v0::detail
