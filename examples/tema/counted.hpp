#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tema_program {

/// A count with the words for it: counted(1, "word was", "words were") is "1 word was".
inline std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count).append(" ").append(count == 1 ? one : many);
}

}  // namespace tema_program
