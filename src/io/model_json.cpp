#include "io/model_json.hpp"

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace tema::inline v0::detail {

namespace {

using Json = nlohmann::ordered_json;

/// The names of an enumeration's values, in the order of the values.
template <std::size_t Size>
using Names = std::array<std::string_view, Size>;

constexpr Names<2> methods = {"mixture", "kmeans"};
constexpr Names<3> stemmings = {"none", "snowball", "learned"};
constexpr Names<3> number_rules = {"keep", "drop", "fold"};
constexpr Names<5> term_frequencies = {"count", "binary", "log", "augmented", "bm25"};
constexpr Names<6> document_frequencies = {"none", "smooth", "plus_one", "plain", "probabilistic", "bm25"};
constexpr Names<4> norms = {"none", "l1", "l2", "max"};

template <class Enum, std::size_t Size>
std::string_view name_of(Enum value, const Names<Size>& names) {
  return names.at(static_cast<std::size_t>(value));
}

template <class Enum, std::size_t Size>
void read_enum(const Json& object, const char* field, const Names<Size>& names, Enum& out) {
  const auto& name = object.at(field).get_ref<const std::string&>();
  for (std::size_t i = 0; i < Size; ++i) {
    if (names[i] != name) continue;
    out = static_cast<Enum>(i);
    return;
  }
  throw std::runtime_error("\"" + std::string(field) + "\" is \"" + name + "\", which is not known");
}

/// As get_to, but that a number must be of the kind that is asked for: nothing is rounded or cut off.
template <class Number>
void read(const Json& object, const char* field, Number& out) {
  const Json& value = object.at(field);
  bool fits = value.is_number();
  if constexpr (std::is_same_v<Number, bool>)
    fits = value.is_boolean();
  else if constexpr (std::is_unsigned_v<Number>)
    fits = value.is_number_unsigned();
  if (!fits) throw std::runtime_error("\"" + std::string(field) + "\" is no number of its kind");
  out = value.get<Number>();
}

void read(const Json& object, const char* field, std::string& out) {
  out = object.at(field).get<std::string>();
}

void read(const Json& object, const char* field, std::vector<std::string>& out) {
  out = object.at(field).get<std::vector<std::string>>();
}

}  // namespace

std::string options_to_json(const TopicOptions& options) {
  Json json = {{"topics", options.topics},
               {"language", options.language},
               {"method", name_of(options.method, methods)},
               {"stemming", name_of(options.stemming, stemmings)},
               {"stop_words", nullptr},
               {"exclude", options.exclude},
               {"numbers", name_of(options.numbers, number_rules)},
               {"min_documents", options.min_documents},
               {"max_document_share", options.max_document_share},
               {"rank", options.rank},
               {"restarts", options.restarts},
               {"max_iterations", options.max_iterations},
               {"seed", options.seed}};
  if (options.stop_words) {
    const auto words = options.stop_words->words();
    json["stop_words"] = std::vector<std::string>(words.begin(), words.end());
  }
  return json.dump();
}

TopicOptions options_from_json(const std::string& text) {
  const Json json = Json::parse(text);
  TopicOptions options;
  read(json, "topics", options.topics);
  read(json, "language", options.language);
  read_enum(json, "method", methods, options.method);
  read_enum(json, "stemming", stemmings, options.stemming);
  if (!json.at("stop_words").is_null()) {
    std::vector<std::string> words;
    read(json, "stop_words", words);
    options.stop_words = StopWords(words);
  }
  read(json, "exclude", options.exclude);
  read_enum(json, "numbers", number_rules, options.numbers);
  read(json, "min_documents", options.min_documents);
  read(json, "max_document_share", options.max_document_share);
  read(json, "rank", options.rank);
  read(json, "restarts", options.restarts);
  read(json, "max_iterations", options.max_iterations);
  read(json, "seed", options.seed);
  return options;
}

std::string topics_to_json(const std::vector<TopicSummary>& topics) {
  Json json = Json::array();
  for (const TopicSummary& topic : topics) {
    Json terms = Json::array();
    for (const TopicTerm& term : topic.terms)
      terms.push_back({{"term", term.term}, {"weight", term.weight}, {"surface", term.surface}});
    json.push_back({{"label", topic.label}, {"terms", terms}, {"representatives", topic.representatives}});
  }
  return json.dump();
}

std::vector<TopicSummary> topics_from_json(const std::string& text) {
  const Json json = Json::parse(text);
  std::vector<TopicSummary> topics;
  for (const Json& topic : json) {
    TopicSummary summary;
    read(topic, "label", summary.label);
    for (const Json& term : topic.at("terms")) {
      TopicTerm read_term;
      read(term, "term", read_term.term);
      read(term, "weight", read_term.weight);
      read(term, "surface", read_term.surface);
      summary.terms.push_back(std::move(read_term));
    }
    for (const Json& text_number : topic.at("representatives")) {
      if (!text_number.is_number_unsigned()) throw std::runtime_error("a representative is no text's number");
      summary.representatives.push_back(text_number.get<std::size_t>());
    }
    topics.push_back(std::move(summary));
  }
  return topics;
}

std::vector<std::string> labels_from_json(const std::string& text) {
  const auto check = [](simdjson::error_code error) {
    if (error != simdjson::SUCCESS) throw std::runtime_error(simdjson::error_message(error));
  };
  simdjson::dom::parser parser;
  simdjson::dom::array topics;
  check(parser.parse(text).get(topics));
  std::vector<std::string> labels;
  for (const simdjson::dom::element topic : topics) {
    std::string_view label;
    check(topic["label"].get(label));
    labels.emplace_back(label);
  }
  return labels;
}

std::string weighting_to_json(const TopicState& state) {
  const TfidfOptions& options = state.tfidf.options();
  return Json({{"min_documents", options.min_documents},
               {"max_document_share", options.max_document_share},
               {"term_frequency", name_of(options.term_frequency, term_frequencies)},
               {"idf", name_of(options.idf, document_frequencies)},
               {"idf_power", options.idf_power},
               {"bm25_k1", options.bm25_k1},
               {"bm25_b", options.bm25_b},
               {"norm", name_of(options.norm, norms)},
               {"mean_length", state.tfidf.mean_length()},
               {"row_sum", state.mixture ? state.mixture->row_sum() : 0.0}})
      .dump();
}

Weighting weighting_from_json(const std::string& text) {
  const Json json = Json::parse(text);
  Weighting result;
  read(json, "min_documents", result.options.min_documents);
  read(json, "max_document_share", result.options.max_document_share);
  read_enum(json, "term_frequency", term_frequencies, result.options.term_frequency);
  read_enum(json, "idf", document_frequencies, result.options.idf);
  read(json, "idf_power", result.options.idf_power);
  read(json, "bm25_k1", result.options.bm25_k1);
  read(json, "bm25_b", result.options.bm25_b);
  read_enum(json, "norm", norms, result.options.norm);
  read(json, "mean_length", result.mean_length);
  read(json, "row_sum", result.row_sum);
  return result;
}

std::string analysis_to_json(const AnalysisRecord& analysis) {
  Json stems = Json::array();
  for (const auto& [form, stem] : analysis.stems) stems.push_back({form, stem});
  return Json({{"corpus_language", analysis.corpus_language},
               {"stems", stems},
               {"fingerprint", analysis.fingerprint}})
      .dump();
}

AnalysisRecord analysis_from_json(const std::string& text) {
  const Json json = Json::parse(text);
  AnalysisRecord result;
  read(json, "corpus_language", result.corpus_language);
  for (const Json& pair : json.at("stems"))
    result.stems.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
  result.fingerprint = json.at("fingerprint").get<std::map<std::string, std::string>>();
  return result;
}

std::string fit_to_json(const TopicState& state) {
  Json languages = Json::array();
  for (const LanguageCount& count : state.languages) languages.push_back({count.language, count.documents});
  return Json({{"agreement", state.agreement ? Json(*state.agreement) : Json()},
               {"converged", state.converged},
               {"ill_formed", state.ill_formed},
               {"languages", languages}})
      .dump();
}

FitRecord fit_from_json(const std::string& text) {
  const Json json = Json::parse(text);
  FitRecord result;
  if (!json.at("agreement").is_null()) read(json, "agreement", result.agreement.emplace());
  read(json, "converged", result.converged);
  read(json, "ill_formed", result.ill_formed);
  for (const Json& pair : json.at("languages")) {
    if (!pair.at(1).is_number_unsigned()) throw std::runtime_error("the number of a language is none");
    LanguageCount count;
    count.language = pair.at(0).get<std::string>();
    count.documents = pair.at(1).get<decltype(count.documents)>();
    result.languages.push_back(std::move(count));
  }
  return result;
}

}  // namespace tema::inline v0::detail
