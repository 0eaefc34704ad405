#pragma once

#include "core/check.hpp"
#include "io/json/json_reader.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// What reads a field of an object.
struct JsonField {
  std::string_view name;
  std::function<void(JsonReader&)> read;
  bool is_required = true;
};

/// Reads an object with each of these fields exactly once, in any order; fields that are not required may be
/// missing. Other fields are skipped. Throws JsonError, naming the field.
inline void read_object(JsonReader& json, std::initializer_list<JsonField> fields) {
  std::vector<bool> has(fields.size(), false);
  json.object([&](const std::string& key) {
    const auto* const field = std::find_if(fields.begin(), fields.end(),
                                           [&](const JsonField& candidate) { return candidate.name == key; });
    if (field == fields.end()) return json.skip();
    const auto number = static_cast<std::size_t>(field - fields.begin());
    if (has[number]) throw JsonError("\"" + key + "\" is there twice");
    has[number] = true;
    try {
      field->read(json);
    } catch (const JsonError& error) {
      throw JsonError("\"" + key + "\": " + error.what());
    }
  });
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const JsonField& field = fields.begin()[i];
    if (field.is_required && !has[i]) throw JsonError("\"" + std::string(field.name) + "\" is not there");
  }
}

/// Reads a text that is such an object and nothing else.
inline void read_object(std::string_view text, std::initializer_list<JsonField> fields) {
  JsonReader json(text);
  read_object(json, fields);
  json.end();
}

inline void read_value(JsonReader& json, std::string& out) { out = json.string(); }
inline void read_value(JsonReader& json, bool& out) { out = json.boolean(); }
inline void read_value(JsonReader& json, double& out) { out = json.real(); }
inline void read_value(JsonReader& json, std::uint64_t& out) { out = json.whole(); }
inline void read_value(JsonReader& json, std::vector<std::string>& out) {
  out.clear();
  json.array([&] { out.push_back(json.string()); });
}

/// A field that is a string, a list of strings, a boolean, or a number of the type of `value`. Nothing is
/// rounded.
template <class Value>
JsonField json_field(std::string_view name, Value& out) {
  return {name, [&out](JsonReader& json) { read_value(json, out); }};
}

/// A field that is a number in a range.
template <class Number>
JsonField json_field(std::string_view name, Number& out, std::type_identity_t<Number> low,
                     std::type_identity_t<Number> high) {
  return {name, [&out, name, low, high](JsonReader& json) {
            read_value(json, out);
            check_range(name, out, low, high);
          }};
}

/// Throws for a string that is none of the names that may be there.
[[noreturn]] inline void refuse_name(const std::string& found) {
  throw JsonError("it is \"" + found + "\", which is not known");
}

/// A field that is one of the names of an enumeration's values, in the order of the values.
template <class Enum, std::size_t Size>
JsonField json_field(std::string_view name, Enum& out, const std::array<std::string_view, Size>& names) {
  return {name, [&out, &names](JsonReader& json) {
            const std::string found = json.string();
            const auto* const at = std::find(names.begin(), names.end(), found);
            if (at == names.end()) refuse_name(found);
            out = static_cast<Enum>(at - names.begin());
          }};
}

/// As json_field, but null means no value.
template <class Optional, class Read>
JsonField optional_field(std::string_view name, Optional& out, Read read) {
  return {name, [&out, read](JsonReader& json) {
            out.reset();
            if (json.type() == JsonReader::Type::null) return json.null();
            out.emplace(read(json));
          }};
}

}}}  // namespace tema::v0::detail
