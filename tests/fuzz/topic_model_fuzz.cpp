// Whole topic models of tiny corpora of any texts: refused, or a model that gives its texts what the fit gave
// them, explains them, and is the same once it was saved and loaded.
#include "fuzz_input.hpp"
#include "reference/model_uses.hpp"
#include "tema/core/error.hpp"

#include <cmath>
#include <optional>
#include <stdexcept>

namespace {

tema::TopicOptions draw_options(fuzz::Input& input) {
  constexpr const char* languages[] = {"und", "id", "en", "tr", "und", "id", "en", "auto"};
  tema::TopicOptions options;
  options.topics = input.below(6);
  options.language = input.one_of(languages);
  options.method = input.flag() ? tema::TopicMethod::mixture : tema::TopicMethod::kmeans;
  options.stemming = input.flag() ? tema::Stemming::learned : tema::Stemming::none;
  options.numbers = input.flag() ? tema::Numbers::keep : tema::Numbers::drop;
  options.min_documents = input.below(3);
  options.max_document_share = input.flag() ? 0.5 : 0.0;
  options.restarts = 1 + input.below(3);
  options.max_iterations = 1 + input.below(20);
  options.seed = input.take<std::uint8_t>();
  return options;
}

void check_assignments(const tema::TopicModel& model, const std::vector<std::string>& texts) {
  const auto assignments = model.assign(texts, {.threads = 1});
  fuzz::require(std::ranges::equal(assignments, model.assignments()),
                "texts are assigned as the fit assigned them");
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const tema::TopicAssignment& one = assignments[i];
    fuzz::require(one.topic >= -1 && one.topic < static_cast<std::int32_t>(model.topics()),
                  "a topic is there");
    fuzz::require(one.score >= 0.0F && one.score <= 1.0F && one.margin >= 0.0F && one.margin <= 1.0F,
                  "a score is a share");
    const tema::Explanation why = model.explain(texts[i]);
    fuzz::require(why.assignment == one, "a text is explained as it is assigned");
    fuzz::require(std::isfinite(why.score), "an explanation's score is a number");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Folder folder;
  fuzz::Input input(data, size);
  const tema::TopicOptions options = draw_options(input);
  std::vector<std::string> texts = input.lines(40);
  std::optional<tema::TopicModel> model;
  try {
    model.emplace(tema::TopicModel::fit(texts, options, {.threads = 1}));
  } catch (const std::invalid_argument&) {
    return 0;  // more topics than texts, and the like
  } catch (const tema::Error&) {
    return 0;  // no term is left
  }
  check_assignments(*model, texts);
  if (options.language.is_automatic()) return 0;  // its file names all stop words there are, which takes long
  const std::string path = folder.path("model");
  tema::save_model(*model, path, {.threads = 1});
  const tema::TopicModel loaded = tema::load_model(path, {}, {.threads = 1});
  fuzz::require(std::ranges::equal(loaded.assignments(), model->assignments()), "a model loads as it was");
  texts.resize(std::max<std::size_t>(texts.size(), 2));
  reference::use_model(loaded, texts, path);
  return 0;
}
