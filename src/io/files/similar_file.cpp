#include "io/files/similar_file.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

namespace files = std::filesystem;

constexpr int most_entries = 10'000;  // of a folder that are looked at

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

/// The name in lower case, without .gz or .zst and the ending before it.
std::string stem_of(const std::string& name) {
  files::path path(lower(name));
  if (path.extension() == ".gz" || path.extension() == ".zst") path = path.stem();
  return path.stem().native();
}

/// A file of the folder. The most similar one comes first.
struct Candidate {
  bool differs_beyond_case;
  std::ptrdiff_t letters_not_shared;  // behind the beginning that it shares with the missing name
  std::string name;
};

bool operator<(const Candidate& left, const Candidate& right) {
  if (left.differs_beyond_case != right.differs_beyond_case) return right.differs_beyond_case;
  if (left.letters_not_shared != right.letters_not_shared)
    return left.letters_not_shared < right.letters_not_shared;
  return left.name < right.name;
}

Candidate candidate(const std::string& name, const std::string& missing) {
  const std::string left = lower(name);
  const std::string right = lower(missing);
  const auto [differs, other] = std::mismatch(right.begin(), right.end(), left.begin(), left.end());
  return {left != right, right.end() - differs, name};
}

}  // namespace

std::string similar_file(const std::string& path) {
  const files::path missing(path);
  const std::string name = missing.filename().native();
  const std::string stem = stem_of(name);
  const files::path folder = missing.parent_path();
  std::optional<Candidate> best;
  std::error_code error;
  files::directory_iterator entries(folder.empty() ? "." : folder, error);
  for (int i = 0; !error && entries != files::directory_iterator() && i < most_entries; ++i) {
    const std::string other = entries->path().filename().native();
    if (other != name && stem_of(other) == stem) {
      Candidate next = candidate(other, name);
      if (!best || next < *best) best = std::move(next);
    }
    entries.increment(error);
  }
  return best && !name.empty() ? "; did you mean " + (folder / best->name).native() + '?' : "";
}

}}}  // namespace tema::v0::detail
