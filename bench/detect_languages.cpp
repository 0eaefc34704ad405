// How often the language of a text is detected: right, wrong (reliably another) or unknown (not reliably
// any).
//
//     detect_languages FILE
//
// FILE has the same sentences in language after language, 1,004 lines each, in the order below, as
// FLORES-200's dev and devtest sets do when they are joined; each text is four lines of it. With
// LD_PRELOAD=libcld2.so, CLD2's small tables take effect in place of the large ones.
#include <tema/tema.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

// The code by which a language is known at large stands behind its own, where they differ; a language within
// another counts as that one.
constexpr std::string_view languages =
    "ace ace acm/ar acq/ar aeb/ar af ajp/ar ak als/sq am apc/ar ar ar ars/ar ary/ar arz/ar as ast "
    "awa ay azb/az az ba bm ban be bem bn bho/bh bjn bjn bo bs bug bg ca ceb cs cjk ckb/ku crh cy "
    "da de din dyu dz el en eo et eu ee fo fj fi fon fr fur fuv/ff gaz/om gd ga gl gn gu ht ha he "
    "hi hne hr hu hy ig ilo id is it jv ja kab kac kam kn ks ks ka kk kbp kea khk/mn km ki rw ky "
    "kmb ku kr kr kg ko lo";
constexpr std::size_t lines_each = 1'004;
constexpr std::size_t lines_of_text = 4;

struct Row {
  std::string name;
  std::string expected;
  std::size_t right = 0;
  std::size_t unknown = 0;
  std::map<std::string, std::size_t> wrong = {};
};

std::vector<Row> rows() {
  std::vector<Row> all;
  std::string_view rest = languages;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    const std::size_t slash = word.find('/');
    const bool is_within = slash != std::string_view::npos;
    all.push_back(
        {std::string(word.substr(0, slash)), std::string(is_within ? word.substr(slash + 1) : word)});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return all;
}

std::string next_text(std::istream& lines) {
  std::string text;
  std::string line;
  for (std::size_t i = 0; i < lines_of_text; ++i) {
    if (!std::getline(lines, line)) throw std::runtime_error("the file ends before its last language");
    text += line + '\n';
  }
  return text;
}

void count(const tema::LanguageDetector& detector, const std::string& text, Row& row) {
  const tema::DetectedLanguage found = detector.detect(text);
  const std::string language = found.language == "ms" ? "id" : found.language;
  if (!found.reliable || language == "und") {
    ++row.unknown;
  } else if (language == row.expected) {
    ++row.right;
  } else {
    ++row.wrong[language];
  }
}

/// The languages that a row was mistaken for, most often first, and how often in all.
std::pair<std::string, std::size_t> mistakes(const Row& row) {
  std::vector<std::pair<std::size_t, std::string>> sorted;
  std::size_t sum = 0;
  for (const auto& [language, times] : row.wrong) {
    sorted.emplace_back(times, language);
    sum += times;
  }
  std::sort(sorted.rbegin(), sorted.rend());
  std::string text;
  for (const auto& [times, language] : sorted) text += ' ' + language + ' ' + std::to_string(times);
  return {text, sum};
}

void run(const char* path) {
  std::ifstream lines(path);
  if (!lines) throw std::runtime_error(std::string("cannot open ") + path);
  const tema::LanguageDetector detector;
  std::size_t all_right = 0;
  std::size_t all_wrong = 0;
  std::size_t all_unknown = 0;
  std::puts("| language | right | wrong | unknown | taken for |\n|---|---|---|---|---|");
  for (Row& row : rows()) {
    for (std::size_t i = 0; i < lines_each / lines_of_text; ++i) count(detector, next_text(lines), row);
    const auto [names, wrong] = mistakes(row);
    std::printf("| %s | %zu | %zu | %zu |%s |\n", row.name.c_str(), row.right, wrong, row.unknown,
                names.c_str());
    all_right += row.right;
    all_wrong += wrong;
    all_unknown += row.unknown;
  }
  std::printf("| all | %zu | %zu | %zu | |\n", all_right, all_wrong, all_unknown);
}

}  // namespace

int main(int count, char** arguments) {
  try {
    if (count != 2) throw std::runtime_error("give the file of languages");
    run(arguments[1]);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "detect_languages: %s\n", error.what());
    return 1;
  }
}
