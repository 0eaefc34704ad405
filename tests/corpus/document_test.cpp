#include "tema/corpus/document.hpp"

#include <doctest/doctest.h>

#include <array>
#include <span>
#include <type_traits>
#include <vector>

namespace {

/// The least that a source of documents must be.
struct CountingSource {
  std::size_t left = 0;

  bool next(tema::Document& document) {
    if (left == 0) return false;
    document.text = std::to_string(left--);
    return true;
  }
};

struct NoSource {
  void next(tema::Document& document);
};

static_assert(tema::DocumentSource<CountingSource>);
static_assert(!tema::DocumentSource<NoSource>);
static_assert(!tema::DocumentSource<tema::Document>);

// One text is not a range of texts: its characters would be the documents.
static_assert(!std::is_constructible_v<tema::TextsView, std::string>);
static_assert(!std::is_constructible_v<tema::TextsView, std::string_view>);
static_assert(!std::is_constructible_v<tema::TextsView, const char*>);
static_assert(std::is_trivially_copyable_v<tema::TextsView>);

std::vector<std::string> texts_of(tema::TextsView view) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < view.size(); ++i) texts.emplace_back(view[i]);
  return texts;
}

const std::vector<std::string> three = {"satu", "", std::string("ti\0ga", 5)};

}  // namespace

TEST_CASE("texts view: strings") {
  CHECK(texts_of(three) == three);
  CHECK_FALSE(tema::TextsView(three).empty());
  CHECK(texts_of(std::span(three).subspan(1)) == std::vector<std::string>(three.begin() + 1, three.end()));
}

TEST_CASE("texts view: an array of string views keeps embedded zeros") {
  const std::array<std::string_view, 3> views = {three[0], three[1], three[2]};
  CHECK(texts_of(views) == three);
}

TEST_CASE("texts view: a plain array of strings") {
  const std::string_view views[] = {three[0], three[1], three[2]};
  CHECK(texts_of(views) == three);
}

TEST_CASE("texts view: pointers to characters") {
  const std::vector<const char*> pointers = {"satu", "", "tiga"};
  CHECK(texts_of(pointers) == std::vector<std::string>{"satu", "", "tiga"});
}

TEST_CASE("texts view: the texts of documents") {
  const std::vector<tema::Document> documents = {
      {.id = "1", .text = "satu", .label = "a"}, {.id = "2", .text = ""}, {.id = "3", .text = three[2]}};
  CHECK(texts_of(documents) == three);
}

TEST_CASE("texts view: nothing is an empty view") {
  CHECK(tema::TextsView().empty());
  CHECK(tema::TextsView().size() == 0);
  CHECK(tema::TextsView(std::vector<std::string>{}).empty());
  CHECK(tema::TextsView(std::span<const tema::Document>{}).empty());
}

TEST_CASE("texts view: it refers to the texts and copies none") {
  const tema::TextsView view(three);
  const tema::TextsView copy = view;
  for (std::size_t i = 0; i < three.size(); ++i) CHECK(copy[i].data() == three[i].data());
}

TEST_CASE("document: only its id and text need be given") {
  const tema::Document document{.id = "1", .text = "satu"};
  CHECK(document.label.empty());
  CHECK(document.offset == 0);
}
