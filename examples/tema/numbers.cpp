#include "numbers.hpp"

#include <charconv>
#include <cstdint>
#include <string>

namespace tema_program {

namespace {

CLI::Validator whole_number_from(std::uint64_t least) {
  const auto read = [least](std::string& text) {
    std::uint64_t number = 0;
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number);
    if (error != std::errc() || end != last || number < least) {
      return "is " + text + ", but must be a whole number from " + std::to_string(least) +
             " to 18446744073709551615";
    }
    text = std::to_string(number);
    return std::string();
  };
  return CLI::Validator(read, "");
}

}  // namespace

CLI::Validator whole_number() { return whole_number_from(0); }

CLI::Validator number_from_1() { return whole_number_from(1); }

}  // namespace tema_program
