# Finds xxHash: the target Xxhash::xxhash.
include("${CMAKE_CURRENT_LIST_DIR}/tema_find_bare_library.cmake")
tema_find_bare_library(Xxhash xxhash.h xxhash)
