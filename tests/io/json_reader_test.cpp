#include "io/json/json_reader.hpp"

#include "tema/core/random.hpp"
#include "tema/io/json_writer.hpp"

#include <doctest/doctest.h>
#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

using tema::detail::JsonError;
using tema::detail::JsonReader;

namespace {

/// True if the text is one value of JSON, and no more.
bool is_json(std::string_view text) {
  try {
    JsonReader reader(text);
    reader.skip();
    reader.end();
  } catch (const JsonError&) {
    return false;
  }
  return true;
}

bool is_json_by_simdjson(const std::string& text) {
  simdjson::dom::parser parser;
  simdjson::dom::element element;
  return parser.parse(text).get(element) == simdjson::SUCCESS;
}

}  // namespace

TEST_CASE("json reader: gives what the writer wrote") {
  std::string text;
  tema::JsonWriter json(text, 2);
  json.begin_object().field("a", "x\n\"é\\\x01").field("b", 0.1).field("c", 18446744073709551615U);
  json.field("d", false).key("e").array(std::vector<int>{1, 2, 3}).key("f").value(nullptr).end_object();
  JsonReader reader(text);
  std::vector<std::string> keys;
  std::uint64_t sum = 0;
  reader.object([&](const std::string& key) {
    keys.push_back(key);
    if (key == "a") CHECK(reader.string() == "x\n\"é\\\x01");
    if (key == "b") CHECK(reader.real() == 0.1);
    if (key == "c") CHECK(reader.whole() == 18446744073709551615U);
    if (key == "d") CHECK_FALSE(reader.boolean());
    if (key == "e") reader.array([&] { sum += reader.whole(); });
    if (key == "f") reader.null();
  });
  reader.end();
  CHECK(keys == std::vector<std::string>{"a", "b", "c", "d", "e", "f"});
  CHECK(sum == 6);
}

TEST_CASE("json reader: escapes are read, and surrogates must come in pairs") {
  CHECK(JsonReader(R"("\u0041\u00e9\u20ac\ud83d\ude00\/\b\f\n\r\t\"\\")").string() == "Aé€😀/\b\f\n\r\t\"\\");
  for (const char* broken : {R"("\ud83d")", R"("\ud83dx")", R"("\ud83d\n")", R"("\ud83dA")", R"("\ude00")",
                             R"("\u12")", R"("\u00g0")", R"("\x")", R"("\)", "\"a\nb\"", "\"a", "\"\xff\""}) {
    CAPTURE(broken);
    CHECK_THROWS_AS(static_cast<void>(JsonReader(broken).string()), JsonError);
  }
}

TEST_CASE("json reader: a value of another type is named") {
  CHECK_THROWS_WITH_AS(static_cast<void>(JsonReader("[1]").string()),
                       "it has an array, but must have a string at byte 0", JsonError);
  CHECK_THROWS_WITH_AS(static_cast<void>(JsonReader(" 2.0").whole()),
                       doctest::Contains("it has 2.0, but must have a whole number"), JsonError);
  CHECK_THROWS_AS(static_cast<void>(JsonReader("-1").whole()), JsonError);
  CHECK_THROWS_AS(static_cast<void>(JsonReader("18446744073709551616").whole()), JsonError);
  CHECK_THROWS_AS(static_cast<void>(JsonReader("1e999").real()), JsonError);
}

TEST_CASE("json reader: what nests beyond 1,024 levels is refused at once") {
  const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
  CHECK(is_json(nested(1024)));
  CHECK_FALSE(is_json(nested(1025)));
  CHECK_FALSE(is_json(std::string(20'000'000, '[')));
  std::string objects;
  for (int i = 0; i < 2000; ++i) objects += "{\"a\":";
  CHECK_FALSE(is_json(objects));
}

TEST_CASE("json reader: takes for JSON what simdjson does, however the text is changed") {
  constexpr std::string_view telling = "\"{}[]:,\\ 0123-+.eEtrufalsn\x01\xFF";
  const std::string whole =
      R"({"a": [1, -2.5e+3, "x\u00e9\n", true, false, null, {}], "b": {"c": []}, "": 0})";
  tema::Random random(3);
  std::size_t valid = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string text = whole;
    for (std::size_t change = 1 + random.below(3); change > 0; --change) {
      const std::size_t at = random.below(text.size());
      const char byte = telling[random.below(telling.size())];
      if (random.below(2) == 0) {
        text[at] = byte;
      } else if (random.below(2) == 0) {
        text.insert(at, 1, byte);
      } else {
        text.erase(at, 1 + random.below(4));
      }
    }
    CAPTURE(text);
    REQUIRE(is_json(text) == is_json_by_simdjson(text));
    valid += is_json(text) ? 1U : 0U;
  }
  CHECK(valid > 1000);
}
