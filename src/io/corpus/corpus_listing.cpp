#include "io/corpus/corpus_listing.hpp"

#include "io/files/similar_file.hpp"
#include "tema/core/error.hpp"
#include "tema/text/utf8.hpp"
#include "text/unicode/decode.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <glob.h>
#include <new>
#include <string_view>
#include <system_error>
#include <utility>

namespace tema { inline namespace v0 { namespace detail {

namespace {

namespace files = std::filesystem;

constexpr std::string_view kinds =
    "a corpus is a .jsonl, .ndjson, .json, .csv, .tsv or .txt file, also as .gz or .zst, a folder of such "
    "files, or - for JSON lines on standard input";

std::string extension_of(const files::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(), ascii_lower);
  return extension;
}

/// By the name before that of a compression.
CorpusKind kind_of(files::path path) {
  using Named = std::pair<std::string_view, CorpusKind>;
  static constexpr std::array<Named, 6> named = {{{".jsonl", CorpusKind::json_lines},
                                                  {".ndjson", CorpusKind::json_lines},
                                                  {".json", CorpusKind::json_lines},
                                                  {".txt", CorpusKind::text},
                                                  {".csv", CorpusKind::comma_table},
                                                  {".tsv", CorpusKind::tab_table}}};
  const std::string last = extension_of(path);
  if (last == ".gz" || last == ".zst") path.replace_extension();
  const std::string extension = extension_of(path);
  for (const auto& [name, kind] : named) {
    if (extension == name) return kind;
  }
  return CorpusKind::none;
}

std::vector<CorpusFile> files_of_folder(const files::path& folder, const RunContext& run) {
  std::vector<CorpusFile> list;
  try {
    for (const auto& entry : files::recursive_directory_iterator(folder)) {
      throw_if_stopped(run);
      const CorpusKind kind = kind_of(entry.path());
      if (kind == CorpusKind::none || !entry.is_regular_file()) continue;
      const files::path relative = entry.path().lexically_relative(folder);
      const std::string label = relative.has_parent_path() ? relative.begin()->string() : "";
      list.push_back(
          {entry.path().string(), kind, repair_utf8(relative.generic_string()), repair_utf8(label)});
    }
  } catch (const files::filesystem_error& error) {
    throw Error(ErrorKind::io, "cannot read folder " + folder.string() + ": " + error.code().message());
  }
  if (list.empty())
    throw Error(ErrorKind::format,
                "folder " + folder.string() + " has no file of a corpus; " + std::string(kinds));
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return list;
}

/// The paths that a pattern matches, in their order.
std::vector<std::string> matches_of(const std::string& pattern) {
  glob_t found = {};
  const int status = ::glob(pattern.c_str(), 0, nullptr, &found);
  std::vector<std::string> paths;
  for (std::size_t i = 0; status == 0 && i < found.gl_pathc; ++i) paths.emplace_back(found.gl_pathv[i]);
  ::globfree(&found);
  if (status == GLOB_NOSPACE) throw std::bad_alloc();
  return paths;
}

CorpusFile file_at(const std::string& path, const files::path& name) {
  const CorpusKind kind = kind_of(path);
  if (kind == CorpusKind::none) throw Error(ErrorKind::format, path + ": " + std::string(kinds));
  return {path, kind, repair_utf8(name.generic_string()), ""};
}

/// The files of a path that a pattern matched, whose names are their paths.
std::vector<CorpusFile> files_of_match(const std::string& match, const RunContext& run) {
  if (!files::is_directory(match)) return {file_at(match, match)};
  std::vector<CorpusFile> list = files_of_folder(match, run);
  for (CorpusFile& file : list) file.name = repair_utf8(file.path);
  return list;
}

}  // namespace

std::vector<CorpusFile> list_corpus(const std::string& path, const RunContext& run) {
  std::error_code error;
  const files::file_status status = files::status(path, error);
  if (files::is_directory(status)) return files_of_folder(path, run);
  if (files::exists(status)) return {file_at(path, files::path(path).filename())};
  std::vector<CorpusFile> list;
  for (const std::string& match : matches_of(path)) {
    for (CorpusFile& file : files_of_match(match, run)) list.push_back(std::move(file));
  }
  if (list.empty()) {
    const std::string why = error ? error.message() : "No such file or directory";
    throw Error(ErrorKind::io, "cannot open " + path + ": " + why + similar_file(path));
  }
  return list;
}

}}}  // namespace tema::v0::detail
