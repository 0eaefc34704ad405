// Texts beyond 2³¹ bytes, where a 32-bit length would have turned negative: they work, or are refused by
// name.
#include "tema/core/error.hpp"
#include "tema/text/normalizer.hpp"
#include "tema/text/tokenizer.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <string_view>
#include <sys/mman.h>

namespace {

constexpr std::size_t many = (std::size_t{1} << 31) + 4096;

/// Zero bytes, and `end` behind them; only what is written takes memory.
class LongText {
 public:
  explicit LongText(std::string_view end) : size_(many + end.size()) {
    bytes_ = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    REQUIRE(bytes_ != MAP_FAILED);
    std::memcpy(static_cast<char*>(bytes_) + many, end.data(), end.size());
  }
  ~LongText() { munmap(bytes_, size_); }
  LongText(const LongText&) = delete;
  LongText& operator=(const LongText&) = delete;

  [[nodiscard]] std::string_view view() const { return {static_cast<const char*>(bytes_), size_}; }

 private:
  std::size_t size_;
  void* bytes_;
};

}  // namespace

TEST_CASE("long text: words stand where they are beyond 2 GiB") {
  const LongText text(" kata isu-isu 東京");
  tema::TokenBuffer buffer;
  const auto tokens = tema::Tokenizer({.language = "id"}).tokens(text.view(), buffer);
  REQUIRE(tokens.size() == 3);
  CHECK(tokens[0].text == "kata");
  CHECK(tokens[0].span.begin == many + 1);
  CHECK(tokens[1].text == "isu-isu");
  CHECK(tokens[2].span.end == text.view().size());
}

TEST_CASE("long text: what ICU cannot fold or normalise is refused") {
  const LongText text("é");
  CHECK_THROWS_AS(static_cast<void>(tema::fold(text.view())), tema::Error);
  CHECK_THROWS_AS(static_cast<void>(tema::normalized(text.view(), tema::Normalization::nfc)), tema::Error);
}
