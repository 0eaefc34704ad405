# Finds zstd: the target Zstd::zstd.
include("${CMAKE_CURRENT_LIST_DIR}/tema_find_bare_library.cmake")
tema_find_bare_library(Zstd zstd.h zstd)
