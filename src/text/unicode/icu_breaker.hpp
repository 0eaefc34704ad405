#pragma once

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// ICU's word rules over UTF-8 bytes, without a copy: they cut the scripts that need a dictionary.
class IcuBreaker {
 public:
  struct Return {
    void operator()(IcuBreaker* breaker) const;
  };
  using Borrowed = std::unique_ptr<IcuBreaker, Return>;

  /// A breaker that this thread does not use at the moment; it is returned automatically. Opening the rules
  /// costs far more than cutting a text, so breakers are kept.
  static Borrowed borrow();

  IcuBreaker();
  ~IcuBreaker();
  IcuBreaker(const IcuBreaker&) = delete;
  IcuBreaker& operator=(const IcuBreaker&) = delete;

  /// Begins a text, which must stay valid until the last next(). Throws Error{limit} beyond 2³¹ - 1 bytes.
  void start(std::string_view text);

  /// Moves to the next segment; false at the end.
  bool next();

  [[nodiscard]] std::size_t begin() const { return static_cast<std::size_t>(begin_); }
  [[nodiscard]] std::size_t end() const { return static_cast<std::size_t>(end_); }

 private:
  struct CloseRules {
    void operator()(UBreakIterator* rules) const { ubrk_close(rules); }
  };

  std::unique_ptr<UBreakIterator, CloseRules> rules_;
  UText text_ = UTEXT_INITIALIZER;
  std::int32_t begin_ = 0;
  std::int32_t end_ = 0;
};

}}}  // namespace tema::v0::detail
