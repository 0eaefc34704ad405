#include "tema/io/matrix_market.hpp"

#include "core/check.hpp"
#include "core/stop_check.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <string>

namespace tema { inline namespace v0 {

namespace {

constexpr std::size_t rows_between_reports = 1024;

/// A line end in a comment must not begin a line of numbers.
std::string as_comment(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    lines.append("% ").append(text.substr(0, end)) += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool is_written(const RowsView::Row& row, std::size_t j) {
  return row.columns != nullptr || row.values[j] != 0.0F;
}

std::size_t count_entries(const RowsView& x, detail::StopCheck& check_stop) {
  if (x.sparse()) return static_cast<std::size_t>(x.offsets[x.rows] - x.offsets[0]);
  std::size_t entries = 0;
  for (std::size_t i = 0; i < x.rows; ++i) {
    const RowsView::Row row = x.row(i);
    for (std::size_t j = 0; j < row.size; ++j) {
      check_stop();
      if (is_written(row, j)) ++entries;
    }
  }
  return entries;
}

/// One entry per line: the number of the row, which is the same for all entries, then the column and the
/// value.
class EntryWriter {
 public:
  EntryWriter(OutputFile& file, detail::StopCheck& check_stop) : file_(file), check_stop_(check_stop) {}

  void write(std::size_t number, const RowsView::Row& row) {
    char* const begin = append(line_.data(), number, ' ');
    for (std::size_t j = 0; j < row.size; ++j) {
      check_stop_();
      if (!is_written(row, j)) continue;
      const std::size_t column = row.columns != nullptr ? static_cast<std::size_t>(row.columns[j]) : j;
      const char* const end = append(append(begin, column + 1, ' '), row.values[j], '\n');
      file_.write({line_.data(), static_cast<std::size_t>(end - line_.data())});
    }
  }

 private:
  template <class Number>
  char* append(char* place, Number number, char separator) {
    place = std::to_chars(place, line_.data() + line_.size(), number).ptr;
    *place = separator;
    return place + 1;
  }

  OutputFile& file_;
  detail::StopCheck& check_stop_;
  std::array<char, 64> line_{};  // two numbers of at most 20 digits, a float of at most 15, and three more
};

}  // namespace

void write_matrix_market(const RowsView& x, OutputFile& file, std::string_view comment,
                         const RunContext& run) {
  detail::StopCheck check_stop(run);
  file.write("%%MatrixMarket matrix coordinate real general\n" + as_comment(comment));
  file.write(detail::text_of(x.rows) + ' ' + detail::text_of(x.cols) + ' ' +
             detail::text_of(count_entries(x, check_stop)) + '\n');
  EntryWriter writer(file, check_stop);
  for (std::size_t i = 0; i < x.rows; ++i) {
    check_stop();
    if (run.progress && i % rows_between_reports == 0) run.progress({"write", i, x.rows});
    writer.write(i + 1, x.row(i));
  }
}

}}  // namespace tema::v0
