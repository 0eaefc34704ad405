#include "text/analysis/character_ngrams.hpp"

#include "text/unicode/decode.hpp"
#include "text/unicode/grapheme_rules.hpp"

namespace tema { inline namespace v0 { namespace detail {

namespace {

std::vector<std::size_t> cluster_ends(std::string_view text) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < text.size(); ends.push_back(at)) at = GraphemeRules::end_at(text, at);
  return ends;
}

}  // namespace

std::vector<std::size_t> code_point_begins(std::string_view text) {
  std::vector<std::size_t> begins;
  for (std::size_t at = 0; at < text.size(); at += decode(text, at).size) begins.push_back(at);
  begins.push_back(text.size());
  return begins;
}

std::vector<ByteSpan> character_sources(std::string_view form, std::string_view surface) {
  const std::vector<std::size_t> form_ends = cluster_ends(form);
  const std::vector<std::size_t> surface_ends = cluster_ends(surface);
  const bool is_known = form_ends.size() == surface_ends.size();
  std::vector<ByteSpan> sources;
  std::size_t cluster = 0;
  for (std::size_t at = 0; at < form.size(); at += decode(form, at).size) {
    if (at >= form_ends[cluster]) ++cluster;
    if (!is_known) {
      sources.push_back({0, surface.size()});
      continue;
    }
    sources.push_back({cluster > 0 ? surface_ends[cluster - 1] : 0, surface_ends[cluster]});
  }
  return sources;
}

}}}  // namespace tema::v0::detail
