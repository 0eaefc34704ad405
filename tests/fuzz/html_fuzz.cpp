// HTML: the text of any bytes, and where each byte of it came from, as the standard's states have it.
#include "fuzz_input.hpp"
#include "reference/naive_html.hpp"
#include "tema/text/html.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string html(reinterpret_cast<const char*>(data), size);
  const reference::NaiveHtml expected(html);
  const tema::MappedText result = tema::strip_html(html);
  fuzz::require(result.text() == expected.text, "the text is what the states give");
  for (std::size_t i = 0; i < expected.text.size(); ++i)
    fuzz::require(result.source({i, i + 1}) == expected.sources[i],
                  "a byte has the source that the states give");
  return 0;
}
