#pragma once

#include "tema/core/run_context.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// What is in a file of a corpus, by the name of the file.
enum class CorpusKind : std::uint8_t { none, json_lines, text, comma_table, tab_table };

/// A file of a corpus.
struct CorpusFile {
  std::string path;
  CorpusKind kind = CorpusKind::none;
  std::string name = {};   ///< in the corpus: the id of a text, and the beginning of ids that are made up
  std::string label = {};  ///< of a text
};

/// The files of a corpus in their order: the file itself, those of a folder, or those that a pattern with *,
/// ? or [] matches. A file or a pattern that has the name of none is an error. Throws Error{io} and
/// Error{format}, and Cancelled on a stop.
[[nodiscard]] std::vector<CorpusFile> list_corpus(const std::string& path, const RunContext& run);

}}}  // namespace tema::v0::detail
