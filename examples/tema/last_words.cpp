#include "last_words.hpp"

#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>
#include <unistd.h>

namespace tema_program {

namespace {

bool is_out_of_memory() {
  const std::exception_ptr exception = std::current_exception();
  if (!exception) {  // not even the exception could be allocated
    void* const memory = std::malloc(1);
    std::free(memory);
    return memory == nullptr;
  }
  try {
    std::rethrow_exception(exception);
  } catch (const std::bad_alloc&) {
    return true;
  } catch (...) {
    return false;
  }
}

[[noreturn]] void end() {
  if (!is_out_of_memory()) std::abort();
  say_out_of_memory();
  _exit(1);
}

void watch_for_the_end() { std::set_terminate(end); }

/// The system calls it before everything else, even before libraries are initialised: most of these allocate
/// memory.
[[gnu::section(".preinit_array"), gnu::used]] void (*const at_the_beginning)() = watch_for_the_end;

}  // namespace

void say_out_of_memory() {
  constexpr std::string_view message = "tema: out of memory\n";
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, message.data(), message.size());
}

}  // namespace tema_program
