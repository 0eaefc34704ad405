#include "tema/topics/topic_model.hpp"

#include "reference/random_texts.hpp"
#include "tema/core/error.hpp"
#include "tema/evaluate/agreement.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace {

using reference::Texts;
using tema::TopicAssignment;
using tema::TopicMethod;
using tema::TopicModel;
using tema::TopicOptions;
using Strings = std::vector<std::string>;

const std::vector<TopicMethod> methods = tema::topic_methods();

Texts texts_in(const reference::Subjects& subjects, std::uint64_t seed, std::size_t texts_of_subject = 8) {
  tema::Random random(seed);
  return reference::random_texts(subjects, texts_of_subject, random);
}

std::vector<TopicAssignment> of_fit(const TopicModel& model) {
  return {model.assignments().begin(), model.assignments().end()};
}

std::vector<std::int32_t> topics_of(const std::vector<TopicAssignment>& assignments) {
  std::vector<std::int32_t> topics;
  for (const TopicAssignment& assignment : assignments) topics.push_back(assignment.topic);
  return topics;
}

std::vector<tema::TopicTerm> terms_of(const TopicModel& model, std::size_t topic) {
  const auto terms = model.top_terms(topic, 1000);
  return {terms.begin(), terms.end()};
}

/// Every bit that a caller can see.
bool identical(const TopicModel& a, const TopicModel& b) {
  if (of_fit(a) != of_fit(b) || a.topics() != b.topics() || a.stability() != b.stability()) return false;
  for (std::size_t topic = 0; topic < a.topics(); ++topic) {
    if (a.label(topic) != b.label(topic) || a.size(topic) != b.size(topic)) return false;
    if (terms_of(a, topic) != terms_of(b, topic)) return false;
    if (!std::ranges::equal(a.representatives(topic), b.representatives(topic))) return false;
  }
  return true;
}

bool has_term(const TopicModel& model, const std::string& term) {
  for (std::size_t topic = 0; topic < model.topics(); ++topic) {
    const auto terms = terms_of(model, topic);
    if (std::ranges::any_of(terms, [&](const tema::TopicTerm& weight) { return weight.term == term; }))
      return true;
  }
  return model.tfidf().vocabulary().find(term).has_value();
}

/// Fits with a stop that `when` asks for, on what is reported as progress.
TopicModel fit_and_stop(const Strings& texts, const TopicOptions& options, tema::OnStop on_stop,
                        const std::function<bool(const tema::Progress&)>& when) {
  std::stop_source source;
  const tema::RunContext run{.stop = source.get_token(),
                             .progress =
                                 [&](const tema::Progress& progress) {
                                   if (when(progress)) source.request_stop();
                                 },
                             .on_stop = on_stop};
  return TopicModel::fit(texts, options, run);
}

}  // namespace

TEST_CASE("topic_model: finds the subjects of Indonesian and English texts") {
  for (const reference::Subjects& subjects : {reference::indonesian(), reference::english()}) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const Texts data = texts_in(subjects, seed);
      for (const TopicMethod method : methods) {
        const TopicModel model =
            TopicModel::fit(data.texts, {.topics = 3, .language = subjects.language, .method = method});
        CHECK(tema::adjusted_rand_index(topics_of(of_fit(model)), data.subjects) >= 0.9);
        const Texts unseen = texts_in(subjects, 100 + seed);
        CHECK(tema::adjusted_rand_index(topics_of(model.assign(unseen.texts)), unseen.subjects) >= 0.9);
      }
    }
  }
}

TEST_CASE("topic_model: the texts it was fitted to are assigned as fit gave them") {
  for (const reference::Subjects& subjects : {reference::indonesian(), reference::english()}) {
    Strings texts = texts_in(subjects, 3, 40).texts;
    texts.insert(texts.begin() + 5, {"", "12345", subjects.fillers[0]});
    for (const TopicMethod method : methods) {
      const TopicModel model = TopicModel::fit(
          texts, {.topics = 6, .language = subjects.language, .method = method, .max_iterations = 2});
      CHECK(model.assign(texts) == of_fit(model));
      for (const std::size_t i : {0U, 6U, 60U}) {
        CHECK(model.assign(Strings{texts[i]})[0] == model.assignments()[i]);
      }
    }
  }
}

TEST_CASE("topic_model: has the same bytes for any number of threads") {
  const Texts data = texts_in(reference::indonesian(), 4, 200);
  for (const TopicMethod method : methods) {
    const auto model = [&](unsigned threads) {
      const tema::RunContext run{.threads = threads};
      const TopicOptions options{.topics = 5, .language = "id", .method = method, .rank = 12, .restarts = 3};
      return TopicModel::fit(data.texts, options, run);
    };
    const TopicModel alone = model(1);
    CHECK(identical(alone, model(2)));
    CHECK(identical(alone, model(7)));
    const tema::RunContext seven{.threads = 7};
    CHECK(alone.assign(data.texts, seven) == of_fit(alone));
  }
}

TEST_CASE("topic_model: topics are numbered by descending size and their sizes are counted") {
  Strings texts = texts_in(reference::english(), 5).texts;
  const Texts more = texts_in(reference::english(), 6, 12);
  for (std::size_t i = 0; i < more.texts.size(); ++i) {
    if (more.subjects[i] == 2) texts.push_back(more.texts[i]);
  }
  texts.emplace_back("");
  const TopicModel model = TopicModel::fit(texts, {.topics = 3, .language = "en"});
  const auto topics = topics_of(of_fit(model));
  for (std::size_t topic = 0; topic < 3; ++topic) {
    const auto count = std::count(topics.begin(), topics.end(), static_cast<std::int32_t>(topic));
    CHECK(model.size(topic) == static_cast<std::size_t>(count));
    if (topic > 0) CHECK(model.size(topic) <= model.size(topic - 1));
  }
  CHECK(model.size(0) == 20);
  CHECK(topics.back() == -1);
}

TEST_CASE("topic_model: terms and labels and representatives are those of the topic") {
  const reference::Subjects subjects = reference::indonesian();
  const Texts data = texts_in(subjects, 7, 15);
  const TopicModel model = TopicModel::fit(data.texts, {.topics = 3, .language = "id"});
  for (std::size_t topic = 0; topic < 3; ++topic) {
    const auto representatives = model.representatives(topic);
    REQUIRE(representatives.size() == 10);
    for (const std::size_t text : representatives)
      CHECK(model.assignments()[text].topic == static_cast<std::int32_t>(topic));
    const auto subject = static_cast<std::size_t>(data.subjects[representatives[0]]);
    const auto terms = model.top_terms(topic, 3);
    REQUIRE(terms.size() == 3);
    CHECK(model.label(topic) == terms[0].surface + ", " + terms[1].surface + ", " + terms[2].surface);
    for (const tema::TopicTerm& weight : terms) {
      CHECK(std::ranges::count(subjects.words[subject], weight.term) == 1);
    }
    CHECK(model.top_terms(topic, 0).empty());
  }
  CHECK_THROWS_AS(static_cast<void>(model.label(3)), std::out_of_range);
}

TEST_CASE("topic_model: scores and margins are in the unit interval") {
  const TopicModel model =
      TopicModel::fit(texts_in(reference::english(), 8).texts, {.topics = 4, .language = "en"});
  for (const TopicAssignment& assignment : model.assignments()) {
    CHECK(assignment.score > 0.0F);
    CHECK(assignment.score <= 1.0F);
    CHECK(assignment.margin >= 0.0F);
    CHECK(assignment.margin <= 1.0F);
  }
}

TEST_CASE("topic_model: an excluded term is in no label and not in the vocabulary") {
  const Texts data = texts_in(reference::indonesian(), 10);
  CHECK(has_term(TopicModel::fit(data.texts, {.topics = 3, .language = "id"}), "gempa"));
  const TopicModel model =
      TopicModel::fit(data.texts, {.topics = 3, .language = "id", .exclude = {"Gempa", "bank"}});
  CHECK_FALSE(has_term(model, "gempa"));
  CHECK_FALSE(has_term(model, "bank"));
  // The language's stop words stay excluded beside them, and given ones take their place.
  CHECK_FALSE(has_term(model, "yang"));
  const TopicModel own =
      TopicModel::fit(data.texts, {.topics = 3, .language = "id", .stop_words = tema::StopWords{"gol"}});
  CHECK(has_term(own, "yang"));
  CHECK_FALSE(has_term(own, "gol"));
}

TEST_CASE("topic_model: stop words that are found take no part, in the texts and in others") {
  const Texts data = texts_in(reference::indonesian(), 10);
  for (const tema::Stemming stemming : {tema::Stemming::none, tema::Stemming::snowball}) {
    const TopicModel model = TopicModel::fit(data.texts, {.topics = 3,
                                                          .language = "id",
                                                          .stemming = stemming,
                                                          .stop_words = tema::StopWords{},
                                                          .find_stop_words = true,
                                                          .exclude = {"bank"},
                                                          .restarts = 2});
    const Strings& exclude = model.options().exclude;
    CHECK_FALSE(model.options().find_stop_words);
    REQUIRE(exclude.size() > 3);
    CHECK(exclude.front() == "bank");
    CHECK(std::ranges::find(exclude, "yang") != exclude.end());
    CHECK(std::ranges::find(exclude, "gempa") == exclude.end());
    tema::TokenBuffer buffer;
    for (const std::string& word : exclude) CHECK(model.tokenizer()->tokens(word, buffer).empty());
    CHECK(model.assign(data.texts) == of_fit(model));
  }
}

TEST_CASE("topic_model: options tells what was used for each 0") {
  const Texts data = texts_in(reference::english(), 11);
  const Strings few(data.texts.begin(), data.texts.begin() + 16);
  const TopicModel small = TopicModel::fit(few, {.language = "en", .method = TopicMethod::kmeans});
  CHECK(small.options().min_documents == 1);
  for (const TopicModel& model : {small, TopicModel::fit(texts_in(reference::english(), 12, 40).texts,
                                                         {.method = TopicMethod::kmeans})}) {
    CHECK(model.options().topics == model.topics());
    CHECK(model.topics() >= 2);
    CHECK(model.options().rank == model.reduction()->rank());
    CHECK(model.options().min_documents == model.tfidf().options().min_documents);
    CHECK(model.options().max_document_share == model.tfidf().options().max_document_share);
    CHECK(model.options().max_document_share > 0.0);
  }
  const TopicModel given = TopicModel::fit(
      few,
      {.topics = 4, .method = TopicMethod::kmeans, .min_documents = 2, .max_document_share = 0.9, .rank = 5});
  CHECK(given.topics() == 4);
  CHECK(given.tfidf().options().min_documents == 2);
  CHECK(given.tfidf().options().max_document_share == 0.9);
  CHECK(given.reduction()->rank() == 5);
}

TEST_CASE("topic_model: the defaults are those of the options' comments") {
  struct Row {
    std::size_t documents, topics, min_documents;
    double max_document_share;
    std::size_t rank;
  };
  for (const Row& row : {Row{3, 2, 1, 1.0, 2}, Row{49, 5, 1, 1.0, 7}, Row{50, 5, 2, 0.5, 7},
                         Row{529, 16, 3, 0.5, 23}, Row{530, 16, 4, 0.5, 23}, Row{1200, 20, 4, 0.5, 35}}) {
    Strings texts;
    tema::Random random(row.documents);
    for (std::size_t i = 0; i < row.documents; ++i) {
      std::string text;
      // The fewer the texts, the fewer the words, so that each is in some of them.
      for (int word = 0; word < 6; ++word) text += "w" + std::to_string(random.below(40)) + "x ";
      texts.push_back(text);
    }
    CAPTURE(row.documents);
    const TopicModel model = TopicModel::fit(texts, {.restarts = 1});
    CHECK(model.options().topics == row.topics);
    CHECK(model.options().min_documents == row.min_documents);
    CHECK(model.options().max_document_share == row.max_document_share);
    CHECK(model.options().rank == row.rank);
  }
}

TEST_CASE("topic_model: as many topics as texts take one each") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const TopicModel two =
        TopicModel::fit(Strings{"bank bunga kredit", "gol laga kiper"}, {.topics = 2, .seed = seed});
    CHECK(two.size(0) == 1);
    CHECK(two.size(1) == 1);
  }
}

TEST_CASE("topic_model: texts without a topic have no say in the agreement") {
  // More topics than subjects, so that the runs differ.
  Strings texts = texts_in(reference::english(), 21, 20).texts;
  const TopicOptions options{.topics = 12,
                             .language = "en",
                             .min_documents = 1,
                             .max_document_share = 1.0,
                             .rank = 12,
                             .restarts = 6};
  const auto before = TopicModel::fit(texts, options).stability();
  texts.resize(texts.size() + 500);
  const auto after = TopicModel::fit(texts, options).stability();
  REQUIRE(before.has_value());
  REQUIRE(after.has_value());
  CHECK(*before < 0.9);
  CHECK(std::abs(*after - *before) < 0.3);
}

TEST_CASE("topic_model: stages of its progress follow each other and each fills once") {
  std::vector<std::string> stages;
  tema::Progress last;
  bool grows = true;
  const tema::RunContext run{.progress = [&](const tema::Progress& progress) {
    const bool is_new = stages.empty() || stages.back() != progress.stage;
    if (is_new) stages.emplace_back(progress.stage);
    grows = grows && progress.done <= progress.total && (is_new || progress.done >= last.done);
    last = progress;
  }};
  static_cast<void>(TopicModel::fit(texts_in(reference::english(), 22).texts, {.topics = 3}, run));
  CHECK(grows);
  CHECK(stages == Strings{"tokenize", "vectorize", "weigh", "reduce", "cluster"});
}

TEST_CASE("topic_model: agreement is high where subjects are apart and in its range where not") {
  const Texts data = texts_in(reference::english(), 13);
  const auto apart = TopicModel::fit(data.texts, {.topics = 3, .language = "en"}).stability();
  REQUIRE(apart.has_value());
  CHECK(*apart >= 0.95);
  CHECK(*apart <= 1.0);
  const auto forced = TopicModel::fit(data.texts, {.topics = 9, .language = "en", .restarts = 3}).stability();
  REQUIRE(forced.has_value());
  CHECK(*forced >= -1.0);
  CHECK(*forced < *apart);
  CHECK_FALSE(TopicModel::fit(data.texts, {.topics = 1, .language = "en"}).stability().has_value());
  CHECK_FALSE(TopicModel::fit(data.texts, {.topics = 3, .restarts = 1}).stability().has_value());
}

TEST_CASE("topic_model: a stop at any report of progress ends it") {
  const Strings texts = texts_in(reference::english(), 15).texts;
  const TopicOptions options{.topics = 3, .language = "en", .restarts = 3};
  int reports = 0;
  fit_and_stop(texts, options, tema::OnStop::discard, [&](const tema::Progress&) { return ++reports < 0; });
  REQUIRE(reports > 5);
  // The last report says that all is done: a stop may come too late for it.
  for (int last = 1; last < reports; ++last) {
    int report = 0;
    CAPTURE(last);
    CHECK_THROWS_AS(fit_and_stop(texts, options, tema::OnStop::discard,
                                 [&](const tema::Progress&) { return ++report == last; }),
                    tema::Cancelled);
  }
}

TEST_CASE("topic_model: a stop while it clusters keeps the best model if that was asked for") {
  const Strings texts = texts_in(reference::english(), 16).texts;
  const TopicOptions options{.topics = 3, .language = "en", .restarts = 5};
  const auto clusters = [](const tema::Progress& progress) {
    return progress.stage == "cluster" && progress.done >= 1;
  };
  const TopicModel model = fit_and_stop(texts, options, tema::OnStop::keep_best, clusters);
  CHECK_FALSE(model.converged());
  CHECK_FALSE(model.stability().has_value());
  CHECK(model.assign(texts) == of_fit(model));
  CHECK_FALSE(model.label(0).empty());
  const auto at_once = [](const tema::Progress&) { return true; };
  CHECK_THROWS_AS(fit_and_stop(texts, options, tema::OnStop::keep_best, at_once), tema::Cancelled);
}

TEST_CASE("topic_model: what assigns texts is the method's") {
  const Strings texts = texts_in(reference::english(), 17).texts;
  const TopicModel by_mixture = TopicModel::fit(texts, {.topics = 3, .language = "en"});
  REQUIRE(by_mixture.mixture() != nullptr);
  CHECK(by_mixture.mixture()->components() == 3);
  CHECK(by_mixture.clustering() == nullptr);
  CHECK(by_mixture.reduction() == nullptr);
  const TopicModel by_kmeans =
      TopicModel::fit(texts, {.topics = 3, .language = "en", .method = TopicMethod::kmeans});
  CHECK(by_kmeans.mixture() == nullptr);
  REQUIRE(by_kmeans.clustering() != nullptr);
  CHECK(by_kmeans.clustering()->clusters() == 3);
}
