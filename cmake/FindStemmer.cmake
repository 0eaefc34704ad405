# Finds Snowball's libstemmer: the target Stemmer::stemmer.
include("${CMAKE_CURRENT_LIST_DIR}/tema_find_bare_library.cmake")
tema_find_bare_library(Stemmer libstemmer.h stemmer)
