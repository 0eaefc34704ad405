#pragma once

#include "tema/core/export.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace tema { inline namespace v0 {

/// What went wrong, for code that acts on it. what() tells it to a person.
///
/// A caller's own mistake, such as an option out of its range, is std::invalid_argument instead.
enum class ErrorKind {
  io,        ///< the environment: a missing file, a full disk
  format,    ///< damaged or unusable input
  limit,     ///< a named limit was passed
  mismatch,  ///< two things that were not made for each other
};

/// "io", "format", "limit" or "mismatch".
[[nodiscard]] TEMA_EXPORT std::string_view name(ErrorKind kind);

/// Thrown for every failure that is not the caller's fault.
class TEMA_EXPORT Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message);
  ~Error() override;

  [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }

 private:
  ErrorKind kind_;
};

/// Thrown when a stop was requested by RunContext::stop. Nothing was modified.
class TEMA_EXPORT Cancelled : public std::runtime_error {
 public:
  Cancelled();
  ~Cancelled() override;
};

}}  // namespace tema::v0
