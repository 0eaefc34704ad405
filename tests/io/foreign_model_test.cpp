#include "reference/random_texts.hpp"
#include "reference/words_at_spaces.hpp"
#include "tema/core/error.hpp"
#include "tema/core/random.hpp"
#include "tema/io/mapped_model.hpp"
#include "tema/io/model_file.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace {

using tema::SourceText;
using tema::TokenSink;
using tema::TopicModel;

void words_at_spaces(const SourceText& text, TokenSink& sink) { reference::words_at_spaces(text, sink, 1); }

bool is_mismatch(const std::function<void()>& call) {
  try {
    call();
  } catch (const tema::Error& error) {
    CHECK(std::string(error.what()).find("with_source") != std::string::npos);
    return error.kind() == tema::ErrorKind::mismatch;
  }
  return false;
}

}  // namespace

TEST_CASE("model_file: a model of a foreign source is saved without it, and asks for it") {
  const TemporaryFolder folder;
  const std::string path = folder.path("foreign.safetensors");
  tema::Random random(3);
  const auto texts = reference::random_texts(reference::indonesian(), 20, random).texts;
  for (const tema::TopicMethod method : tema::topic_methods()) {
    const TopicModel model = TopicModel::fit(texts, words_at_spaces, {.topics = 3, .method = method});
    tema::save_model(model, path);
    const TopicModel loaded = tema::load_model(path);
    CHECK(loaded.label(0) == model.label(0));
    CHECK(loaded.tokenizer() == nullptr);
    CHECK(is_mismatch([&] { static_cast<void>(loaded.assign(texts)); }));
    CHECK(is_mismatch([&] { static_cast<void>(loaded.explain(texts[0])); }));
    CHECK(is_mismatch([&] { static_cast<void>(tema::MappedModel::open(path).assign(texts)); }));
    const TopicModel whole = loaded.with_source(words_at_spaces);
    CHECK(std::ranges::equal(whole.assign(texts), model.assignments()));
    CHECK(whole.explain(texts[0]) == model.explain(texts[0]));
    tema::save_model(loaded, path);
    CHECK(std::ranges::equal(tema::load_model(path).with_source(words_at_spaces).assign(texts),
                             model.assignments()));
  }
}
