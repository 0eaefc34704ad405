#include "numbers.hpp"

#include <charconv>
#include <cstdint>
#include <string>

namespace tema_program {

CLI::Validator whole_number() {
  const auto read = [](std::string& text) {
    std::uint64_t number = 0;
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number);
    if (error != std::errc() || end != last) {
      return "is " + text + ", but must be a whole number from 0 to 18446744073709551615";
    }
    text = std::to_string(number);
    return std::string();
  };
  return CLI::Validator(read, "");
}

}  // namespace tema_program
