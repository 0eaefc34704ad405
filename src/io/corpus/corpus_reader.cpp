#include "tema/io/corpus_reader.hpp"

#include "io/files/line_reader.hpp"
#include "io/files/text_encoding.hpp"
#include "io/json/json_line.hpp"
#include "tema/core/error.hpp"
#include "tema/text/language.hpp"
#include "tema/text/utf8.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

namespace files = std::filesystem;

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

}  // namespace

class CorpusReader::Source {
 public:
  Source() = default;
  virtual ~Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  virtual bool next(Document& document) = 0;

  std::uint64_t skipped = 0;
  std::uint64_t repaired = 0;
  std::uint64_t unknown_languages = 0;
};

namespace {

class JsonLines : public CorpusReader::Source {
 public:
  JsonLines(const std::string& path, CorpusReaderOptions options, const RunContext& run)
      : reader_(path, run.stop), options_(std::move(options)) {}

  bool next(Document& document) override {
    while (auto line = reader_.next()) {
      if (is_blank(*line)) continue;
      try {
        read(*line, document);
        return true;
      } catch (const Error&) {
        if (!options_.skip_invalid) throw;
        ++skipped;
      }
    }
    return false;
  }

 private:
  using Kind = detail::JsonLineParser::Kind;

  void read(std::string_view line, Document& document) {
    const simdjson::dom::object object = parser_.parse(reader_, line);
    if (!parser_.text_of(reader_, object, options_.text_field, Kind::text, document.text)) {
      detail::fail_at(
          reader_, "no field \"" + options_.text_field + "\"; the fields are " + detail::list_fields(object));
    }
    check_encoding(document.text);
    if (!parser_.text_of(reader_, object, options_.id_field, Kind::name, document.id)) {
      document.id = std::to_string(reader_.number());
    }
    if (!parser_.text_of(reader_, object, options_.label_field, Kind::label, document.label))
      document.label.clear();
    if (!parser_.text_of(reader_, object, options_.language_field, Kind::text_or_null, document.language))
      document.language.clear();
    if (!document.language.empty() && !canonical_language(document.language)) ++unknown_languages;
    document.offset = 0;
    repaired_lines_ += parser_.repaired();
    repaired = repaired_lines_ + reader_.repaired();
  }

  void check_encoding(std::string_view text) {
    const std::optional<detail::Encoding> likely = detail::likely_encoding(text);
    if (!likely) return;
    detail::fail_at(reader_, "field \"" + options_.text_field + "\" is full of NULs, and likely " +
                                 std::string(detail::name(*likely)) +
                                 " that was taken for text byte by byte; decode it before it becomes JSON");
  }

  detail::LineReader reader_;
  detail::JsonLineParser parser_;
  CorpusReaderOptions options_;
  std::uint64_t repaired_lines_ = 0;  // ill-formed parts in JSON, in addition to those of the encoding
};

class TextFiles : public CorpusReader::Source {
 public:
  struct File {
    std::string path;
    std::string id;
    std::string label;
  };

  TextFiles(std::vector<File> list, const RunContext& run) : files_(std::move(list)), stop_(run.stop) {}

  bool next(Document& document) override {
    if (position_ == files_.size()) return false;
    const File& file = files_[position_++];
    detail::WholeText whole = detail::read_text(file.path, stop_);
    document.text = std::move(whole.text);
    document.id = file.id;
    document.label = file.label;
    document.language.clear();
    document.offset = whole.offset;
    repaired += whole.repaired;
    return true;
  }

 private:
  std::vector<File> files_;
  std::stop_token stop_;
  std::size_t position_ = 0;
};

std::vector<TextFiles::File> list_folder(const files::path& folder, const RunContext& run) {
  std::vector<TextFiles::File> list;
  try {
    for (const auto& entry : files::recursive_directory_iterator(folder)) {
      throw_if_stopped(run);
      if (entry.path().extension() != ".txt" || !entry.is_regular_file()) continue;
      const files::path relative = entry.path().lexically_relative(folder);
      const std::string label = relative.has_parent_path() ? relative.begin()->string() : "";
      list.push_back({entry.path().string(), repair_utf8(relative.generic_string()), repair_utf8(label)});
    }
  } catch (const files::filesystem_error& error) {
    throw Error(ErrorKind::io, "cannot read folder " + folder.string() + ": " + error.code().message());
  }
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return list;
}

std::unique_ptr<CorpusReader::Source> open_corpus(const std::string& path, CorpusReaderOptions options,
                                                  const RunContext& run) {
  if (path == "-") return std::make_unique<JsonLines>(path, std::move(options), run);
  const files::path place(path);
  std::error_code error;
  const files::file_status status = files::status(place, error);
  if (!files::exists(status)) {
    const std::string why = error ? error.message() : "No such file or directory";
    throw Error(ErrorKind::io, "cannot open " + path + ": " + why);
  }
  if (files::is_directory(status)) {
    std::vector<TextFiles::File> list = list_folder(place, run);
    if (list.empty()) throw Error(ErrorKind::format, "folder " + path + " has no .txt file");
    return std::make_unique<TextFiles>(std::move(list), run);
  }
  const std::string extension = place.extension().string();
  if (extension == ".jsonl" || extension == ".ndjson") {
    return std::make_unique<JsonLines>(path, std::move(options), run);
  }
  if (extension == ".txt") {
    return std::make_unique<TextFiles>(
        std::vector<TextFiles::File>{{path, repair_utf8(place.filename().string()), ""}}, run);
  }
  throw Error(ErrorKind::format,
              path +
                  ": a corpus is a .jsonl or .ndjson file, a .txt file, a folder of .txt files, "
                  "or - for JSON lines on standard input");
}

}  // namespace

CorpusReader::CorpusReader(const std::string& path, CorpusReaderOptions options, const RunContext& run)
    : source_(open_corpus(path, std::move(options), run)) {}
CorpusReader::~CorpusReader() = default;
CorpusReader::CorpusReader(CorpusReader&&) noexcept = default;
CorpusReader& CorpusReader::operator=(CorpusReader&&) noexcept = default;

bool CorpusReader::next(Document& document) { return source_->next(document); }
std::uint64_t CorpusReader::skipped() const { return source_->skipped; }
std::uint64_t CorpusReader::repaired() const { return source_->repaired; }
std::uint64_t CorpusReader::unknown_languages() const { return source_->unknown_languages; }

static_assert(DocumentSource<CorpusReader>);

std::vector<std::string> corpus_files(const std::string& path, const RunContext& run) {
  if (path == "-") return {};
  std::error_code error;
  if (!files::is_directory(path, error)) return {path};
  std::vector<std::string> result;
  for (TextFiles::File& file : list_folder(path, run)) result.push_back(std::move(file.path));
  return result;
}

Corpus read_corpus(const std::string& path, const CorpusReaderOptions& options, const RunContext& run) {
  CorpusReader reader(path, options, run);
  Corpus corpus;
  Document document;
  while (reader.next(document)) {
    corpus.documents.push_back(std::move(document));
    if (run.progress && corpus.documents.size() % 1024 == 0)
      run.progress({"read", corpus.documents.size(), 0});
  }
  corpus.skipped = reader.skipped();
  corpus.repaired = reader.repaired();
  corpus.unknown_languages = reader.unknown_languages();
  return corpus;
}

}}  // namespace tema::v0
