#include "io/model/model_checks.hpp"

namespace tema { inline namespace v0 { namespace detail {

void check_format(const std::string& path, const SafetensorsFile& file) {
  const auto format = file.metadata().find("format");
  if (format == file.metadata().end() || format->second != format_name)
    throw Error(ErrorKind::format, path + ": is not a topic model of tema");
  if (const std::string& version = file.metadata("format_version"); version != format_version) {
    throw Error(ErrorKind::mismatch, path + ": has format version " + version +
                                         ", but this library reads only " + std::string(format_version));
  }
}

TopicTokens tokens_of(const Tokenizer& tokenizer, const AnalysisRecord& analysis) {
  if (analysis.is_own) return TopicTokens(tokenizer);
  return {tokenizer, MissingSource()};
}

void check_analysis(const std::string& path, const std::string& made_by, const AnalysisRecord& analysis,
                    const std::map<std::string, std::string>& here) {
  std::string differences;
  const auto add = [&](const std::string& what, const std::string& there, const std::string& now) {
    differences += (differences.empty() ? "" : "; ") + what + ": " + there + " there, " + now + " here";
  };
  for (const auto& [what, there] : analysis.fingerprint) {
    const auto now = here.find(what);
    if (now == here.end() || now->second != there)
      add(what, there, now == here.end() ? "nothing" : now->second);
  }
  for (const auto& [what, now] : here) {
    if (!analysis.fingerprint.contains(what)) add(what, "nothing", now);
  }
  if (differences.empty()) return;
  throw Error(ErrorKind::mismatch, path + ": was made by tema " + made_by +
                                       ", which analyses text differently from this " + this_version() +
                                       " (" + differences + ")");
}

}}}  // namespace tema::v0::detail
