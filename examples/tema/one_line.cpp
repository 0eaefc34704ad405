#include "one_line.hpp"

#include "tema/text/utf8.hpp"

namespace tema_program {

namespace {

/// The text with spaces in place of all control characters but `kept`.
std::string replace_controls(std::string_view text, char kept) {
  std::string line = tema::repair_utf8(text);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    if (line[i] == kept) continue;
    if (byte < 0x20 || byte == 0x7F) {
      line[i] = ' ';
    } else if (byte == 0xC2 && static_cast<unsigned char>(line[i + 1]) < 0xA0) {  // U+0080 to U+009F
      line.replace(i, 2, 1, ' ');
    }
  }
  return line;
}

}  // namespace

std::string one_line(std::string_view text) { return replace_controls(text, ' '); }

std::string without_controls(std::string_view text) { return replace_controls(text, '\n'); }

}  // namespace tema_program
