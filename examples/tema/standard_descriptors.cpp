#include "standard_descriptors.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace tema_program {

bool open_standard_descriptors() {
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) >= 0) continue;
    // open() returns the lowest free number, and all below are taken.
    const int opened = ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    if (opened != descriptor) return false;
  }
  return true;
}

}  // namespace tema_program
