#include "tema/core/error.hpp"

namespace tema { inline namespace v0 {

std::string_view name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::io:
      return "io";
    case ErrorKind::format:
      return "format";
    case ErrorKind::limit:
      return "limit";
    case ErrorKind::mismatch:
      return "mismatch";
  }
  return "unknown";
}

Error::Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
Error::~Error() = default;

Cancelled::Cancelled() : std::runtime_error("cancelled: a stop was requested") {}
Cancelled::~Cancelled() = default;

}}  // namespace tema::v0
