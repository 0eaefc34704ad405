#include "tema/core/random.hpp"
#include "text/analysis/surface_cache.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

namespace {

/// A text of words of 1 to 24 letters out of few, so that they repeat, and its words.
struct Source {
  std::string text;
  std::vector<tema::Word> words;

  Source(tema::Random& random, std::size_t count, std::size_t letters) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t begin = text.size();
      const std::size_t size = random.below(8) == 0 ? 1 + random.below(24) : 1 + random.below(4);
      for (std::size_t k = 0; k < size; ++k) text += static_cast<char>('a' + random.below(letters));
      words.push_back({{begin, text.size()}, tema::TokenKind::word});
      if (random.below(2) == 0) text += ' ';
    }
  }
};

}  // namespace

TEST_CASE("surface table: each distinct form is made once and found ever after, whatever became of it") {
  tema::Random random(1);
  for (const std::size_t letters : {2U, 5U, 26U}) {
    tema::detail::SurfaceCache table;
    std::map<std::string, std::uint32_t, std::less<>> known;
    for (int round = 0; round < 20; ++round) {
      const Source source(random, random.below(2'000), letters);
      const auto make = [&](std::string_view surface, tema::TokenKind) {
        REQUIRE(known.find(surface) == known.end());
        // Any value will do, those of tokenizers that stand for "dropped" among them.
        const auto value =
            static_cast<std::uint32_t>(known.size() % 3 == 0 ? -1 : static_cast<int>(known.size()));
        known.emplace(surface, value);
        return value;
      };
      std::vector<std::uint32_t> values(source.words.size());
      table.look_up(source.text, source.words, make, values.data());
      for (std::size_t i = 0; i < values.size(); ++i) {
        const tema::ByteSpan& span = source.words[i].span;
        REQUIRE(values[i] == known.at(source.text.substr(span.begin, span.size())));
      }
    }
  }
}
