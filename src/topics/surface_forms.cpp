#include "topics/surface_forms.hpp"

#include "core/per_thread.hpp"
#include "tema/core/parallel.hpp"
#include "tema/corpus/vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

namespace {

constexpr std::size_t texts_per_chunk = 64;

/// How often each way of writing a term was met.
using Written = std::map<std::string, std::uint64_t, std::less<>>;

struct Counts {
  std::vector<Written> of_term;
  std::unique_ptr<TokenBuffer> buffer = std::make_unique<TokenBuffer>();
};

void count(std::string_view surface, Written& written) {
  const auto at = written.find(surface);
  if (at != written.end()) {
    ++at->second;
  } else {
    written.emplace(surface, 1);
  }
}

}  // namespace

std::vector<std::string> surface_forms(std::span<const std::string> terms, TextsView texts,
                                       const Tokenizer& tokenizer, const RunContext& run) {
  Vocabulary wanted;
  for (const std::string& term : terms) wanted.intern(term);
  PerThread<Counts> counts([&](std::size_t) { return Counts{std::vector<Written>(terms.size())}; });
  Workers workers(run);
  workers.for_chunks(texts.size(), texts_per_chunk, [&](const Chunk& chunk) {
    Counts& mine = counts.mine();
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const std::string_view text = texts[i];
      for (const Token& token : tokenizer.tokens(text, *mine.buffer, texts.language(i))) {
        const auto term = wanted.find(token.text);
        if (term) count(text.substr(token.span.begin, token.span.size()), mine.of_term[*term]);
      }
    }
  });
  std::vector<std::string> result(terms.begin(), terms.end());
  for (std::size_t term = 0; term < terms.size(); ++term) {
    Written all;
    for (const Counts* of_thread : counts.all()) {
      for (const auto& [surface, times] : of_thread->of_term[term]) all[surface] += times;
    }
    std::uint64_t most = 0;
    for (const auto& [surface, times] : all) {
      if (times <= most) continue;
      most = times;
      result[term] = surface;
    }
  }
  return result;
}

}}}  // namespace tema::v0::detail
