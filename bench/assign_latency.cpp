// What a single call of TopicModel::assign takes, beside a text of a batch.
//
//     assign_latency CORPUS LANGUAGE TOPICS
//     assign_latency news.jsonl id 11
//
// It fits a model to the texts of CORPUS, saves it, and loads it, as a service does. Each round assigns all
// texts at once, and then each by a call of its own, on one thread. The program prints the mean time of a
// text of the batch, and of the calls the mean, the median and the 99th percentile, each with its ratio to
// the first: the medians of all rounds. The ratio of the means is what a call costs beyond its text. Long
// texts take long in either way, so it prints the same for tenths of the texts, by length.
#include <tema/io.hpp>
#include <tema/tema.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

constexpr std::size_t rounds = 9;

std::vector<std::string> texts_of(const std::string& path) {
  std::vector<std::string> texts;
  for (tema::Document& document : tema::read_corpus(path).documents)
    texts.push_back(std::move(document.text));
  return texts;
}

/// The model as a service has it: read from a file, and new to all words.
tema::TopicModel loaded_model(const std::vector<std::string>& texts, const tema::TopicOptions& options) {
  const auto path = std::filesystem::temp_directory_path() / "tema_assign_latency.model";
  tema::save_model(tema::TopicModel::fit(texts, options), path.string());
  tema::TopicModel model = tema::load_model(path.string());
  std::filesystem::remove(path);
  return model;
}

template <class Run>
double microseconds(Run&& run) {
  const auto begin = std::chrono::steady_clock::now();
  run();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count();
}

/// The number that `share` of the values are below.
double quantile(std::vector<double> values, double share) {
  const auto place = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + place, values.end());
  return values[static_cast<std::size_t>(place)];
}

/// The times of a group of texts, in microseconds.
struct Times {
  double of_batch = 0.0;  // the mean of a text
  double mean = 0.0;      // of the calls
  double median = 0.0;    // likewise
  double high = 0.0;      // their 99th percentile
};

class Measurement {
 public:
  Measurement(const tema::TopicModel& model, std::span<const std::string> texts)
      : model_(model), texts_(texts), calls_(texts.size()) {}

  /// Throws unless a call gives what a batch gives. Afterwards, the model has met all words.
  void check() const {
    const std::vector<tema::TopicAssignment> batch = model_.assign(texts_, one_thread_);
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      if (model_.assign(texts_.subspan(i, 1), one_thread_).front() != batch[i])
        throw std::runtime_error("a text has another topic alone than in a batch");
    }
  }

  /// The times of one round.
  Times times() {
    Times times;
    times.of_batch = microseconds([&] { static_cast<void>(model_.assign(texts_, one_thread_)); }) /
                     static_cast<double>(texts_.size());
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      calls_[i] = microseconds([&] { static_cast<void>(model_.assign(texts_.subspan(i, 1), one_thread_)); });
    }
    times.mean = std::accumulate(calls_.begin(), calls_.end(), 0.0) / static_cast<double>(calls_.size());
    times.median = quantile(calls_, 0.5);
    times.high = quantile(calls_, 0.99);
    return times;
  }

 private:
  const tema::TopicModel& model_;
  std::span<const std::string> texts_;
  std::vector<double> calls_;
  tema::RunContext one_thread_{.threads = 1};
};

/// Prints the medians of all rounds. The ratios are of a batch and of calls in the same round.
void print(const tema::TopicModel& model, std::span<const std::string> texts, const std::string& name) {
  std::vector<double> lengths;
  for (const std::string& text : texts) lengths.push_back(static_cast<double>(text.size()));
  Measurement measurement(model, texts);
  std::array<std::vector<double>, 7> figures;
  for (std::size_t round = 0; round < rounds; ++round) {
    const Times times = measurement.times();
    const std::array<double, 7> found = {times.of_batch,
                                         times.mean,
                                         times.median,
                                         times.high,
                                         times.mean / times.of_batch,
                                         times.median / times.of_batch,
                                         times.high / times.of_batch};
    for (std::size_t i = 0; i < found.size(); ++i) figures[i].push_back(found[i]);
  }
  std::printf("%-10s %6.0f", name.c_str(), quantile(lengths, 0.5));
  for (std::size_t i = 0; i < figures.size(); ++i)
    std::printf(i < 4 ? " %9.1f" : " %10.2f", quantile(figures[i], 0.5));
  std::printf("\n");
}

std::size_t number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value > 0) return value;
  throw std::invalid_argument("\"" + std::string(text) + "\" is no number of topics");
}

void measure(const std::string& path, const std::string& language, std::size_t topics) {
  constexpr std::size_t parts = 10;
  std::vector<std::string> texts = texts_of(path);
  const tema::TopicModel model = loaded_model(texts, {.topics = topics, .language = language});
  Measurement(model, texts).check();
  std::printf("%-10s %6s %9s %9s %9s %9s %10s %10s %10s\n", "texts", "bytes", "batch/us", "mean/us", "p50/us",
              "p99/us", "mean ratio", "p50 ratio", "p99 ratio");
  print(model, texts, "all " + std::to_string(texts.size()));
  std::stable_sort(texts.begin(), texts.end(),
                   [](const auto& a, const auto& b) { return a.size() < b.size(); });
  for (std::size_t part = 0; part < parts && texts.size() >= parts; ++part) {
    const std::size_t begin = texts.size() * part / parts;
    const std::size_t end = texts.size() * (part + 1) / parts;
    print(model, std::span(texts).subspan(begin, end - begin), "tenth " + std::to_string(part + 1));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: assign_latency CORPUS LANGUAGE TOPICS\n");
    return 2;
  }
  try {
    measure(argv[1], argv[2], number(argv[3]));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "assign_latency: %s\n", error.what());
    return 1;
  }
}
