#include "tema/io/json_writer.hpp"

#include <doctest/doctest.h>
#include <simdjson.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

TEST_CASE("json writer: a string of any bytes is JSON and reads back as it was") {
  for (int byte = 0; byte < 0x80; ++byte) {
    CAPTURE(byte);
    const std::string text = std::string("a") + static_cast<char>(byte) + "b";
    const std::string json = tema::json_string(text);
    simdjson::dom::parser parser;
    std::string_view read;
    REQUIRE(parser.parse(json).get(read) == simdjson::SUCCESS);
    CHECK(read == text);
    for (const char character : json) {
      CHECK(static_cast<unsigned char>(character) >= 0x20);
      CHECK(character != 0x7F);
    }
  }
  CHECK(tema::json_string("\"\\\b\f\n\r\t\x01\x1f é") == R"("\"\\\b\f\n\r\t\u0001\u001f é")");
  CHECK(tema::json_string("\x7f\xc2\x80\xc2\x9f\xc2\xa0") == "\"\\u007f\\u0080\\u009f\xc2\xa0\"");
  CHECK(tema::json_string("satu\xff") == "\"satu�\"");
  CHECK(tema::json_string("") == "\"\"");
}

TEST_CASE("json writer: all on one line, or each value on its own") {
  const auto write = [](std::size_t indent) {
    std::string out;
    tema::JsonWriter json(out, indent);
    json.begin_object().field("id", "a\"b").key("terms").array(std::vector<std::string>{"x", "y"});
    json.key("none").begin_array().end_array().key("nothing").begin_object().end_object();
    json.field("n", 3).field("yes", true).key("null").value(nullptr).end_object();
    return out;
  };
  CHECK(write(0) == R"({"id":"a\"b","terms":["x","y"],"none":[],"nothing":{},"n":3,"yes":true,"null":null})");
  CHECK(write(2) == R"({
  "id": "a\"b",
  "terms": [
    "x",
    "y"
  ],
  "none": [],
  "nothing": {},
  "n": 3,
  "yes": true,
  "null": null
})");
}

TEST_CASE(
    "json writer: numbers have the shortest digits that read back, and those that JSON lacks are null") {
  std::string out;
  tema::JsonWriter json(out);
  json.begin_array().value(0.1F).value(0.1).value(1.0).value(-0.0).value(1e300).value(2.5F);
  json.value(std::numeric_limits<double>::quiet_NaN()).value(std::numeric_limits<float>::infinity());
  json.value(std::numeric_limits<std::uint64_t>::max()).value(std::numeric_limits<std::int64_t>::min());
  json.value(std::optional<double>()).value(std::optional<double>(0.5)).end_array();
  CHECK(out == "[0.1,0.1,1.0,-0.0,1e+300,2.5,null,null,18446744073709551615,-9223372036854775808,null,0.5]");
}
