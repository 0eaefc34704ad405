#pragma once

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace tema::inline v0::detail {

/// ICU's root break rules over UTF-8 bytes, in place. One a thread: opening the rules costs far more than a
/// text.
class IcuBreaker {
 public:
  /// This thread's breaker for words or sentences (UBRK_WORD, UBRK_SENTENCE). Not to be used by two loops at
  /// once.
  static IcuBreaker& of_this_thread(UBreakIteratorType type);

  explicit IcuBreaker(UBreakIteratorType type);
  ~IcuBreaker();
  IcuBreaker(const IcuBreaker&) = delete;
  IcuBreaker& operator=(const IcuBreaker&) = delete;

  /// Begins a text, which must stay until the last next(). Throws Error{limit} past 2³¹ - 1 bytes.
  void start(std::string_view text);

  /// Moves to the next segment; false at the end.
  bool next();

  [[nodiscard]] std::size_t begin() const { return static_cast<std::size_t>(begin_); }
  [[nodiscard]] std::size_t end() const { return static_cast<std::size_t>(end_); }
  /// ICU's status of the segment, such as UBRK_WORD_LETTER.
  [[nodiscard]] std::int32_t status() const { return ubrk_getRuleStatus(rules_.get()); }

 private:
  struct CloseRules {
    void operator()(UBreakIterator* rules) const { ubrk_close(rules); }
  };

  std::unique_ptr<UBreakIterator, CloseRules> rules_;
  UText text_ = UTEXT_INITIALIZER;
  std::int32_t begin_ = 0;
  std::int32_t end_ = 0;
};

}  // namespace tema::inline v0::detail
