#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// A row of a table, or where it cannot be read.
struct NaiveRow {
  std::size_t number = 0;
  std::vector<std::string> fields = {};
  std::size_t wrong_column = 0;  ///< from 1 on; 0: none

  friend bool operator==(const NaiveRow&, const NaiveRow&) = default;
};

/// The rows of a whole text by the grammar of RFC 4180, character by character. After a row that cannot be
/// read, the next one begins on the next line.
inline std::vector<NaiveRow> naive_csv(std::string_view text, char delimiter) {
  std::vector<NaiveRow> rows;
  std::size_t at = 0;
  const auto is_end = [&] { return at == text.size(); };
  const auto is_break = [&] { return !is_end() && (text[at] == '\n' || text[at] == '\r'); };
  const auto skip_break = [&] { at += text.substr(at, 2) == "\r\n" ? 2U : 1U; };
  const auto is_field_end = [&] { return is_end() || is_break() || text[at] == delimiter; };
  for (std::size_t number = 1; !is_end(); ++number) {
    if (is_break()) {
      skip_break();
      continue;
    }
    NaiveRow row{number};
    for (bool has_more = true; has_more;) {
      std::string field;
      bool is_right = true;
      if (!is_end() && text[at] == '"') {
        for (++at; !is_end() && (text[at] != '"' || text.substr(at, 2) == "\"\""); ++at) {
          field += text[at];
          if (text[at] == '"') ++at;
        }
        is_right = !is_end();
        if (is_right) ++at;
      } else {
        for (; !is_field_end() && text[at] != '"'; ++at) field += text[at];
      }
      is_right = is_right && is_field_end();
      row.fields.push_back(field);
      if (!is_right) row.wrong_column = row.fields.size();
      has_more = is_right && !is_end() && text[at] == delimiter;
      if (has_more) ++at;
    }
    if (row.wrong_column > 0) row.fields.clear();
    while (!is_end() && !is_break()) ++at;
    if (!is_end()) skip_break();
    rows.push_back(row);
  }
  return rows;
}
