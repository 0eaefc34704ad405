// How fast corpora are read.
//
//     read_corpus FILE...
//     read_corpus news.jsonl news.csv news.jsonl.zst
//
// For each file, it prints the number of its documents and, by the median of nine readings after a first one,
// the megabytes a second of the file and of the texts in it. A compressed file is read by two threads.
#include <tema/io.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <span>
#include <string>

namespace {

struct Reading {
  std::size_t documents = 0;
  std::size_t bytes = 0;  // of texts
  double seconds = 0.0;
};

Reading read(const std::string& path) {
  Reading reading;
  const auto begin = std::chrono::steady_clock::now();
  tema::CorpusReader reader(path);
  for (tema::Document document; reader.next(document); ++reading.documents)
    reading.bytes += document.text.size();
  reading.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return reading;
}

void measure(const std::string& path) {
  const Reading first = read(path);
  std::array<double, 9> seconds{};
  for (double& each : seconds) each = read(path).seconds;
  std::nth_element(seconds.begin(), seconds.begin() + seconds.size() / 2, seconds.end());
  const double rate = 1e-6 / seconds[seconds.size() / 2];
  std::printf("%-30s %9zu documents, %6.0f MB/s of the file, %6.0f MB/s of text\n", path.c_str(),
              first.documents, static_cast<double>(std::filesystem::file_size(path)) * rate,
              static_cast<double>(first.bytes) * rate);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    for (const char* const path : std::span(argv, static_cast<std::size_t>(argc)).subspan(1)) measure(path);
    return 0;
  } catch (const std::exception& error) {
    static_cast<void>(std::fprintf(stderr, "read_corpus: %s\n", error.what()));
    return 1;
  }
}
