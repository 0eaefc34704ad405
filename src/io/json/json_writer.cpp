#include "tema/io/json_writer.hpp"

#include "tema/text/utf8.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace tema { inline namespace v0 {

namespace {

/// The letter of the short escape of a character, or 0 if it has none.
char short_escape(char character) {
  switch (character) {
    case '"':
    case '\\':
      return character;
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 0;
  }
}

/// The number of bytes of the control character at this position, or 0 if there is none. Those from U+0000 to
/// U+001F must be escaped; those from U+007F to U+009F are escaped as well, because terminals take them for
/// commands.
std::size_t control_size(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x20 || byte == 0x7F) return 1;
  return byte == 0xC2 && static_cast<unsigned char>(text[at + 1]) < 0xA0 ? 2 : 0;
}

void append_control(std::string& out, char last_byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(last_byte);
  ((out += "\\u00") += digits[byte >> 4U]) += digits[byte & 15U];
}

/// The text must be well-formed UTF-8.
void append_escaped(std::string& out, std::string_view text) {
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char letter = short_escape(text[i]);
    const std::size_t size = letter != 0 ? 1 : control_size(text, i);
    if (size == 0) continue;
    out.append(text.substr(copied, i - copied));
    if (letter != 0) {
      (out += '\\') += letter;
    } else {
      append_control(out, text[i + size - 1]);
    }
    i += size - 1;
    copied = i + 1;
  }
  out.append(text.substr(copied));
}

template <class Number>
std::string_view digits_of(Number number, std::array<char, 32>& digits) {
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr};
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  out += '"';
  if (count_ill_formed(text) == 0) {
    append_escaped(out, text);
  } else {
    append_escaped(out, repair_utf8(text));
  }
  out += '"';
}

std::string json_string(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  append_json(out, text);
  return out;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  begin_value();
  append_json(out_, name);
  out_ += indent_ > 0 ? ": " : ":";
  has_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  begin_value();
  append_json(out_, text);
  return *this;
}

JsonWriter& JsonWriter::value(double number) { return real(number); }
JsonWriter& JsonWriter::value(float number) { return real(number); }
JsonWriter& JsonWriter::value(std::nullptr_t /*null*/) { return raw("null"); }
JsonWriter& JsonWriter::boolean(bool is_true) { return raw(is_true ? "true" : "false"); }

JsonWriter& JsonWriter::whole(std::int64_t number) {
  std::array<char, 32> digits{};
  return raw(digits_of(number, digits));
}

JsonWriter& JsonWriter::whole(std::uint64_t number) {
  std::array<char, 32> digits{};
  return raw(digits_of(number, digits));
}

/// A whole number gets a point, so that a reader in any language takes it for a floating-point number.
template <class Real>
JsonWriter& JsonWriter::real(Real number) {
  if (!std::isfinite(number)) return raw("null");
  std::array<char, 32> buffer{};
  const std::string_view digits = digits_of(number, buffer);
  raw(digits);
  if (digits.find_first_of(".e") == std::string_view::npos) out_ += ".0";
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view text) {
  begin_value();
  out_ += text;
  return *this;
}

JsonWriter& JsonWriter::open(char bracket) {
  begin_value();
  out_ += bracket;
  ++depth_;
  is_first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  --depth_;
  if (!is_first_) break_line();
  out_ += bracket;
  is_first_ = false;
  return *this;
}

/// Writes what separates two values: nothing after a key and at the very beginning.
void JsonWriter::begin_value() {
  if (has_key_) {
    has_key_ = false;
    return;
  }
  if (!is_first_) out_ += ',';
  is_first_ = false;
  if (depth_ > 0) break_line();
}

void JsonWriter::break_line() {
  if (indent_ == 0) return;
  out_ += '\n';
  out_.append(indent_ * depth_, ' ');
}

}}  // namespace tema::v0
