#include "tema/io/csv_writer.hpp"

#include "io/csv/csv_cells.hpp"
#include "tema/text/utf8.hpp"

#include <charconv>

namespace tema { inline namespace v0 {

void CsvWriter::begin_cell() {
  if (!is_first_) out_ += ',';
  is_first_ = false;
}

template <class Number>
CsvWriter& CsvWriter::digits(Number number) {
  begin_cell();
  char digits[32];
  out_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
  return *this;
}

CsvWriter& CsvWriter::cell(std::string_view text) {
  begin_cell();
  out_ += detail::csv_cell(repair_utf8(text));
  return *this;
}

CsvWriter& CsvWriter::cell(double number) { return digits(number); }
CsvWriter& CsvWriter::cell(float number) { return digits(number); }
CsvWriter& CsvWriter::whole(std::int64_t number) { return digits(number); }
CsvWriter& CsvWriter::whole(std::uint64_t number) { return digits(number); }

CsvWriter& CsvWriter::end_row() {
  out_ += "\r\n";
  is_first_ = true;
  return *this;
}

}}  // namespace tema::v0
