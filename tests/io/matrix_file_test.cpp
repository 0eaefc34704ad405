#include "tema/io/matrix_file.hpp"

#include "io/safetensors/safetensors_reader.hpp"
#include "tema/core/error.hpp"
#include "tema/linalg/rows.hpp"
#include "tema/text/tokenizer.hpp"
#include "tema/vector/vectorizer.hpp"
#include "temporary_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using tema::detail::SafetensorsFile;
using Strings = std::vector<std::string>;

const std::vector<tema::Document> documents = {
    {.id = "a", .text = "satu dua dua", .label = "angka"},
    {.id = "é", .text = ""},
    {.id = "", .text = "tiga satu", .label = "angka"},
};

/// The strings that two tensors have.
Strings strings_of(const SafetensorsFile& file, const std::string& name) {
  const auto& bytes = file.tensor(name + ".bytes").bytes;
  const auto offsets = file.values<std::int64_t>(name + ".offsets", file.tensor(name + ".offsets").shape);
  Strings result;
  for (std::size_t i = 0; i + 1 < offsets.size(); ++i) {
    const char* const all = reinterpret_cast<const char*>(bytes.data());
    result.emplace_back(all + offsets[i], all + offsets[i + 1]);
  }
  return result;
}

template <class Number>
std::vector<Number> numbers_of(const SafetensorsFile& file, const std::string& name) {
  const auto values = file.values<Number>(name, file.tensor(name).shape);
  return {values.begin(), values.end()};
}

}  // namespace

TEST_CASE("matrix_file: holds the matrix and what its rows and columns are") {
  const TemporaryFolder folder;
  const auto [vectorizer, x] = tema::Vectorizer::fit_transform(tema::Tokenizer{}, documents);
  tema::OutputFile out(folder.path("x.safetensors"));
  tema::write_matrix(tema::as_rows(x).view(), vectorizer.tfidf(), documents, out);
  out.commit();

  const SafetensorsFile file = SafetensorsFile::read(folder.path("x.safetensors"));
  CHECK(file.metadata("format") == "tema matrix");
  CHECK(file.metadata("shape") == "[3, 3]");
  CHECK(numbers_of<float>(file, "data") == std::vector<float>(x.valuePtr(), x.valuePtr() + 4));
  CHECK(numbers_of<std::int32_t>(file, "indices") == std::vector<std::int32_t>{0, 1, 0, 2});
  CHECK(numbers_of<std::int32_t>(file, "indptr") == std::vector<std::int32_t>{0, 2, 2, 4});
  CHECK(numbers_of<std::int64_t>(file, "document_frequencies") == std::vector<std::int64_t>{2, 1, 1});
  CHECK(std::ranges::equal(numbers_of<double>(file, "idf"), vectorizer.tfidf().idf()));
  CHECK(strings_of(file, "vocabulary") == Strings{"satu", "dua", "tiga"});
  CHECK(strings_of(file, "ids") == Strings{"a", "é", ""});
  CHECK(strings_of(file, "labels") == Strings{"angka", "", "angka"});
}

TEST_CASE("matrix_file: refuses what does not fit together") {
  const TemporaryFolder folder;
  const auto [vectorizer, x] = tema::Vectorizer::fit_transform(tema::Tokenizer{}, documents);
  const auto write = [&, &tfidf = vectorizer.tfidf()](const tema::RowsView& rows, std::size_t count) {
    tema::OutputFile out(folder.path("x.safetensors"));
    tema::write_matrix(rows, tfidf, std::span(documents).first(count), out);
  };
  const tema::RowsView rows = tema::as_rows(x).view();
  CHECK_THROWS_WITH_AS(write(rows, 2), doctest::Contains("documents is 2"), std::invalid_argument);
  tema::RowsView wide = rows;
  wide.cols = 4;
  CHECK_THROWS_WITH_AS(write(wide, 3), doctest::Contains("terms is 3"), std::invalid_argument);
  const tema::DenseMatrix dense(x);
  CHECK_THROWS_WITH_AS(write(tema::as_rows(dense).view(), 3), doctest::Contains("dense"),
                       std::invalid_argument);
  CHECK(folder.entries() == 0);
}

TEST_CASE("matrix_file: a stop leaves nothing") {
  const TemporaryFolder folder;
  const auto [vectorizer, x] = tema::Vectorizer::fit_transform(tema::Tokenizer{}, documents);
  std::stop_source source;
  source.request_stop();
  const tema::RunContext stopped{.stop = source.get_token()};
  tema::OutputFile out(folder.path("x.safetensors"));
  const tema::RowsView rows = tema::as_rows(x).view();
  const tema::Tfidf& tfidf = vectorizer.tfidf();
  CHECK_THROWS_AS(tema::write_matrix(rows, tfidf, documents, out, stopped), tema::Cancelled);
}
