#include "text/unicode/icu_breaker.hpp"

#include "tema/core/error.hpp"
#include "tema/text/word_segmenter.hpp"
#include "text/unicode/icu_error.hpp"

#include <unicode/uversion.h>

#include <limits>
#include <string>
#include <vector>

namespace tema { inline namespace v0 { namespace detail {

namespace {

/// The breakers that this thread has opened and that are not in use.
std::vector<std::unique_ptr<IcuBreaker>>& idle_breakers() {
  thread_local std::vector<std::unique_ptr<IcuBreaker>> idle;
  return idle;
}

}  // namespace

IcuBreaker::Borrowed IcuBreaker::borrow() {
  auto& idle = idle_breakers();
  if (idle.empty()) idle.push_back(std::make_unique<IcuBreaker>());
  Borrowed breaker(idle.back().release());
  idle.pop_back();
  return breaker;
}

void IcuBreaker::Return::operator()(IcuBreaker* breaker) const {
  idle_breakers().push_back(std::unique_ptr<IcuBreaker>(breaker));
}

IcuBreaker::IcuBreaker() {
  UErrorCode code = U_ZERO_ERROR;
  rules_.reset(ubrk_open(UBRK_WORD, "", nullptr, 0, &code));
  check_icu(code, "break rules cannot be opened (is ICU's data file installed?)");
}

IcuBreaker::~IcuBreaker() { utext_close(&text_); }

void IcuBreaker::start(std::string_view text) {
  if (text.size() > std::numeric_limits<std::int32_t>::max()) {
    throw Error(ErrorKind::limit, "a run of " + std::to_string(text.size()) +
                                      " bytes cannot be cut by a dictionary: the limit is 2147483647");
  }
  UErrorCode code = U_ZERO_ERROR;
  utext_openUTF8(&text_, text.data() == nullptr ? "" : text.data(), static_cast<std::int64_t>(text.size()),
                 &code);
  ubrk_setUText(rules_.get(), &text_, &code);
  check_icu(code, "a text cannot be opened");
  begin_ = end_ = ubrk_first(rules_.get());
}

bool IcuBreaker::next() {
  begin_ = end_;
  const std::int32_t next = ubrk_next(rules_.get());
  if (next == UBRK_DONE) return false;
  end_ = next;
  return true;
}

}}}  // namespace tema::v0::detail

namespace tema { inline namespace v0 {

std::string dictionary_version() {
  UVersionInfo version;
  u_getVersion(version);
  char text[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(version, text);
  return std::string("ICU ") + text;
}

}}  // namespace tema::v0
