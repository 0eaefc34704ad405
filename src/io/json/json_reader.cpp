#include "io/json/json_reader.hpp"

#include "core/append_utf8.hpp"
#include "tema/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t deepest = 1024;
constexpr std::size_t longest_shown = 30;
constexpr std::array<std::string_view, 6> names = {"an object", "an array",  "a string",
                                                   "a number",  "a boolean", "null"};

std::string_view name(JsonReader::Type type) { return names[static_cast<std::size_t>(type)]; }

}  // namespace

JsonReader::JsonReader(std::string_view text) : text_(text) {
  if (count_ill_formed(text) > 0) throw JsonError("it is not UTF-8");
}

void JsonReader::fail(const std::string& what) const {
  throw JsonError(what + " at byte " + std::to_string(at_));
}

void JsonReader::skip_space() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

bool JsonReader::take(char character) {
  if (at_ >= text_.size() || text_[at_] != character) return false;
  ++at_;
  return true;
}

void JsonReader::expect(char character) {
  skip_space();
  if (!take(character)) fail(std::string("it has no '") + character + '\'');
}

JsonReader::Type JsonReader::type() {
  skip_space();
  if (at_ == text_.size()) fail("it ends before a value");
  switch (text_[at_]) {
    case '{':
      return Type::object;
    case '[':
      return Type::array;
    case '"':
      return Type::string;
    case 't':
    case 'f':
      return Type::boolean;
    case 'n':
      return Type::null;
    default:
      if (text_[at_] != '-' && (text_[at_] < '0' || text_[at_] > '9')) fail("it has no value");
      return Type::number;
  }
}

std::string JsonReader::name_of_next() {
  const Type next = type();
  if (next != Type::number) return std::string(name(next));
  JsonReader ahead = *this;
  return std::string(ahead.digits().substr(0, longest_shown));
}

void JsonReader::expect_type(Type wanted) {
  if (type() == wanted) return;
  throw JsonError("it has " + name_of_next() + ", but must have " + std::string(name(wanted)) + " at byte " +
                  std::to_string(at_));
}

bool JsonReader::begins_empty(char open, char close) {
  expect_type(open == '{' ? Type::object : Type::array);
  ++at_;
  skip_space();
  return take(close);
}

bool JsonReader::goes_on(char close) {
  skip_space();
  if (take(',')) return true;
  expect(close);
  return false;
}

std::uint32_t JsonReader::take_unit() {
  std::uint32_t unit = 0;
  const char* const first = text_.data() + at_;
  const char* const last = first + std::min<std::size_t>(4, text_.size() - at_);
  const auto [end, error] = std::from_chars(first, last, unit, 16);
  if (error != std::errc() || end != first + 4) fail("it has \\u without four hexadecimal digits");
  at_ += 4;
  return unit;
}

void JsonReader::take_escape(std::string* out) {
  constexpr std::string_view letters = "\"\\/bfnrt";
  constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  if (at_ == text_.size()) fail("it ends inside a string");
  const char letter = text_[at_++];
  if (const std::size_t place = letters.find(letter); place != std::string_view::npos) {
    if (out != nullptr) *out += meanings[place];
    return;
  }
  if (letter != 'u') fail("it has an unknown escape");
  std::uint32_t point = take_unit();
  if (point >= 0xD800 && point < 0xDC00) {
    if (!take('\\') || !take('u')) fail("it has a lone surrogate");
    const std::uint32_t low = take_unit();
    if (low < 0xDC00 || low > 0xDFFF) fail("it has a lone surrogate");
    point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
  } else if (point >= 0xDC00 && point <= 0xDFFF) {
    fail("it has a lone surrogate");
  }
  if (out != nullptr) append_utf8(*out, point);
}

std::string JsonReader::string() {
  std::string out;
  take_string(&out);
  return out;
}

/// Puts the string into `out`, unless that is null.
void JsonReader::take_string(std::string* out) {
  expect_type(Type::string);
  ++at_;
  std::size_t copied = at_;
  for (; at_ < text_.size(); ++at_) {
    const char character = text_[at_];
    if (static_cast<unsigned char>(character) < 0x20) fail("it has a control character in a string");
    if (character != '"' && character != '\\') continue;
    if (out != nullptr) out->append(text_.substr(copied, at_ - copied));
    ++at_;
    if (character == '"') return;
    take_escape(out);
    copied = at_--;
  }
  fail("it ends inside a string");
}

bool JsonReader::take_digits() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
  return at_ > begin;
}

std::string_view JsonReader::digits() {
  expect_type(Type::number);
  const std::size_t begin = at_;
  static_cast<void>(take('-'));
  bool is_right = take('0') || take_digits();
  if (is_right && take('.')) is_right = take_digits();
  if (is_right && (take('e') || take('E'))) {
    static_cast<void>(take('+') || take('-'));
    is_right = take_digits();
  }
  if (!is_right) fail("it has a malformed number");
  return text_.substr(begin, at_ - begin);
}

double JsonReader::real() {
  const std::string_view found = digits();
  double number = 0.0;
  if (std::from_chars(found.data(), found.data() + found.size(), number).ec != std::errc())
    fail("it has a number that is too large or too small");
  return number;
}

std::uint64_t JsonReader::whole() {
  const std::string_view found = digits();
  std::uint64_t number = 0;
  const char* const last = found.data() + found.size();
  const auto [end, error] = std::from_chars(found.data(), last, number);
  if (error != std::errc() || end != last) {
    fail("it has " + std::string(found.substr(0, longest_shown)) +
         ", but must have a whole number from 0 to 2⁶⁴ - 1");
  }
  return number;
}

void JsonReader::take_word(std::string_view word) {
  if (!text_.substr(at_).starts_with(word)) fail("it has no value");
  at_ += word.size();
}

bool JsonReader::boolean() {
  expect_type(Type::boolean);
  const bool is_true = text_[at_] == 't';
  take_word(is_true ? "true" : "false");
  return is_true;
}

void JsonReader::null() {
  expect_type(Type::null);
  take_word("null");
}

void JsonReader::skip() {
  std::vector<char> closing;  // the closing brackets of the open ones
  do {
    switch (type()) {
      case Type::string:
        take_string(nullptr);
        break;
      case Type::number:
        static_cast<void>(digits());
        break;
      case Type::boolean:
        static_cast<void>(boolean());
        break;
      case Type::null:
        null();
        break;
      default: {
        const char close = text_[at_] == '{' ? '}' : ']';
        if (closing.size() == deepest) fail("it is nested more than 1024 levels deep");
        if (begins_empty(text_[at_], close)) break;
        closing.push_back(close);
        if (close == '}') skip_key();
        continue;
      }
    }
    while (!closing.empty() && !goes_on(closing.back())) closing.pop_back();
    if (!closing.empty() && closing.back() == '}') skip_key();
  } while (!closing.empty());
}

std::string_view JsonReader::raw() {
  skip_space();
  const std::size_t begin = at_;
  skip();
  return text_.substr(begin, at_ - begin);
}

void JsonReader::skip_key() {
  take_string(nullptr);
  expect(':');
}

void JsonReader::end() {
  skip_space();
  if (at_ != text_.size()) fail("it has more than one value");
}

}}}  // namespace tema::v0::detail
