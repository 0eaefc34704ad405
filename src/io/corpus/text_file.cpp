#include "io/corpus/text_file.hpp"

#include "io/files/line_reader.hpp"

#include <utility>

namespace tema { inline namespace v0 { namespace detail {

TextFile::TextFile(std::string path, std::string id, std::string label, std::uint64_t max_bytes,
                   const RunContext& run)
    : path_(std::move(path)),
      id_(std::move(id)),
      label_(std::move(label)),
      max_bytes_(max_bytes),
      stop_(run.stop) {}

bool TextFile::next(Document& document) {
  if (is_read_) return false;
  WholeText whole = read_text(path_, stop_, {.max_bytes = max_bytes_});
  document = {.id = id_, .text = std::move(whole.text), .label = label_, .offset = whole.offset};
  repaired = whole.repaired;
  is_read_ = true;
  return true;
}

}}}  // namespace tema::v0::detail
