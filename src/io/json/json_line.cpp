#include "io/json/json_line.hpp"

#include "io/json/json_reader.hpp"
#include "tema/core/error.hpp"
#include "tema/text/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <new>
#include <numeric>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

static_assert(LineReader::padding >= simdjson::SIMDJSON_PADDING);

constexpr std::string_view escaped_replacement = "\\uFFFD";

/// The code unit of a \uXXXX escape that begins at `at`.
std::optional<unsigned> escaped_unit(std::string_view json, std::size_t at) {
  if (json.size() - at < 6 || json[at] != '\\' || json[at + 1] != 'u') return std::nullopt;
  unsigned unit = 0;
  const char* first = json.data() + at + 2;
  const auto [last, error] = std::from_chars(first, first + 4, unit, 16);
  return error == std::errc() && last == first + 4 ? std::optional(unit) : std::nullopt;
}

bool is_high(std::optional<unsigned> unit) { return unit && *unit >= 0xD800 && *unit < 0xDC00; }
bool is_low(std::optional<unsigned> unit) { return unit && *unit >= 0xDC00 && *unit < 0xE000; }

/// Replaces the escapes of lone surrogates by the escape of U+FFFD, in place. Returns their number.
std::size_t replace_lone_surrogates(std::string& json) {
  std::size_t replaced = 0;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] != '\\') continue;
    const std::optional<unsigned> unit = escaped_unit(json, i);
    if (is_high(unit) && is_low(i + 6 < json.size() ? escaped_unit(json, i + 6) : std::nullopt)) {
      i += 11;
    } else if (is_high(unit) || is_low(unit)) {
      json.replace(i, escaped_replacement.size(), escaped_replacement);
      ++replaced;
      i += 5;
    } else {
      ++i;  // skips the escaped character, which may be a backslash
    }
  }
  return replaced;
}

/// The same JSON with numbers that are small enough for simdjson, which refuses those beyond 64 bits,
/// although JSON has no such limit. It keeps 18 digits of each number, and two of its exponent. What is not a
/// number does not become one.
std::string shorten_numbers(std::string_view json) {
  constexpr int longest_whole = 18;
  constexpr int longest_exponent = 2;
  std::string shortened;
  bool in_string = false;
  bool in_exponent = false;
  int digits = 0;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    const bool is_digit = !in_string && c >= '0' && c <= '9';
    digits = is_digit ? digits + 1 : 0;
    if (is_digit && digits > (in_exponent ? longest_exponent : longest_whole)) continue;
    if (!is_digit && c != '+' && c != '-') in_exponent = c == 'e' || c == 'E';
    if (c == '"') in_string = !in_string;
    shortened += c;
    if (in_string && c == '\\' && i + 1 < json.size()) shortened += json[++i];
  }
  return shortened;
}

/// `text`, followed by as many readable bytes as simdjson needs.
simdjson::padded_string_view padded(std::string& text) {
  text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  return simdjson::padded_string_view(text.data(), text.size(), text.capacity());
}

/// The digits of a number that can be written in only one way: a whole number other than 0, which may also be
/// written as -0.
std::optional<std::string> only_spelling(const simdjson::dom::element& number) {
  std::int64_t whole = 0;
  if (number.get(whole) == simdjson::SUCCESS && whole != 0) return std::to_string(whole);
  std::uint64_t large = 0;
  if (number.get(large) == simdjson::SUCCESS && large != 0) return std::to_string(large);
  return std::nullopt;
}

std::string_view name_of(simdjson::dom::element_type type) {
  using simdjson::dom::element_type;
  switch (type) {
    case element_type::ARRAY:
      return "an array";
    case element_type::OBJECT:
      return "an object";
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
      return "a number";
    case element_type::STRING:
      return "a string";
    case element_type::BOOL:
      return "a boolean";
    case element_type::NULL_VALUE:
      return "null";
  }
  return "something else";
}

/// Puts the digits of the number that find_field finds into `number`.
void read_number(JsonReader& json, std::string_view field, std::string& number) {
  bool has_that_name = false;
  json.object([&](const std::string& key) {
    const bool is_outer = field.size() > key.size() && field.starts_with(key) && field[key.size()] == '.';
    if (key == field && json.type() == JsonReader::Type::number) {
      number = json.digits();
      has_that_name = true;
    } else if (is_outer && !has_that_name && json.type() == JsonReader::Type::object) {
      read_number(json, field.substr(key.size() + 1), number);
    } else {
      json.skip();
    }
  });
}

/// Joins strings by line feeds. Returns the type of the first element that is no string, if there is one.
std::optional<simdjson::dom::element_type> join(const simdjson::dom::array& array, std::string& text) {
  text.clear();
  for (const simdjson::dom::element part : array) {
    std::string_view string;
    if (part.get(string) != simdjson::SUCCESS) return part.type();
    if (!text.empty()) text += '\n';
    text += string;
  }
  return std::nullopt;
}

/// The same JSON without the white space between its values.
std::string without_space(std::string_view json) {
  std::string result;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (!in_string && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) continue;
    if (c == '"') in_string = !in_string;
    result += c;
    if (in_string && c == '\\' && i + 1 < json.size()) result += json[++i];
  }
  return result;
}

/// The next value as text; nothing if it is null.
std::optional<std::string> value_as_text(JsonReader& json) {
  switch (json.type()) {
    case JsonReader::Type::string:
      return json.string();
    case JsonReader::Type::null:
      json.null();
      return std::nullopt;
    case JsonReader::Type::number:
    case JsonReader::Type::boolean:
      return std::string(json.raw());
    case JsonReader::Type::object:
    case JsonReader::Type::array:
      break;
  }
  return without_space(json.raw());
}

/// Of several fields with one name, keeps the last one, as find_field does.
void keep_last_of_each_name(std::vector<DocumentField>& fields) {
  std::vector<std::size_t> order(fields.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return fields[a].name < fields[b].name; });
  std::vector<bool> is_kept(fields.size(), true);
  bool are_all_kept = true;
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (fields[order[i - 1]].name != fields[order[i]].name) continue;
    is_kept[order[i - 1]] = are_all_kept = false;
  }
  if (are_all_kept) return;
  std::vector<DocumentField> kept;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (is_kept[i]) kept.push_back(std::move(fields[i]));
  }
  fields = std::move(kept);
}

std::string_view description(JsonLineParser::Kind kind) {
  switch (kind) {
    case JsonLineParser::Kind::text:
      return "a string, or an array of strings";
    case JsonLineParser::Kind::text_or_null:
      return "a string or null";
    case JsonLineParser::Kind::name:
      return "a string or a number";
    case JsonLineParser::Kind::label:
    case JsonLineParser::Kind::label_or_any:
      break;
  }
  return "a string, a number, a boolean, null, or an array of one string";
}

}  // namespace

void fail_at(const LinePlace& place, const std::string& what) {
  throw Error(ErrorKind::format, place.file + ':' + std::to_string(place.number) + ": " + what);
}

std::string list_fields(const simdjson::dom::object& object) {
  std::string list;
  for (const auto field : object) list += (list.empty() ? "\"" : ", \"") + std::string(field.key) + '"';
  return list.empty() ? "none" : list;
}

std::optional<simdjson::dom::element> find_field(const simdjson::dom::object& object,
                                                 std::string_view field) {
  std::optional<simdjson::dom::element> last;
  for (const auto candidate : object) {
    if (candidate.key == field) last = candidate.value;
  }
  for (std::size_t dot = field.find('.'); !last && dot != std::string_view::npos;
       dot = field.find('.', dot + 1)) {
    const auto outer = find_field(object, field.substr(0, dot));
    simdjson::dom::object inner;
    if (outer && outer->get(inner) == simdjson::SUCCESS) last = find_field(inner, field.substr(dot + 1));
  }
  return last;
}

/// The bytes must be followed by as many readable ones as simdjson needs. A parser that once ran out of
/// memory cannot be used any more, and is dropped.
simdjson::error_code JsonLineParser::parse(std::string_view padded, simdjson::dom::element& element) {
  const simdjson::error_code error = parser_.parse(padded.data(), padded.size(), false).get(element);
  if (error != simdjson::MEMALLOC) return error;
  parser_ = simdjson::dom::parser();
  throw std::bad_alloc();
}

simdjson::dom::object JsonLineParser::parse(const LinePlace& place, std::string_view line) {
  repaired_ = 0;
  are_numbers_cut_ = false;
  source_ = simdjson::padded_string_view(line.data(), line.size(), line.size() + LineReader::padding);
  simdjson::dom::element element;
  simdjson::error_code error = parse(line, element);
  if (error == simdjson::UTF8_ERROR || error == simdjson::STRING_ERROR) {
    repaired_line_ = repair_utf8(line);
    repaired_ = count_ill_formed(line) + replace_lone_surrogates(repaired_line_);
    source_ = padded(repaired_line_);
    error = parse(source_, element);
  }
  // Versions of simdjson name a number that is too large differently.
  if (error != simdjson::SUCCESS && error != simdjson::DEPTH_ERROR) {
    std::string shortened = shorten_numbers(source_);
    are_numbers_cut_ = true;
    error = parse(padded(shortened), element);
  }
  if (error != simdjson::SUCCESS) {
    fail_at(place, std::string("not valid JSON") +
                       (place.is_cut_off ? ", or cut off where the file ends" : "") + " (" +
                       simdjson::error_message(error) + ')');
  }
  simdjson::dom::object object;
  if (element.get(object) != simdjson::SUCCESS) {
    fail_at(place, "the " + std::string(place.what) + " is " + std::string(name_of(element.type())) +
                       ", but must be an object");
  }
  return object;
}

/// The parser keeps the values of numbers, not their digits. If the value does not determine them, the line
/// is read again.
std::string JsonLineParser::number_as_written(const std::string& field,
                                              const simdjson::dom::element& value) const {
  if (!are_numbers_cut_) {
    if (std::optional<std::string> digits = only_spelling(value)) return *std::move(digits);
  }
  std::string number;
  JsonReader json(source_);  // the line is known to be valid
  read_number(json, field, number);
  return number;
}

bool JsonLineParser::text_of(const LinePlace& place, const simdjson::dom::object& object,
                             const std::string& field, Kind kind, std::string& text) {
  std::optional<simdjson::dom::element> element = find_field(object, field);
  if (!element) return false;
  const auto refuse = [&](const std::string& found) {
    fail_at(place, "field \"" + field + "\" " + found + ", but must be " + std::string(description(kind)) +
                       "; the fields are " + list_fields(object));
  };
  simdjson::dom::array array;
  const bool may_be_label = kind == Kind::label || kind == Kind::label_or_any;
  if (may_be_label && element->get(array) == simdjson::SUCCESS) {
    if (array.size() == 0) return false;
    const bool is_one_string = array.size() == 1 && array.at(0).value_unsafe().is_string();
    if (kind == Kind::label_or_any && !is_one_string) return false;
    if (array.size() > 1) refuse("is an array of several");
    element = array.at(0).value_unsafe();
    if (!element->is_string()) refuse("is an array of " + std::string(name_of(element->type())));
  }
  if (kind == Kind::text && element->get(array) == simdjson::SUCCESS) {
    if (const auto other = join(array, text)) refuse("is an array with " + std::string(name_of(*other)));
    return true;
  }
  std::string_view string;
  bool boolean = false;
  if (element->is_null()) {
    if (kind == Kind::text) refuse("has a null");
    return false;
  }
  if (element->get(string) == simdjson::SUCCESS) {
    text = string;
  } else if ((kind == Kind::name || may_be_label) && element->is_number()) {
    text = number_as_written(field, *element);
  } else if (may_be_label && element->get(boolean) == simdjson::SUCCESS) {
    text = boolean ? "true" : "false";
  } else if (kind == Kind::label_or_any) {
    return false;
  } else {
    refuse("is " + std::string(name_of(element->type())));
  }
  return true;
}

/// The same fields by the values that were parsed; nothing if the value of one does not tell how it is
/// written.
std::optional<std::vector<DocumentField>> JsonLineParser::other_fields_by_value(
    const simdjson::dom::object& object, std::span<const std::string_view> names) const {
  std::vector<DocumentField> fields;
  for (const auto field : object) {
    if (field.value.is_null() || std::find(names.begin(), names.end(), field.key) != names.end()) continue;
    std::string_view string;
    bool boolean = false;
    if (field.value.get(string) == simdjson::SUCCESS) {
      fields.push_back({std::string(field.key), std::string(string)});
    } else if (field.value.get(boolean) == simdjson::SUCCESS) {
      fields.push_back({std::string(field.key), boolean ? "true" : "false"});
    } else {
      std::optional<std::string> digits = are_numbers_cut_ ? std::nullopt : only_spelling(field.value);
      if (!digits) return std::nullopt;
      fields.push_back({std::string(field.key), *std::move(digits)});
    }
  }
  return fields;
}

/// Reads the line again only if it must.
std::vector<DocumentField> JsonLineParser::other_fields(const simdjson::dom::object& object,
                                                        std::span<const std::string_view> names) const {
  std::optional<std::vector<DocumentField>> by_value = other_fields_by_value(object, names);
  std::vector<DocumentField> fields = by_value ? *std::move(by_value) : other_fields_as_written(names);
  keep_last_of_each_name(fields);
  fields.shrink_to_fit();
  return fields;
}

std::vector<DocumentField> JsonLineParser::other_fields_as_written(
    std::span<const std::string_view> names) const {
  std::vector<DocumentField> fields;
  JsonReader json(source_);  // the line is known to be valid
  json.object([&](const std::string& key) {
    if (std::find(names.begin(), names.end(), key) != names.end()) return json.skip();
    if (std::optional<std::string> value = value_as_text(json)) fields.push_back({key, *std::move(value)});
  });
  return fields;
}

}}}  // namespace tema::v0::detail
