#include "io/csv/csv_reader.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t block = std::size_t{1} << 17;
constexpr auto longest_row = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());

}  // namespace

CsvReader::CsvReader(const std::string& path, char delimiter, std::stop_token stop, const InputOptions& input)
    : stream_(path, input), stop_(std::move(stop)), delimiter_(delimiter) {}

/// The field at hand, for messages.
std::string CsvReader::place() const {
  return name() + ": row " + std::to_string(number_) + ", column " + std::to_string(ends_.size() + 1) + ": ";
}

/// Throws BadRow for the field at hand, once the rest of its line is skipped.
void CsvReader::refuse(const std::string& what) {
  while (peek() != end_of_file && peek() != '\n' && peek() != '\r') ++begin_;
  skip_end_of_row();
  throw BadRow(place() + what);
}

/// The next byte, which is not read yet.
int CsvReader::peek() {
  if (begin_ == end_) {
    buffer_.resize(block);
    begin_ = buffer_.data();
    end_ = begin_ + stream_.read(buffer_.data(), buffer_.size(), stop_);
    if (begin_ == end_) return end_of_file;
  }
  return static_cast<unsigned char>(*begin_);
}

void CsvReader::append(const char* begin, const char* end) {
  const auto size = static_cast<std::size_t>(end - begin);
  if (size > longest_row - bytes_.size()) {
    throw Error(ErrorKind::limit, name() + ": row " + std::to_string(number_) +
                                      " is longer than the limit of 2147483647 bytes");
  }
  bytes_.append(begin, size);
}

/// Skips the line feed, the carriage return or both, if the file does not end here.
void CsvReader::skip_end_of_row() {
  if (peek() == end_of_file) return;
  const bool may_be_two = *begin_ == '\r';
  ++begin_;
  if (may_be_two && peek() == '\n') ++begin_;
}

/// Returns false if no row is left.
bool CsvReader::skip_blank_rows() {
  while (peek() == '\n' || peek() == '\r') {
    skip_end_of_row();
    ++number_;
  }
  return peek() != end_of_file;
}

void CsvReader::read_plain() {
  const auto is_special = [this](char c) { return c == delimiter_ || c == '\n' || c == '\r' || c == '"'; };
  while (peek() != end_of_file) {
    const char* const special = std::find_if(begin_, end_, is_special);
    append(begin_, special);
    begin_ = special;
    if (special == end_) continue;
    if (*special == '"')
      refuse(
          "a quote in a field that does not begin with one; put the field in quotes, and double the quote");
    return;
  }
}

void CsvReader::read_quoted() {
  ++begin_;
  while (peek() != end_of_file) {
    const char* const quote = std::find(begin_, end_, '"');
    append(begin_, quote);
    begin_ = quote;
    if (quote == end_) continue;
    ++begin_;
    const int next = peek();
    if (next == '"') {  // two quotes stand for one
      append(begin_, begin_ + 1);
      ++begin_;
      continue;
    }
    if (next != delimiter_ && next != '\n' && next != '\r' && next != end_of_file)
      refuse("something follows the quote that ends the field; a quote in a quoted field must be doubled");
    return;
  }
  // What was meant to be the rest of the table is lost.
  throw Error(ErrorKind::format, place() + "the quote that begins the field is never closed");
}

/// Returns true if the row has another field.
bool CsvReader::read_field() {
  if (peek() == '"') {
    read_quoted();
  } else {
    read_plain();
  }
  ends_.push_back(bytes_.size());
  if (peek() != delimiter_) return false;
  ++begin_;
  return true;
}

bool CsvReader::next() {
  if (stop_.stop_requested()) throw Cancelled();
  if (!skip_blank_rows()) return false;
  ++number_;
  bytes_.clear();
  ends_.clear();
  while (read_field()) continue;
  skip_end_of_row();
  fields_.clear();
  std::size_t begin = 0;
  for (const std::size_t end : ends_) {
    fields_.push_back(std::string_view(bytes_).substr(begin, end - begin));
    begin = end;
  }
  return true;
}

}}}  // namespace tema::v0::detail
