#include "io/model/model_json.hpp"

#include "io/json/json_fields.hpp"
#include "tema/io/json_writer.hpp"
#include "text/analysis/tokenizer_state.hpp"
#include "topics/option_ranges.hpp"

#include <array>
#include <limits>
#include <string_view>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// The names of an enumeration's values, in the order of the values.
template <std::size_t Size>
using Names = std::array<std::string_view, Size>;

constexpr Names<3> stemmings = {"none", "snowball", "learned"};
/// The name of any source of tokens other than tema's own tokenizer.
constexpr std::string_view foreign_source = "foreign";

constexpr Names<3> number_rules = {"keep", "drop", "fold"};
constexpr Names<5> term_frequencies = {"count", "binary", "log", "augmented", "bm25"};
constexpr Names<6> document_frequencies = {"none", "smooth", "plus_one", "plain", "probabilistic", "bm25"};
constexpr Names<4> norms = {"none", "l1", "l2", "max"};

template <class Enum, std::size_t Size>
std::string_view name_of(Enum value, const Names<Size>& names) {
  return names.at(static_cast<std::size_t>(value));
}

/// Calls element(json) for each value of a text that is an array and nothing else.
template <class Element>
void read_array(const std::string& text, Element&& element) {
  JsonReader json(text);
  json.array([&] { element(json); });
  json.end();
}

/// Reads an array of two values.
template <class First, class Second>
void read_pair(JsonReader& json, First&& first, Second&& second) {
  std::size_t count = 0;
  json.array([&] {
    if (count > 1) throw JsonError("a pair has more than two values");
    count++ == 0 ? first() : second();
  });
  if (count != 2) throw JsonError("a pair does not have two values");
}

TopicMethod read_method(JsonReader& json) {
  const std::string found = json.string();
  if (const auto method = topic_method(found)) return *method;
  refuse_name(found);
}

StopWords read_stop_words(JsonReader& json) {
  std::vector<std::string> words;
  read_value(json, words);
  return StopWords(words);
}

TopicTerm read_term(JsonReader& json) {
  TopicTerm term;
  read_object(json, {json_field("term", term.term), json_field("weight", term.weight),
                     json_field("surface", term.surface)});
  return term;
}

TopicSummary read_summary(JsonReader& json) {
  TopicSummary summary;
  read_object(
      json,
      {json_field("label", summary.label),
       {"terms", [&](JsonReader& terms) { terms.array([&] { summary.terms.push_back(read_term(terms)); }); }},
       {"representatives",
        [&](JsonReader& texts) { texts.array([&] { summary.representatives.push_back(texts.whole()); }); }}});
  return summary;
}

}  // namespace

std::string options_to_json(const TopicOptions& options) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  json.field("topics", options.topics).field("language", options.language.tag());
  json.field("method", name(options.method));
  json.field("stemming", name_of(options.stemming, stemmings)).key("stop_words");
  if (options.stop_words) {
    json.array(options.stop_words->words());
  } else {
    json.value(nullptr);
  }
  json.key("exclude").array(options.exclude);
  json.field("numbers", name_of(options.numbers, number_rules));
  if (options.title_weight != 1) json.field("title_weight", options.title_weight);
  json.field("min_documents", options.min_documents).field("max_document_share", options.max_document_share);
  json.field("rank", options.rank).field("restarts", options.restarts);
  json.field("max_iterations", options.max_iterations).field("seed", options.seed).end_object();
  return text;
}

TopicOptions options_from_json(const std::string& text) {
  constexpr auto any = std::numeric_limits<std::size_t>::max();
  TopicOptions options;
  JsonField title_weight = json_field("title_weight", options.title_weight, 0, most_title_weight);
  title_weight.is_required = false;  // it is 1 in files of models that know no titles
  read_object(text, {json_field("topics", options.topics, 1, any),
                     {"language", [&](JsonReader& json) { options.language = json.string(); }},
                     {"method", [&](JsonReader& json) { options.method = read_method(json); }},
                     json_field("stemming", options.stemming, stemmings),
                     optional_field("stop_words", options.stop_words, read_stop_words),
                     json_field("exclude", options.exclude),
                     json_field("numbers", options.numbers, number_rules),
                     title_weight,
                     json_field("min_documents", options.min_documents),
                     json_field("max_document_share", options.max_document_share, 0.0, 1.0),
                     json_field("rank", options.rank, 1, any),
                     json_field("restarts", options.restarts, 1, max_restarts),
                     json_field("max_iterations", options.max_iterations, 1, any),
                     json_field("seed", options.seed)});
  return options;
}

std::string topics_to_json(const std::vector<TopicSummary>& topics) {
  std::string text;
  JsonWriter json(text);
  json.begin_array();
  for (const TopicSummary& topic : topics) {
    json.begin_object().field("label", topic.label).key("terms").begin_array();
    for (const TopicTerm& term : topic.terms) {
      json.begin_object().field("term", term.term).field("weight", term.weight);
      json.field("surface", term.surface).end_object();
    }
    json.end_array().key("representatives").array(topic.representatives).end_object();
  }
  json.end_array();
  return text;
}

std::vector<TopicSummary> topics_from_json(const std::string& text) {
  std::vector<TopicSummary> topics;
  read_array(text, [&](JsonReader& json) { topics.push_back(read_summary(json)); });
  return topics;
}

std::vector<std::string> labels_from_json(const std::string& text) {
  std::vector<std::string> labels;
  read_array(text,
             [&](JsonReader& json) { read_object(json, {json_field("label", labels.emplace_back())}); });
  return labels;
}

std::string weighting_to_json(const TopicState& state) {
  const TfidfOptions& options = state.tfidf.options();
  std::string text;
  JsonWriter json(text);
  json.begin_object().field("min_documents", options.min_documents);
  json.field("max_document_share", options.max_document_share);
  json.field("term_frequency", name_of(options.term_frequency, term_frequencies));
  json.field("idf", name_of(options.idf, document_frequencies)).field("idf_power", options.idf_power);
  json.field("bm25_k1", options.bm25_k1).field("bm25_b", options.bm25_b);
  json.field("norm", name_of(options.norm, norms)).field("mean_length", state.tfidf.mean_length());
  json.field("row_sum", state.fitted->row_sum()).end_object();
  return text;
}

Weighting weighting_from_json(const std::string& text) {
  constexpr double longest = 1e12;  // in tokens
  Weighting result;
  TfidfOptions& options = result.options;  // Tfidf::from_idf checks the ranges of the others
  read_object(text, {json_field("min_documents", options.min_documents),
                     json_field("max_document_share", options.max_document_share),
                     json_field("term_frequency", options.term_frequency, term_frequencies),
                     json_field("idf", options.idf, document_frequencies),
                     json_field("idf_power", options.idf_power), json_field("bm25_k1", options.bm25_k1),
                     json_field("bm25_b", options.bm25_b), json_field("norm", options.norm, norms),
                     json_field("mean_length", result.mean_length, 0.0, longest),
                     json_field("row_sum", result.row_sum)});
  if (result.mean_length > 0.0) check_range("mean_length", result.mean_length, 1.0 / longest, longest);
  return result;
}

std::string analysis_to_json(const AnalysisRecord& analysis) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  if (!analysis.is_own) json.field("source", std::string(foreign_source));
  json.field("corpus_language", analysis.corpus_language).key("stems").begin_array();
  for (const auto& [form, stem] : analysis.stems) json.begin_array().value(form).value(stem).end_array();
  json.end_array().key("fingerprint").begin_object();
  for (const auto& [what, value] : analysis.fingerprint) json.field(what, value);
  json.end_object().end_object();
  return text;
}

AnalysisRecord analysis_from_json(const std::string& text) {
  AnalysisRecord result;
  const auto read_stems = [&](JsonReader& json) {
    json.array([&] {
      auto& pair = result.stems.emplace_back();
      read_pair(
          json, [&] { pair.first = json.string(); }, [&] { pair.second = json.string(); });
    });
  };
  const auto read_fingerprint = [&](JsonReader& json) {
    json.object([&](const std::string& what) { result.fingerprint[what] = json.string(); });
  };
  const auto read_source = [&](JsonReader& json) {
    const std::string source = json.string();
    if (source != foreign_source) throw_invalid("source", source, std::string(foreign_source));
    result.is_own = false;
  };
  read_object(text, {{"source", read_source, false},
                     json_field("corpus_language", result.corpus_language),
                     {"stems", read_stems},
                     {"fingerprint", read_fingerprint}});
  return result;
}

std::string fit_to_json(const TopicState& state) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().field("agreement", state.stability).field("converged", state.converged);
  if (state.is_given) json.field("given", true);
  json.field("ill_formed", state.ill_formed).key("languages").begin_array();
  for (const LanguageCount& count : state.languages)
    json.begin_array().value(count.language).value(count.documents).end_array();
  json.end_array().end_object();
  return text;
}

FitRecord fit_from_json(const std::string& text) {
  FitRecord result;
  const auto read_agreement = [](JsonReader& json) {
    const double stability = json.real();
    check_range("agreement", stability, -1.0, 1.0);
    return stability;
  };
  const auto read_languages = [&](JsonReader& json) {
    json.array([&] {
      LanguageCount& count = result.languages.emplace_back();
      read_pair(
          json, [&] { count.language = json.string(); }, [&] { count.documents = json.whole(); });
    });
  };
  read_object(text, {optional_field("agreement", result.stability, read_agreement),
                     json_field("converged", result.converged),
                     {"given", [&](JsonReader& json) { result.is_given = json.boolean(); }, false},
                     json_field("ill_formed", result.ill_formed),
                     {"languages", read_languages}});
  return result;
}

}}}  // namespace tema::v0::detail
