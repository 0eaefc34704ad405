#include "reference/titled_documents.hpp"
#include "tema/io/mapped_model.hpp"
#include "tema/io/model_file.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

TEST_CASE("model file: the weight of titles is saved, and one of 1 takes no place") {
  const TemporaryFolder folder;
  tema::Random random(1);
  const std::vector<tema::Document> documents = reference::titled_documents(reference::english(), 15, random);
  for (const std::size_t weight : std::vector<std::size_t>{0, 1, 3}) {
    const auto model =
        tema::TopicModel::fit(documents, {.topics = 3, .language = "en", .title_weight = weight});
    const std::string path = folder.path("m");
    tema::save_model(model, path);
    CHECK((folder.content(path).find("title_weight") != std::string::npos) == (weight != 1));
    const tema::TopicModel loaded = tema::load_model(path);
    CHECK(loaded.options().title_weight == weight);
    CHECK(loaded.assign(documents) == model.assign(documents));
    CHECK(tema::MappedModel::open(path).assign(documents) == model.assign(documents));
    CHECK(loaded.explain(documents[0]) == model.explain(documents[0]));
  }
}
