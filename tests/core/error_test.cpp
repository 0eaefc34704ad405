#include "tema/core/error.hpp"

#include <doctest/doctest.h>

TEST_CASE("error: carries its kind and its message") {
  const tema::Error error(tema::ErrorKind::format, "corpus.jsonl:3: not an object");
  CHECK(error.kind() == tema::ErrorKind::format);
  CHECK(std::string(error.what()) == "corpus.jsonl:3: not an object");
  CHECK(tema::name(error.kind()) == "format");
}

TEST_CASE("error: a cancelled call is no Error, so that a handler of errors does not swallow it") {
  CHECK_THROWS_AS(throw tema::Cancelled(), std::runtime_error);
  bool caught_as_error = false;
  try {
    throw tema::Cancelled();
  } catch (const tema::Error&) {
    caught_as_error = true;
  } catch (const tema::Cancelled&) {
  }
  CHECK_FALSE(caught_as_error);
}
