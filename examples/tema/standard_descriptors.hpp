#pragma once

namespace tema_program {

/// Opens those of standard input, output and error that whoever started the program has closed, so that no
/// file of ours takes their numbers, and gets what is meant for them. They are opened on /dev/null the wrong
/// way round: reading from the one and writing to the others fails, as it does where they are closed. False
/// if that cannot be done.
bool open_standard_descriptors();

}  // namespace tema_program
