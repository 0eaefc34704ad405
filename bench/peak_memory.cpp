// How much memory the way from texts to TF-IDF rows takes, at most.
//
//     peak_memory CORPUS LANGUAGE [THREADS]
//     peak_memory news.jsonl id
//
// It prints the bytes of the texts, of the matrix and of its vocabulary; the peak of resident memory beyond
// the texts and what the program itself takes; and that peak divided by the bytes of matrix and vocabulary,
// which is 1 if nothing but the result is ever in memory. Linux only: it reads /proc/self/status.
#include <tema/io.hpp>
#include <tema/tema.hpp>

#include <charconv>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <fstream>
#include <malloc.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

/// The texts of a corpus, one behind the other, so that no memory is left over from reading them.
std::vector<std::string> texts_of(const std::string& path) {
  std::vector<std::string> texts;
  for (tema::Document& document : tema::read_corpus(path).documents)
    texts.push_back(std::move(document.text));
  return texts;
}

/// A figure of /proc/self/status, in bytes: "VmRSS" is resident memory, "VmHWM" its peak.
std::size_t status(std::string_view name) {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(name) || line.substr(name.size(), 1) != ":") continue;
    const std::size_t digits = line.find_first_of("0123456789");
    std::size_t kibibytes = 0;
    if (digits == std::string::npos) break;
    std::from_chars(line.data() + digits, line.data() + line.size(), kibibytes);
    return kibibytes * 1024;
  }
  throw std::runtime_error("/proc/self/status does not tell " + std::string(name));
}

/// Makes the peak begin again at what is resident now, after free memory was given back.
void reset_peak() {
  malloc_trim(0);
  std::ofstream file("/proc/self/clear_refs");
  file << "5" << std::flush;
  if (!file) throw std::runtime_error("the peak cannot be reset: /proc/self/clear_refs cannot be written");
}

unsigned number(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size()) return value;
  throw std::invalid_argument("\"" + std::string(text) + "\" is no number of threads");
}

std::size_t bytes_of(const tema::SparseMatrix& x) {
  return static_cast<std::size_t>(x.nonZeros()) * (sizeof(float) + sizeof(std::int32_t)) +
         static_cast<std::size_t>(x.rows() + 1) * sizeof(std::int32_t);
}

void measure(const std::string& path, const std::string& language, unsigned threads) {
  const std::vector<std::string> texts = texts_of(path);
  std::size_t bytes = 0;
  for (const std::string& text : texts) bytes += text.size();
  reset_peak();
  const std::size_t before = status("VmRSS");
  const auto [vectorizer, x] = tema::Vectorizer::fit_transform(tema::Tokenizer({.language = language}), texts,
                                                               {}, tema::RunContext{.threads = threads});
  const std::size_t peak = status("VmHWM") - before;
  const std::size_t result = bytes_of(x) + vectorizer.tfidf().vocabulary().memory();
  const auto print = [](const char* name, std::size_t size) { std::printf("%-28s %12zu\n", name, size); };
  print("texts", bytes);
  print("matrix", bytes_of(x));
  print("vocabulary", vectorizer.tfidf().vocabulary().memory());
  print("peak beyond the texts", peak);
  std::printf("%-28s %12.2f\n", "peak / (matrix + vocabulary)",
              static_cast<double>(peak) / static_cast<double>(result));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 && argc != 4) {
    std::fprintf(stderr, "usage: peak_memory CORPUS LANGUAGE [THREADS]\n");
    return 2;
  }
  try {
    measure(argv[1], argv[2], argc == 4 ? number(argv[3]) : 1);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "peak_memory: %s\n", error.what());
    return 1;
  }
}
