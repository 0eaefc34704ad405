#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 { namespace detail {

/// Cuts a JSON array, whose text comes line by line, into the texts of its elements. It looks at strings and
/// brackets alone: whoever parses an element finds what else is wrong with it.
class JsonArraySplitter {
 public:
  /// Where the text that was read ends.
  enum class State : std::uint8_t { before, inside, after, beyond };

  /// Reads on in a line, from `begin` on, which it moves. Returns true if an element is complete; then the
  /// rest of the line must be given to another call.
  bool next(std::string_view line, std::size_t& begin);

  /// `beyond`: something follows the array.
  [[nodiscard]] State state() const { return state_; }

  /// The element, or what is there of it, without white space before it. Valid until the next call.
  [[nodiscard]] const std::string& element() const { return element_; }

 private:
  std::size_t append_what_does_not_matter(std::string_view line, std::size_t begin);
  bool read_element(char c);

  State state_ = State::before;
  bool is_complete_ = false;
  bool has_elements_ = false;
  bool is_in_string_ = false;
  bool is_escaped_ = false;
  std::size_t depth_ = 0;  // of brackets in the element
  std::string element_;
};

}}}  // namespace tema::v0::detail
