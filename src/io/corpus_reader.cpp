#include "tema/io/corpus_reader.hpp"

#include "io/json_line.hpp"
#include "io/line_reader.hpp"
#include "tema/core/error.hpp"
#include "tema/text/language.hpp"
#include "tema/text/utf8.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace tema::inline v0 {

namespace {

namespace files = std::filesystem;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

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
  JsonLines(const std::string& path, CorpusReaderOptions options, const Run& run)
      : reader_(path, run.stop), options_(std::move(options)) {}

  bool next(Document& document) override {
    while (auto line = reader_.next()) {
      if (reader_.number() == 1 && line->starts_with(byte_order_mark))
        line->remove_prefix(byte_order_mark.size());
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
  void read(std::string_view line, Document& document) {
    const simdjson::dom::object object = parser_.parse(reader_, line);
    if (!parser_.text_of(reader_, object, options_.text_field, false, document.text)) {
      detail::fail_at(
          reader_, "no field \"" + options_.text_field + "\"; the fields are " + detail::list_fields(object));
    }
    if (!parser_.text_of(reader_, object, options_.id_field, true, document.id)) {
      document.id = std::to_string(reader_.number());
    }
    if (!parser_.text_of(reader_, object, options_.label_field, true, document.label)) document.label.clear();
    if (!parser_.text_of(reader_, object, options_.language_field, false, document.language)) {
      document.language.clear();
    }
    if (!document.language.empty() && !canonical_language(document.language)) ++unknown_languages;
    document.offset = 0;
    repaired += parser_.repaired();
  }

  detail::LineReader reader_;
  detail::JsonLineParser parser_;
  CorpusReaderOptions options_;
};

class TextFiles : public CorpusReader::Source {
 public:
  struct File {
    std::string path;
    std::string id;
    std::string label;
  };

  TextFiles(std::vector<File> list, const Run& run) : files_(std::move(list)), stop_(run.stop) {}

  bool next(Document& document) override {
    if (position_ == files_.size()) return false;
    const File& file = files_[position_++];
    document.text = detail::read_whole(file.path, stop_);
    document.id = file.id;
    document.label = file.label;
    document.language.clear();
    document.offset = document.text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    document.text.erase(0, document.offset);
    return true;
  }

 private:
  std::vector<File> files_;
  std::stop_token stop_;
  std::size_t position_ = 0;
};

std::vector<TextFiles::File> list_folder(const files::path& folder, const Run& run) {
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
  if (list.empty()) throw Error(ErrorKind::format, "folder " + folder.string() + " has no .txt file");
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return list;
}

std::unique_ptr<CorpusReader::Source> open_corpus(const std::string& path, CorpusReaderOptions options,
                                                  const Run& run) {
  if (path == "-") return std::make_unique<JsonLines>(path, std::move(options), run);
  const files::path place(path);
  std::error_code error;
  const files::file_status status = files::status(place, error);
  if (!files::exists(status)) {
    const std::string why = error ? error.message() : "No such file or directory";
    throw Error(ErrorKind::io, "cannot open " + path + ": " + why);
  }
  if (files::is_directory(status)) return std::make_unique<TextFiles>(list_folder(place, run), run);
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

CorpusReader::CorpusReader(const std::string& path, CorpusReaderOptions options, const Run& run)
    : source_(open_corpus(path, std::move(options), run)) {}
CorpusReader::~CorpusReader() = default;
CorpusReader::CorpusReader(CorpusReader&&) noexcept = default;
CorpusReader& CorpusReader::operator=(CorpusReader&&) noexcept = default;

bool CorpusReader::next(Document& document) { return source_->next(document); }
std::uint64_t CorpusReader::skipped() const { return source_->skipped; }
std::uint64_t CorpusReader::repaired() const { return source_->repaired; }
std::uint64_t CorpusReader::unknown_languages() const { return source_->unknown_languages; }

static_assert(DocumentSource<CorpusReader>);

Corpus read_corpus(const std::string& path, const CorpusReaderOptions& options, const Run& run) {
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

}  // namespace tema::inline v0
