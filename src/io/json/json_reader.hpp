#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// Thrown for text that is not JSON, or not the JSON that the caller asked for.
class JsonError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads JSON (RFC 8259) value after value, as its caller asks for them. It builds no document, so it takes
/// memory only for the strings that it returns, and it refuses wrong input where it occurs.
///
///     reader.object([&](const std::string& key) { key == "id" ? id = reader.string() : reader.skip(); });
///
/// Throws JsonError, telling what is wrong and where, for text that is not JSON, and for a value of another
/// type than the caller asked for.
class JsonReader {
 public:
  enum class Type : std::uint8_t { object, array, string, number, boolean, null };

  /// The text must outlive the reader. Throws if it is not UTF-8.
  explicit JsonReader(std::string_view text);

  /// The type of the next value.
  [[nodiscard]] Type type();

  /// Reads an object: calls field(key) for each of its keys, which must read the value.
  template <class Field>
  void object(Field&& field) {
    if (begins_empty('{', '}')) return;
    do {
      const std::string key = string();
      expect(':');
      field(key);
    } while (goes_on('}'));
  }

  /// Reads an array: calls element() for each value, which must read it.
  template <class Element>
  void array(Element&& element) {
    if (begins_empty('[', ']')) return;
    do {
      element();
    } while (goes_on(']'));
  }

  [[nodiscard]] std::string string();
  [[nodiscard]] bool boolean();
  void null();

  /// A number as it is written.
  [[nodiscard]] std::string_view digits();
  [[nodiscard]] double real();
  /// Reads a whole number. Throws unless it is from 0 to 2⁶⁴ - 1.
  [[nodiscard]] std::uint64_t whole();

  /// Skips a value of any kind, nested at most 1,024 levels deep.
  void skip();

  /// Skips a value, too, and returns it as it is written.
  [[nodiscard]] std::string_view raw();

  /// Throws if anything but white space is left.
  void end();

  /// The name of the next value for a message: "an array", or the digits of a number.
  [[nodiscard]] std::string name_of_next();

 private:
  void skip_space();
  void expect(char character);
  [[nodiscard]] bool begins_empty(char open, char close);
  [[nodiscard]] bool goes_on(char close);
  void expect_type(Type wanted);
  void skip_key();
  bool take_digits();
  [[nodiscard]] bool take(char character);
  void take_word(std::string_view word);
  void take_string(std::string* out);
  void take_escape(std::string* out);
  [[nodiscard]] std::uint32_t take_unit();
  [[noreturn]] void fail(const std::string& what) const;

  std::string_view text_;
  std::size_t at_ = 0;
};

}}}  // namespace tema::v0::detail
