#include "tema/io/model_file.hpp"

#include "io/safetensors/safetensors_reader.hpp"
#include "reference/model_uses.hpp"
#include "reference/random_texts.hpp"
#include "tema/core/error.hpp"
#include "tema/core/random.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <vector>

namespace {

using tema::TopicAssignment;
using tema::TopicMethod;
using tema::TopicModel;
using tema::TopicOptions;
using Strings = std::vector<std::string>;

Strings texts_in(const reference::Subjects& subjects, std::uint64_t seed) {
  tema::Random random(seed);
  return reference::random_texts(subjects, 12, random).texts;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// All that a caller can see.
void check_equal(const TopicModel& a, const TopicModel& b) {
  CHECK(std::ranges::equal(a.assignments(), b.assignments()));
  REQUIRE(a.topics() == b.topics());
  for (std::size_t topic = 0; topic < a.topics(); ++topic) {
    CHECK(a.label(topic) == b.label(topic));
    CHECK(a.size(topic) == b.size(topic));
    CHECK(std::ranges::equal(a.top_terms(topic, 1000), b.top_terms(topic, 1000)));
    CHECK(std::ranges::equal(a.representatives(topic), b.representatives(topic)));
  }
  CHECK(a.stability() == b.stability());
  CHECK(a.converged() == b.converged());
  CHECK(a.ill_formed() == b.ill_formed());
  CHECK(std::ranges::equal(a.languages(), b.languages(), [](const auto& one, const auto& other) {
    return one.language == other.language && one.documents == other.documents;
  }));
  CHECK(a.options().seed == b.options().seed);
  CHECK(a.options().rank == b.options().rank);
}

/// The message of the error that loading the bytes throws, with its kind; empty if it loads.
std::string refusal(const std::string& path, const std::string& bytes) {
  write_file(path, bytes);
  try {
    static_cast<void>(tema::load_model(path));
  } catch (const tema::Error& error) {
    return std::string(tema::name(error.kind())) + ": " + error.what();
  }
  return "";
}

std::vector<TopicOptions> variants() {
  return {{.topics = 3, .language = "id", .stemming = tema::Stemming::learned},
          {.topics = 3, .language = "id", .method = TopicMethod::kmeans},
          {.topics = 2, .language = "auto", .exclude = {"gempa"}, .restarts = 2, .seed = 77},
          {.topics = 4, .stop_words = tema::StopWords{"yang", "dan"}, .numbers = tema::Numbers::keep}};
}

}  // namespace

TEST_CASE("model_file: a model that was saved loads as it was, and assigns as it did") {
  const TemporaryFolder folder;
  const Strings texts = texts_in(reference::indonesian(), 1);
  const Strings unseen = texts_in(reference::indonesian(), 2);
  for (const TopicOptions& options : variants()) {
    const TopicModel model = TopicModel::fit(texts, options);
    const std::string path = folder.path("model.safetensors");
    tema::save_model(model, path);
    const TopicModel loaded = tema::load_model(path);
    check_equal(model, loaded);
    CHECK(model.assign(texts) == loaded.assign(texts));
    CHECK(model.assign(unseen) == loaded.assign(unseen));
    const std::string before = read_file(path);
    tema::save_model(loaded, path);
    CHECK(read_file(path) == before);
  }
}

TEST_CASE("model_file: a model of texts that are all but alike assigns as it did") {
  Strings texts;
  for (int missing = 0; missing < 60; ++missing) {
    std::string text;
    for (int word = 0; word < 60; ++word) text += word == missing ? "" : "kata" + std::to_string(word) + " ";
    texts.push_back(text + (missing % 2 == 0 ? "kata7 kata8" : "kata9 kata10"));
  }
  const TopicModel model = TopicModel::fit(texts, {.topics = 4,
                                                   .language = "id",
                                                   .method = TopicMethod::kmeans,
                                                   .min_documents = 1,
                                                   .max_document_share = 1.0});
  CHECK(std::ranges::equal(model.assign(texts), model.assignments()));
  const TemporaryFolder folder;
  const std::string path = folder.path("alike.safetensors");
  tema::save_model(model, path);
  const TopicModel loaded = tema::load_model(path);
  check_equal(model, loaded);
  CHECK(loaded.assign(texts) == model.assign(texts));
}

TEST_CASE("model_file: a model with more topics than it was fitted with loads as it was") {
  const TemporaryFolder folder;
  const Strings texts = texts_in(reference::indonesian(), 1);
  for (const TopicMethod method : tema::topic_methods()) {
    const TopicModel model =
        TopicModel::fit(texts, {.topics = 2, .language = "id", .method = method}).split(0, 3, texts);
    REQUIRE(model.topics() == 4);
    const std::string path = folder.path("model.safetensors");
    tema::save_model(model, path);
    const TopicModel loaded = tema::load_model(path);
    check_equal(model, loaded);
    CHECK(std::ranges::equal(loaded.assign(texts), model.assignments()));
  }
}

TEST_CASE("model_file: no byte can be cut off or changed without being noticed") {
  const TemporaryFolder folder;
  const Strings texts = {"bank bunga kredit", "bank bunga inflasi", "gol laga kiper", "gol laga pelatih"};
  const TopicModel model = TopicModel::fit(texts, {.topics = 2, .restarts = 1});
  const std::string path = folder.path("model.safetensors");
  tema::save_model(model, path);
  const std::string bytes = read_file(path);
  for (std::size_t size = 0; size < bytes.size(); size += 1 + size % 7) {
    REQUIRE_FALSE(refusal(path, bytes.substr(0, size)).empty());
  }
  for (std::size_t bit = 0; bit < 8 * bytes.size(); bit += 5) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(static_cast<unsigned char>(flipped[bit / 8]) ^ (1U << (bit % 8)));
    REQUIRE_FALSE(refusal(path, flipped).empty());
  }
  CHECK(refusal(path, bytes).empty());
}

TEST_CASE("model_file: what is no model is refused by name") {
  const TemporaryFolder folder;
  const std::string path = folder.path("model.safetensors");
  CHECK(refusal(path, "").find("format: " + path) == 0);
  CHECK(refusal(path, R"({"id": 1, "text": "a corpus"})").find("format: " + path) == 0);
  CHECK_THROWS_WITH_AS(static_cast<void>(tema::load_model(folder.path("nowhere"))),
                       doctest::Contains("nowhere"), tema::Error);
}

namespace {

std::string refusal_of(const std::string& path, const tema::LoadOptions& options = {}) {
  try {
    static_cast<void>(tema::load_model(path, options));
  } catch (const tema::Error& error) {
    return std::string(tema::name(error.kind())) + ": " + error.what();
  }
  return "";
}

const std::string old_model = TEMA_TEST_DATA "/model_0.1.safetensors";

}  // namespace

TEST_CASE("model_file: a file of version 0.1 loads for ever") {
  // A later library may analyse text otherwise, and say so.
  const TopicModel model = tema::load_model(old_model, {.allow_mismatch = true});
  CHECK(model.topics() == 2);
  CHECK(model.size(0) == 4);
  const auto unseen = model.assign(Strings{"Suku bunga bank", "Gol di laga final"});
  CHECK(unseen[0].topic == model.assignments()[0].topic);
  CHECK(unseen[1].topic == model.assignments()[4].topic);
  CHECK(unseen[0].topic != unseen[1].topic);
}

TEST_CASE("model_file: files of the second form of version 0.1 load for ever") {
  for (const char* method : {"mixture", "kmeans"}) {
    CAPTURE(method);
    const std::string path = std::string(TEMA_TEST_DATA "/model_0.1_") + method + ".safetensors";
    const TopicModel model = tema::load_model(path, {.allow_mismatch = true});
    CHECK(model.topics() == 2);
    CHECK(model.size(0) == 4);
    CHECK(model.size(1) == 4);
    CHECK((model.mixture() != nullptr) == (std::string_view(method) == "mixture"));
    const auto unseen = model.assign(Strings{"Suku bunga bank", "Gol di laga final"});
    CHECK(unseen[0].topic == model.assignments()[0].topic);
    CHECK(unseen[1].topic == model.assignments()[4].topic);
    CHECK(unseen[0].topic != unseen[1].topic);
  }
}

TEST_CASE("model_file: another analysis is refused and named unless it is allowed") {
  const TemporaryFolder folder;
  const std::string path = folder.path("m");
  const Strings texts = texts_in(reference::indonesian(), 3);
  tema::save_model(TopicModel::fit(texts, {.topics = 3, .language = "id"}), path);
  const auto replace = [&](const char* entry, const std::string& what, const std::string& by) {
    reference::rewrite_model(path, folder.path("other"), [&](auto& metadata, auto&) {
      std::string& text = metadata.at(entry);
      REQUIRE(text.find(what) != std::string::npos);
      text.replace(text.find(what), what.size(), by);
    });
    return folder.path("other");
  };
  const std::string unicode = replace("analysis", R"("unicode":"15.0")", R"("unicode":"16.0")");
  CHECK(refusal_of(unicode).find("mismatch: ") == 0);
  CHECK(refusal_of(unicode).find("unicode: 16.0 there, 15.0 here") != std::string::npos);
  CHECK(refusal_of(unicode, {.allow_mismatch = true}).empty());
  const std::string language = replace("options", R"("language":"id")", R"("language":"en")");
  CHECK(refusal_of(language).find("stop_words: ") != std::string::npos);
  const std::string later = replace("format_version", "1", "2");
  CHECK(refusal_of(later, {.allow_mismatch = true}).find("mismatch: ") == 0);
}

namespace {

/// A copy of the file in which `entry` of the metadata has `by` in the place of `what`.
void replace_in(const std::string& from, const std::string& to, const char* entry, const std::string& what,
                const std::string& by) {
  reference::rewrite_model(from, to, [&](auto& metadata, auto&) {
    std::string& text = metadata.at(entry);
    REQUIRE(text.find(what) != std::string::npos);
    text.replace(text.find(what), what.size(), by);
  });
}

}  // namespace

TEST_CASE("model_file: an option out of its range is refused by name though the checksums are right") {
  const TemporaryFolder folder;
  const std::string path = folder.path("m");
  const Strings texts = texts_in(reference::english(), 4);
  tema::save_model(TopicModel::fit(texts, {.topics = 3, .language = "en", .restarts = 2}), path);
  const auto refused = [&](const char* entry, const std::string& what, const std::string& by) {
    replace_in(path, folder.path("lie"), entry, what, by);
    return refusal_of(folder.path("lie"), {.allow_mismatch = true});
  };
  const auto names = [](const std::string& message, const char* field) {
    return message.starts_with("format: ") && message.find(field) != std::string::npos;
  };
  CHECK(names(refused("options", R"("restarts":2)", R"("restarts":0)"), "restarts is 0, but must be from 1"));
  CHECK(names(refused("options", R"("restarts":2)", R"("restarts":1000001)"), "restarts is 1000001"));
  CHECK(names(refused("options", R"("max_iterations":100)", R"("max_iterations":0)"), "max_iterations is 0"));
  CHECK(names(refused("options", R"("topics":3)", R"("topics":0)"), "topics is 0"));
  CHECK(names(refused("options", R"("topics":3)", R"("topics":3,"topics":3)"), "\"topics\" is there twice"));
  CHECK(names(refused("options", R"("max_document_share":1.0)", R"("max_document_share":1.5)"), "is 1.5"));
  CHECK(names(refused("options", R"("seed":1)", R"("seeds":1)"), "\"seed\" is not there"));
  CHECK(names(refused("options", R"("mixture")", R"("lda")"), "\"method\": it is \"lda\""));
  CHECK(names(refused("weighting", R"("idf_power":1.0)", R"("idf_power":17)"), "idf_power is 17"));
  CHECK(names(refused("weighting", R"("row_sum":10.0)", R"("row_sum":1e7)"), "row_sum is 1e+07"));
  CHECK(names(refused("weighting", R"("mean_length":)", R"("mean_length":1e-300,"was":)"), "mean_length"));
  CHECK(names(refused("fit", R"("converged":)", R"("agreement":2,"was":)"), "agreement"));
  const std::string deep = std::string(5000, '[') + std::string(5000, ']');
  for (const char* entry : {"options", "topics", "weighting", "analysis", "fit"})
    CHECK_FALSE(refused(entry, "\":", "\":" + deep + ",\"was\":").empty());
}

TEST_CASE("model_file: a table of stems is refused where the options ask for none") {
  const TemporaryFolder folder;
  const std::string path = folder.path("m");
  const Strings texts = texts_in(reference::english(), 4);
  for (const tema::Stemming stemming : {tema::Stemming::none, tema::Stemming::snowball}) {
    tema::save_model(
        TopicModel::fit(texts, {.topics = 3, .language = "en", .stemming = stemming, .restarts = 2}), path);
    replace_in(path, folder.path("lie"), "analysis", R"("stems":[])", R"("stems":[["laws","law"]])");
    CHECK(refusal_of(folder.path("lie"), {.allow_mismatch = true})
              .ends_with("analysis: stems is not empty, but must be empty where stemming is not learned"));
  }
}

TEST_CASE("model_file: a tensor out of its range is refused by name though the checksums are right") {
  const TemporaryFolder folder;
  const Strings texts = texts_in(reference::english(), 4);
  const auto refused = [&](TopicMethod method, const std::string& name, auto value) {
    const std::string path = folder.path("m");
    tema::save_model(TopicModel::fit(texts, {.topics = 3, .language = "en", .method = method, .restarts = 1}),
                     path);
    const auto tensors = tema::detail::SafetensorsFile::read(path).tensors();
    reference::rewrite_model(path, folder.path("lie"), [&](auto&, auto& bytes) {
      for (std::size_t i = 0; i < tensors.size(); ++i) {
        if (tensors[i].name == name) std::memcpy(bytes[i].data(), &value, sizeof value);
      }
    });
    const std::string message = refusal_of(folder.path("lie"));
    return message.starts_with("format: ") && message.find(name) != std::string::npos;
  };
  constexpr float infinite = std::numeric_limits<float>::infinity();
  for (const float value : {3e37F, -3e37F, 2.5F, infinite, std::numeric_limits<float>::quiet_NaN()}) {
    CHECK(refused(TopicMethod::kmeans, "reduction.components", value));
    CHECK(refused(TopicMethod::kmeans, "clusters.centroids", value));
    CHECK(refused(TopicMethod::mixture, "assignments.score", value));
  }
  CHECK(refused(TopicMethod::kmeans, "reduction.singular_values", -1.0));
  for (const double value : {-1.0, 1e300, std::numeric_limits<double>::quiet_NaN()})
    CHECK(refused(TopicMethod::mixture, "weights", value));
  for (const double value : {0.0, 1e-300, 0.999, -0.1})
    CHECK(refused(TopicMethod::mixture, "mixture.priors", value));
  CHECK(refused(TopicMethod::mixture, "assignments.topic", std::int32_t{3}));
  CHECK(refused(TopicMethod::mixture, "counts.sizes", std::int64_t{-1}));
}

TEST_CASE("model_file: metadata of nothing but brackets are refused at once and in little memory") {
  const TemporaryFolder folder;
  const std::string path = folder.path("m");
  tema::save_model(TopicModel::fit(texts_in(reference::english(), 4), {.topics = 3, .language = "en"}), path);
  const auto max_memory = [] {  // in kB
    rusage usage{};
    REQUIRE(::getrusage(RUSAGE_SELF, &usage) == 0);
    return usage.ru_maxrss;
  };
  for (const char* entry : {"options", "topics", "weighting", "analysis", "fit"}) {
    reference::rewrite_model(path, folder.path(entry), [&](auto& metadata, auto&) {
      metadata.at(entry) = std::string(20'000'000, '[');
    });
  }
  const auto before = max_memory();
  for (const char* entry : {"options", "topics", "weighting", "analysis", "fit"})
    CHECK(refusal_of(folder.path(entry)).starts_with("format: "));
  CHECK(max_memory() - before < 400'000);  // as trees they took 1.5 GB
}

TEST_CASE("model_file: a file that lies with valid checksums is refused or is a model") {
  const TemporaryFolder folder;
  tema::Random random(5);
  std::size_t refused = 0;
  for (const TopicMethod method : tema::topic_methods()) {
    const std::string path = folder.path("m");
    const Strings texts = texts_in(reference::english(), 4);
    tema::save_model(TopicModel::fit(texts, {.topics = 3, .language = "en", .method = method}), path);
    for (int round = 0; round < 1000; ++round) {
      reference::rewrite_model(path, folder.path("lie"), [&](auto& metadata, auto& tensors) {
        if (random.below(3) == 0) {
          auto entry =
              std::next(metadata.begin(), static_cast<std::ptrdiff_t>(random.below(metadata.size())));
          entry->second[random.below(entry->second.size())] = static_cast<char>(32 + random.below(95));
          return;
        }
        auto& bytes = tensors[random.below(tensors.size())];
        for (std::size_t change = 0; change <= random.below(3) && !bytes.empty(); ++change)
          bytes[random.below(bytes.size())] = static_cast<std::byte>(random.below(256));
      });
      try {
        reference::use_model(tema::load_model(folder.path("lie"), {.allow_mismatch = true}), texts,
                             folder.path("again"));
      } catch (const tema::Error& error) {
        ++refused;
        REQUIRE(std::string(error.what()).find("lie") != std::string::npos);
      }
    }
  }
  CHECK(refused > 250 * tema::topic_methods().size());
  CHECK(refused < 1000 * tema::topic_methods().size());
}
