#pragma once

#include "tema/text/word_segmenter.hpp"

#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace tema::inline v0::detail {

/// The words of a text, reduplications joined if asked ("negara-negara"), a batch at a time.
class WordStream {
 public:
  /// The text must stay as it is until the last next(); `joined` is storage that it may use until then.
  WordStream(std::string_view text, bool joins_reduplication, WordSegmenterOptions options,
             const std::stop_token& stop, std::vector<Word>& joined)
      : text_(text),
        segmenter_(text, options, {.stop = stop}),
        joins_(joins_reduplication),
        joined_(joined) {}

  /// The next words; none at the end. Valid until the next call. Throws as WordSegmenter::next() does.
  std::span<const Word> next() { return joins_ ? next_joined() : segmenter_.next(); }

 private:
  std::span<const Word> next_joined();
  [[nodiscard]] bool continues_held(const Word& next) const;

  std::string_view text_;
  WordSegmenter segmenter_;
  bool joins_;
  std::vector<Word>& joined_;
  std::optional<Word> held_;  // the last word, which the next may continue
  bool held_is_joined_ = false;
};

}  // namespace tema::inline v0::detail
