#pragma once

namespace tema_program {

/// Reports on standard error that there is no memory, without allocating any. If memory runs out outside
/// main's reach, while the program begins or something is destroyed, the program also ends like this, with
/// status 1.
void say_out_of_memory();

}  // namespace tema_program
