#pragma once

#include "tema/core/export.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace tema { inline namespace v0 {

/// Appends text as a JSON string in quotes (RFC 8259, section 7). Control characters (including U+007F to
/// U+009F), quotes and backslashes are escaped; ill-formed parts of the UTF-8 become U+FFFD.
TEMA_EXPORT void append_json(std::string& out, std::string_view text);

/// The text as a JSON string in quotes; see append_json().
[[nodiscard]] TEMA_EXPORT std::string json_string(std::string_view text);

/// Appends JSON to a string, value after value. It keeps no document, only the depth of nesting.
///
///     JsonWriter json(line);
///     json.begin_object().field("id", id).key("terms").begin_array();
///     for (const auto& term : terms) json.value(term);
///     json.end_array().end_object();
///
/// The writer sets commas, colons and line ends. The caller must give a key before each value of an object,
/// and close each bracket. A floating-point number gets the shortest digits that read back as the same
/// number, with a point or an exponent. A number that is not finite becomes null, because JSON has none.
class TEMA_EXPORT JsonWriter {
 public:
  /// With an `indent`, each value is on a line of its own, indented by so many spaces per level. 0:
  /// everything is on one line.
  explicit JsonWriter(std::string& out, std::size_t indent = 0) : out_(out), indent_(indent) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  /// Writes the name of the next value.
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(double number);
  JsonWriter& value(float number);
  JsonWriter& value(std::nullptr_t null);
  template <std::integral Number>
  JsonWriter& value(Number number) {
    if constexpr (std::same_as<Number, bool>) {
      return boolean(number);
    } else if constexpr (std::is_signed_v<Number>) {
      return whole(static_cast<std::int64_t>(number));
    } else {
      return whole(static_cast<std::uint64_t>(number));
    }
  }
  /// Writes null if the optional is empty.
  template <class Value>
  JsonWriter& value(const std::optional<Value>& value_or_none) {
    return value_or_none ? value(*value_or_none) : value(nullptr);
  }

  template <class Value>
  JsonWriter& field(std::string_view name, const Value& of_it) {
    return key(name).value(of_it);
  }

  /// Writes all elements of a range as an array.
  template <class Range>
  JsonWriter& array(const Range& range) {
    begin_array();
    for (const auto& element : range) value(element);
    return end_array();
  }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  JsonWriter& boolean(bool is_true);
  JsonWriter& whole(std::int64_t number);
  JsonWriter& whole(std::uint64_t number);
  template <class Real>
  JsonWriter& real(Real number);
  JsonWriter& raw(std::string_view text);
  void begin_value();
  void break_line();

  std::string& out_;
  std::size_t indent_;
  std::size_t depth_ = 0;
  bool is_first_ = true;  // true until the innermost bracket has a value
  bool has_key_ = false;  // true if a key was just written
};

}}  // namespace tema::v0
