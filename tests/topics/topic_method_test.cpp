#include "tema/topics/topic_method.hpp"

#include "reference/random_texts.hpp"
#include "tema/topics/topic_model.hpp"
#include "topics/methods/methods.hpp"
#include "topics/topic_state.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace {

using tema::TopicMethod;
using tema::TopicModel;
using tema::detail::FittedTopics;
using tema::detail::SavedTensor;

/// Tensors in memory, of which only the rows of some terms are asked for.
class MemoryTensors final : public tema::detail::TensorSource {
 public:
  MemoryTensors(std::vector<SavedTensor> tensors, std::vector<std::size_t> terms) : terms_(std::move(terms)) {
    for (SavedTensor& tensor : tensors) tensors_.emplace(tensor.name, std::move(tensor));
  }

  [[nodiscard]] std::uint64_t length(std::string_view name) const override {
    REQUIRE(tensors_.at(name).shape.size() == 1);
    return tensors_.at(name).shape[0];
  }
  [[nodiscard]] std::span<const double> doubles(std::string_view name, std::uint64_t length) const override {
    REQUIRE(tensors_.at(name).shape == std::vector<std::uint64_t>{length});
    return std::get<std::span<const double>>(tensors_.at(name).values);
  }
  [[nodiscard]] std::span<const float> floats(std::string_view name, std::uint64_t rows,
                                              std::uint64_t columns) const override {
    const SavedTensor& tensor = tensors_.at(name);
    REQUIRE(tensor.shape == std::vector<std::uint64_t>{rows, columns});
    if (const auto* const own = std::get_if<std::vector<float>>(&tensor.values)) return *own;
    return std::get<std::span<const float>>(tensor.values);
  }
  [[nodiscard]] tema::detail::FloatTable term_table(std::string_view name,
                                                    std::uint64_t width) const override {
    const std::span<const float> all = floats(name, tensors_.at(name).shape.at(0), width);
    tema::detail::FloatTable rows;
    for (const std::size_t term : terms_) {
      const auto row = all.subspan(term * width, width);
      rows.insert(rows.end(), row.begin(), row.end());
    }
    return rows;
  }

 private:
  std::map<std::string_view, SavedTensor, std::less<>> tensors_;
  std::vector<std::size_t> terms_;
};

TopicModel fit(TopicMethod method, const std::vector<std::string>& texts) {
  return TopicModel::fit(texts, {.topics = 3, .language = "en", .method = method, .restarts = 2});
}

std::vector<std::string> texts_in_english() {
  tema::Random random(3);
  return reference::random_texts(reference::english(), 15, random).texts;
}

/// The topics made again of what they save, for these of their terms.
std::shared_ptr<const FittedTopics> loaded_again(const tema::detail::TopicState& state,
                                                 const std::vector<std::size_t>& terms) {
  return tema::detail::method_entry(state.options.method)
      .load(MemoryTensors(state.fitted->tensors(), terms), state.topic_of_cluster.size(),
            state.fitted->row_sum(), {});
}

}  // namespace

TEST_CASE("topic_method: each method is found by its name, which no other has") {
  std::set<std::string_view> names;
  for (const TopicMethod method : tema::topic_methods()) {
    CHECK(tema::topic_method(tema::name(method)) == method);
    CHECK_FALSE(tema::description(method).empty());
    names.insert(tema::name(method));
  }
  CHECK(names.size() == tema::topic_methods().size());
  CHECK(tema::name(TopicMethod::mixture) == "mixture");  // as in the files of version 0.1
  CHECK(tema::name(TopicMethod::kmeans) == "kmeans");
  CHECK(tema::topic_method("lda") == std::nullopt);
  CHECK(tema::topic_method("") == std::nullopt);
  CHECK_THROWS_AS(static_cast<void>(tema::name(static_cast<TopicMethod>(99))), std::invalid_argument);
}

TEST_CASE("topic_method: what a method saves gives the same topics again") {
  const std::vector<std::string> texts = texts_in_english();
  for (const TopicMethod method : tema::topic_methods()) {
    CAPTURE(tema::name(method));
    const TopicModel model = fit(method, texts);
    const auto& state = tema::detail::TopicStateAccess::state(model);
    std::vector<std::size_t> terms(model.tfidf().vocabulary().size());
    for (std::size_t term = 0; term < terms.size(); ++term) terms[term] = term;
    const auto again = loaded_again(state, terms);
    const tema::CsrMatrix rows = state.vectorizer->transform_rows(texts);
    CHECK(again->predict(rows, {}) == state.fitted->predict(rows, {}));
    CHECK(again->row_sum() == state.fitted->row_sum());
    const tema::CsrMatrix row = state.vectorizer->transform_rows(std::span(texts).first(1));
    const auto before = state.fitted->explain(row, 0);
    const auto after = again->explain(row, 0);
    CHECK(after.rival == before.rival);
    CHECK(after.base == before.base);
    CHECK(after.weights == before.weights);
  }
}

TEST_CASE("topic_method: the rows of a text's own terms are enough to find its topic") {
  const std::vector<std::string> texts = texts_in_english();
  for (const TopicMethod method : tema::topic_methods()) {
    CAPTURE(tema::name(method));
    const TopicModel model = fit(method, texts);
    const auto& state = tema::detail::TopicStateAccess::state(model);
    for (std::size_t i = 0; i < 5; ++i) {
      tema::CsrMatrix row = state.vectorizer->transform_rows(std::span(texts).subspan(i, 1));
      const auto whole = state.fitted->predict(row, {});
      const std::vector<std::size_t> terms(row.columns.begin(), row.columns.end());
      for (std::size_t j = 0; j < terms.size(); ++j) row.columns[j] = static_cast<std::int32_t>(j);
      row.cols = terms.size();
      CHECK(loaded_again(state, terms)->predict(row, {}) == whole);
    }
  }
}

TEST_CASE("topic_method: the table that is read separately is among what a method saves") {
  const std::vector<std::string> texts = texts_in_english();
  for (const auto& entry : tema::detail::method_entries()) {
    CAPTURE(entry.name);
    const TopicModel model = fit(entry.method, texts);
    const auto tensors = tema::detail::TopicStateAccess::state(model).fitted->tensors();
    const auto found = std::find_if(tensors.begin(), tensors.end(), [&](const SavedTensor& tensor) {
      return tensor.name == entry.term_table;
    });
    REQUIRE(found != tensors.end());
    CHECK(found->shape.at(0) == model.tfidf().vocabulary().size());
  }
}
