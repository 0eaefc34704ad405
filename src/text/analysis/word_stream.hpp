#pragma once

#include "tema/text/word_segmenter.hpp"

#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// Which words of a text are joined.
struct WordJoins {
  /// Joins words as Indonesian and Malay do: reduplications ("negara-negara"), other words with a hyphen
  /// ("ke-4", "ciptaan-Nya"), and ² and ³ after a unit ("km²").
  bool indonesian = false;
  /// Joins words that a hyphen cuts at the end of a line.
  bool line_ends = false;
};

/// The words of a text, joined as the options ask, a batch at a time.
class WordStream {
 public:
  /// The text must stay valid and unchanged until the last next(). `joined` is storage that the stream may
  /// use until then.
  WordStream(std::string_view text, WordJoins joins, WordSegmenterOptions options,
             const std::stop_token& stop, std::vector<Word>& joined)
      : text_(text), segmenter_(text, options, {.stop = stop}), joins_(joins), joined_(joined) {}

  /// The next words; empty at the end. Valid until the next call. Throws what WordSegmenter::next() throws.
  std::span<const Word> next() {
    return joins_.indonesian || joins_.line_ends ? next_joined() : segmenter_.next();
  }

 private:
  std::span<const Word> next_joined();
  [[nodiscard]] bool continues_held(const Word& next) const;
  [[nodiscard]] bool continues_indonesian(std::string_view first, std::string_view second) const;
  [[nodiscard]] bool has_power(const Word& word) const;

  std::string_view text_;
  WordSegmenter segmenter_;
  WordJoins joins_;
  std::vector<Word>& joined_;
  std::optional<Word> held_;  // the last word, which the next may continue
  bool held_is_joined_ = false;
};

}}}  // namespace tema::v0::detail
