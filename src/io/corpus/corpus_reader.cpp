#include "tema/io/corpus_reader.hpp"

#include "io/corpus/corpus_listing.hpp"
#include "io/corpus/corpus_source.hpp"
#include "io/corpus/json_lines.hpp"
#include "io/corpus/table.hpp"
#include "io/corpus/text_file.hpp"

#include <cstddef>
#include <filesystem>
#include <system_error>
#include <utility>

namespace tema { inline namespace v0 {

namespace {

using detail::CorpusFile;
using detail::CorpusKind;

/// Opens a file. Ids that are made up begin with its name unless it is the only one.
std::unique_ptr<CorpusReader::Source> open_file(const CorpusFile& file, bool is_alone,
                                                const CorpusReaderOptions& options, const RunContext& run) {
  const std::string prefix = is_alone ? "" : file.name + ':';
  const auto table = [&](char usual) {
    const char delimiter = options.delimiter != 0 ? options.delimiter : usual;
    return std::make_unique<detail::Table>(file.path, prefix, delimiter, options, run);
  };
  switch (file.kind) {
    case CorpusKind::text:
      return std::make_unique<detail::TextFile>(file.path, file.name, file.label, options.max_bytes, run);
    case CorpusKind::comma_table:
      return table(',');
    case CorpusKind::tab_table:
      return table('\t');
    case CorpusKind::json_lines:
    case CorpusKind::none:
      break;
  }
  return std::make_unique<detail::JsonLines>(file.path, prefix, options, run);
}

/// The documents of several files, one file after the other. The first one is opened at once.
class Files : public CorpusReader::Source {
 public:
  Files(std::vector<CorpusFile> files, CorpusReaderOptions options, const RunContext& run)
      : files_(std::move(files)), options_(std::move(options)), run_(run), source_(open(files_.front())) {}

  bool next(Document& document) override {
    while (true) {
      const bool is_found = source_->next(document);
      add_counts();
      if (is_found || position_ + 1 == files_.size()) return is_found;
      before_ = {skipped, repaired, unknown_languages};
      source_ = open(files_[++position_]);
    }
  }

 private:
  struct Counts {
    std::uint64_t skipped = 0;
    std::uint64_t repaired = 0;
    std::uint64_t unknown_languages = 0;
  };

  [[nodiscard]] std::unique_ptr<CorpusReader::Source> open(const CorpusFile& file) const {
    return open_file(file, files_.size() == 1, options_, run_);
  }

  void add_counts() {
    skipped = before_.skipped + source_->skipped;
    repaired = before_.repaired + source_->repaired;
    unknown_languages = before_.unknown_languages + source_->unknown_languages;
  }

  std::vector<CorpusFile> files_;
  CorpusReaderOptions options_;
  RunContext run_;
  std::size_t position_ = 0;
  Counts before_;  // of the files before the one at hand
  std::unique_ptr<CorpusReader::Source> source_;
};

std::unique_ptr<CorpusReader::Source> open_corpus(const std::string& path, CorpusReaderOptions options,
                                                  const RunContext& run) {
  if (path == "-") return open_file({path, CorpusKind::json_lines}, true, options, run);
  return std::make_unique<Files>(detail::list_corpus(path, run), std::move(options), run);
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
  if (std::filesystem::exists(path, error) && !std::filesystem::is_directory(path, error)) return {path};
  std::vector<std::string> result;
  for (CorpusFile& file : detail::list_corpus(path, run)) result.push_back(std::move(file.path));
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
