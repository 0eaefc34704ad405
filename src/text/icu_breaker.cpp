#include "text/icu_breaker.hpp"

#include "tema/core/error.hpp"

#include <array>
#include <limits>
#include <string>

namespace tema::inline v0::detail {

namespace {

void check(UErrorCode code, const char* what) {
  if (U_FAILURE(code)) throw Error(ErrorKind::io, std::string("ICU: ") + what + ": " + u_errorName(code));
}

}  // namespace

IcuBreaker& IcuBreaker::of_this_thread(UBreakIteratorType type) {
  if (type == UBRK_WORD) {
    thread_local IcuBreaker words(UBRK_WORD);
    return words;
  }
  thread_local IcuBreaker sentences(UBRK_SENTENCE);
  return sentences;
}

IcuBreaker::IcuBreaker(UBreakIteratorType type) {
  UErrorCode code = U_ZERO_ERROR;
  rules_.reset(ubrk_open(type, "", nullptr, 0, &code));
  check(code, "break rules cannot be opened (is ICU's data file installed?)");
}

IcuBreaker::~IcuBreaker() { utext_close(&text_); }

void IcuBreaker::start(std::string_view text) {
  if (text.size() > std::numeric_limits<std::int32_t>::max()) {
    throw Error(ErrorKind::limit, "a text of " + std::to_string(text.size()) +
                                      " bytes cannot be segmented: the limit is 2147483647");
  }
  UErrorCode code = U_ZERO_ERROR;
  utext_openUTF8(&text_, text.data() == nullptr ? "" : text.data(), static_cast<std::int64_t>(text.size()),
                 &code);
  ubrk_setUText(rules_.get(), &text_, &code);
  check(code, "a text cannot be opened");
  begin_ = end_ = ubrk_first(rules_.get());
}

bool IcuBreaker::next() {
  begin_ = end_;
  const std::int32_t next = ubrk_next(rules_.get());
  if (next == UBRK_DONE) return false;
  end_ = next;
  return true;
}

}  // namespace tema::inline v0::detail
