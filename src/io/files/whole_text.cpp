#include "tema/io/whole_text.hpp"

#include "io/files/line_reader.hpp"

namespace tema { inline namespace v0 {

WholeText read_text(const std::string& path, const RunContext& run) {
  return detail::read_text(path, run.stop);
}

}}  // namespace tema::v0
