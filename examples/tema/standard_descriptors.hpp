#pragma once

namespace tema_program {

/// Opens standard input, output and error if whoever started the program closed them, so that no file of ours
/// gets their numbers, and what is meant for them. They are opened on /dev/null the wrong way round: reading
/// from standard input and writing to the others fails, as it does on closed ones. Returns false if this is
/// impossible.
bool open_standard_descriptors();

}  // namespace tema_program
