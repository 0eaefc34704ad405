#include "tema/io/report.hpp"

#include "io/report/calendar_day.hpp"
#include "io/report/deciding_terms.hpp"
#include "io/report/excerpt.hpp"
#include "io/report/packed.hpp"
#include "io/report/topic_similarity.hpp"
#include "tema/core/error.hpp"
#include "tema/linalg/sparse_ops.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>
#include <zlib.h>

namespace {

std::vector<tema::Document> two_kinds(std::size_t size) {
  std::vector<tema::Document> documents;
  for (std::size_t i = 0; i < size; ++i) {
    const std::string number = std::to_string(i);
    const bool is_first = i % 2 == 0;
    documents.push_back(
        {.id = number, .text = (is_first ? "rice price market trade " : "match goal team final ") + number});
  }
  return documents;
}

/// The bytes that are written in base 85.
std::string decoded(const std::string& text) {
  const std::string digits =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+,-.:;=?@[]^_{|}";
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 5) {
    const std::string group = text.substr(i, 5);
    std::uint64_t number = 0;
    for (std::size_t j = 0; j < 5; ++j)
      number = number * 85 + (j < group.size() ? digits.find(group[j]) : 84);
    for (std::size_t j = 0; j + 1 < group.size(); ++j)
      out += static_cast<char>(number >> (24 - 8 * j) & 0xFFU);
  }
  return out;
}

std::string unpacked(const std::string& packed) {
  const std::string bytes = decoded(packed);
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

}  // namespace

TEST_CASE("calendar_day: the first day of what a date names") {
  using tema::detail::calendar_day;
  CHECK(calendar_day("1970-01-01") == 0);
  CHECK(calendar_day("1970-01-02T23:59:59+07:00") == 1);
  CHECK(calendar_day(" 2024/2/29 10:00") == 19782);
  CHECK(calendar_day("1969-12") == -31);
  CHECK(calendar_day("2000") == 10957);
  for (const char* bad : {"", "today", "2023-02-29", "2024-13-01", "2024-00-01", "2024-1-1x", "24-01-01",
                          "0999", "20240101", "2024-", "2024-01-", "2024-01/02", "99999-01-01", "1/2/2024"})
    CHECK_MESSAGE(!calendar_day(bad), bad);
}

TEST_CASE("calendar_day: every day of two centuries is one later than the day before") {
  const auto first = std::chrono::sys_days(std::chrono::year(1900) / 1 / 1);
  for (int i = 0; i < 73000; i += 7) {
    const std::chrono::year_month_day day(first + std::chrono::days(i));
    const std::string text = std::to_string(static_cast<int>(day.year())) + '-' +
                             std::to_string(static_cast<unsigned>(day.month())) + '-' +
                             std::to_string(static_cast<unsigned>(day.day()));
    CHECK(tema::detail::calendar_day(text) == first.time_since_epoch().count() + i);
  }
}

TEST_CASE("excerpt: whole code points, and whole words where one ends late enough") {
  using tema::detail::excerpt;
  CHECK(excerpt("short", 5) == "short");
  CHECK(excerpt("one two three", 9) == "one two");
  CHECK(excerpt("abcdefghijkl", 9) == "abcdefghi");
  CHECK(excerpt("a bcdefghijkl", 9) == "a bcdefgh");
  CHECK(excerpt("大米价格今天", 3) == "大米价");
  CHECK(excerpt("", 3).empty());
}

TEST_CASE("first_line: the first line with more than spaces, with single spaces") {
  using tema::detail::first_line;
  CHECK(first_line("\n \t\r\n  A   title\tof  it \r\nText", 50) == "A title of it");
  CHECK(first_line("one two three four", 13) == "one two three\u2026");
  CHECK(first_line(" \n\n", 50).empty());
  CHECK(first_line(std::string(1000, ' ') + "\nx", 50) == "x");
}

TEST_CASE("deciding_terms: four fifths of the weight, in the order of the text") {
  std::vector<tema::ExplainedTerm> terms;
  std::size_t place = 100;
  for (const double weight : {5.0, 3.0, 0.2, 0.1, -0.1, -2.0})
    terms.push_back({.term = "t", .weight = weight, .spans = {{place -= 10, 100}}});
  const auto kept = tema::detail::deciding_terms(terms, 10);
  REQUIRE(kept.size() == 3);  // 10 of 10.4; 8 are not enough
  CHECK(kept[0].weight == -2.0);
  CHECK(kept[1].weight == 3.0);
  CHECK(kept[2].weight == 5.0);
  CHECK(tema::detail::deciding_terms(terms, 2).size() == 2);
  CHECK(tema::detail::deciding_terms({}, 2).empty());
}

TEST_CASE("packed: gzip in base 85") {
  for (const int size : {0, 1, 2, 3, 4, 1000, 100000}) {
    std::string text;
    for (int i = 0; i < size; ++i) text += static_cast<char>(i % 1009 * (i % 997) % 251);
    CHECK(unpacked(tema::detail::packed(text)) == text);
  }
}

TEST_CASE("topic_similarity: the cosines of the sums of unit rows") {
  std::mt19937 random(9);
  constexpr std::size_t terms = 7;
  tema::CsrMatrix rows;
  rows.cols = terms;
  std::vector<tema::TopicAssignment> assignments;
  std::vector<std::vector<double>> sums(3, std::vector<double>(terms, 0.0));
  for (int i = 0; i < 40; ++i) {
    std::vector<double> row(terms, 0.0);
    double squared = 0.0;
    for (std::size_t j = 0; j < terms; ++j) {
      if (random() % 3 != 0) continue;
      row[j] = 1.0 + static_cast<double>(random() % 8);
      squared += row[j] * row[j];
      rows.columns.push_back(static_cast<std::int32_t>(j));
      rows.values.push_back(static_cast<float>(row[j]));
    }
    rows.offsets.push_back(static_cast<std::int32_t>(rows.columns.size()));
    const std::int32_t topic = i % 4 - 1;  // the last topic has rows, -1 has none
    assignments.push_back({.topic = topic});
    for (std::size_t j = 0; topic >= 0 && squared > 0.0 && j < terms; ++j)
      sums[static_cast<std::size_t>(topic)][j] += row[j] / std::sqrt(squared);
  }
  const auto found = tema::detail::topic_similarity(rows.view(), assignments, 3, {});
  const auto product = [&](std::size_t a, std::size_t b) {
    double sum = 0.0;
    for (std::size_t j = 0; j < terms; ++j) sum += sums[a][j] * sums[b][j];
    return sum;
  };
  for (std::size_t a = 0; a < 3; ++a) {
    for (std::size_t b = 0; b < 3; ++b)
      CHECK(found[a][b] == doctest::Approx(product(a, b) / std::sqrt(product(a, a) * product(b, b))));
  }
  const auto with_empty = tema::detail::topic_similarity(rows.view(), assignments, 5, {});
  CHECK(with_empty[4][4] == 0.0);
  CHECK(with_empty[4][0] == 0.0);
}

TEST_CASE("topic_report: refuses assignments that do not fit") {
  const auto documents = two_kinds(20);
  const auto model = tema::TopicModel::fit(documents, {.topics = 2});
  std::vector<tema::TopicAssignment> assignments = model.assign(documents);
  CHECK_THROWS_AS((void)tema::topic_report(model, documents, std::span(assignments).first(19)),
                  std::invalid_argument);
  CHECK_THROWS_AS((void)tema::topic_report(model, {}, {}), std::invalid_argument);
  assignments[3].topic = 2;
  CHECK_THROWS_WITH_AS((void)tema::topic_report(model, documents, assignments),
                       "a topic is 2, but must be from -1 to 1", std::invalid_argument);
}

TEST_CASE("topic_report: shows documents without terms, and a single document") {
  auto documents = two_kinds(20);
  documents[5].text.clear();
  const auto model = tema::TopicModel::fit(documents, {.topics = 2});
  const std::string page = tema::topic_report(model, documents, model.assignments());
  CHECK(page.starts_with("<!DOCTYPE html>"));
  const std::vector<tema::Document> one = {documents[0]};
  CHECK(tema::topic_report(model, one, model.assign(one)).size() > 10000);
}

TEST_CASE("topic_report: the title and the nouns are shown as text") {
  const auto documents = two_kinds(8);
  const auto model = tema::TopicModel::fit(documents, {.topics = 2});
  const std::string page = tema::topic_report(model, documents, model.assignments(),
                                              {.title = "<b>&\"\xff", .singular = "<i>", .plural = "<u>"});
  CHECK(page.find("<title>&lt;b&gt;&amp;&quot;\uFFFD</title>") != std::string::npos);
  CHECK(page.find("<b>") == std::string::npos);
  CHECK(page.find("<u>") == std::string::npos);
}

TEST_CASE("topic_report: can be stopped") {
  const auto documents = two_kinds(400);
  const auto model = tema::TopicModel::fit(documents, {.topics = 2});
  std::stop_source source;
  tema::RunContext run{.stop = source.get_token()};
  source.request_stop();
  CHECK_THROWS_AS((void)tema::topic_report(model, documents, model.assignments(), {}, run), tema::Cancelled);
}
