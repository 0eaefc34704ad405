#pragma once

namespace tema_program {

/// Tells on standard error that there is no memory, without asking for any. Where that happens outside main's
/// reach, while the program begins or something is destroyed, it ends like this, too, with status 1.
void say_out_of_memory();

}  // namespace tema_program
