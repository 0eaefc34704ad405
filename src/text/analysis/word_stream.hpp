#pragma once

#include "tema/text/word_segmenter.hpp"

#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

/// What of a text's words are joined.
struct WordJoins {
  /// Those of Indonesian and Malay: reduplications ("negara-negara"), what else one word is written with a
  /// hyphen ("ke-4", "ciptaan-Nya"), and ² and ³ behind a unit ("km²").
  bool indonesian = false;
  /// Words that a hyphen cuts at a line's end.
  bool line_ends = false;
};

/// The words of a text, joined as is asked, a batch at a time.
class WordStream {
 public:
  /// The text must stay as it is until the last next(); `joined` is storage that it may use until then.
  WordStream(std::string_view text, WordJoins joins, WordSegmenterOptions options,
             const std::stop_token& stop, std::vector<Word>& joined)
      : text_(text), segmenter_(text, options, {.stop = stop}), joins_(joins), joined_(joined) {}

  /// The next words; none at the end. Valid until the next call. Throws as WordSegmenter::next() does.
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
