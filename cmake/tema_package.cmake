# Debian packages by `cpack`: libtema and libtema-io with the shared libraries, libtema-dev with all that a consumer
# compiles with, and tema with the program. Made from the preset `package`.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME tema)
set(CPACK_PACKAGE_VENDOR "The tema authors")
set(CPACK_PACKAGE_CONTACT "The tema authors <tema@example.org>" CACHE STRING "Who maintains the Debian packages")
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL library io_library development program)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${PROJECT_BINARY_DIR}/src;${PROJECT_BINARY_DIR}/src/io")
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY "=")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(soversion ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
set(exactly "= ${PROJECT_VERSION}-1")
tema_debian_package(Eigen3 debian_eigen)

# tema_debian(COMPONENT PACKAGE SECTION DEPENDS DESCRIPTION): the first line of DESCRIPTION is the synopsis.
function(tema_debian component package section depends description)
  string(TOUPPER ${component} key)
  set(CPACK_DEBIAN_${key}_PACKAGE_NAME ${package} PARENT_SCOPE)
  set(CPACK_DEBIAN_${key}_PACKAGE_SECTION ${section} PARENT_SCOPE)
  set(CPACK_DEBIAN_${key}_PACKAGE_DEPENDS "${depends}" PARENT_SCOPE)
  set(CPACK_COMPONENT_${key}_DESCRIPTION "${description}" PARENT_SCOPE)
  # Each package has its copyright and its changelog.
  install(FILES "${PROJECT_SOURCE_DIR}/cmake/debian/copyright" "${PROJECT_BINARY_DIR}/changelog.Debian.gz"
          DESTINATION "share/doc/${package}" COMPONENT ${component})
endfunction()

tema_debian(library libtema${soversion} libs ""
  "Text analytics for C++20\nTurns text in any language into tokens, tokens into TF-IDF vectors, and vectors\ninto topics; this package has the shared library.")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA "${PROJECT_SOURCE_DIR}/cmake/debian/triggers")
tema_debian(io_library libtema-io${soversion} libs "libtema${soversion} (${exactly})"
  "Reading and writing of corpora for tema\nReaders of JSON lines, text files and folders, and writers of results; this\npackage has the shared library.")
set(CPACK_DEBIAN_IO_LIBRARY_PACKAGE_CONTROL_EXTRA "${PROJECT_SOURCE_DIR}/cmake/debian/triggers")
tema_debian(development libtema-dev libdevel
  "libtema${soversion} (${exactly}), libtema-io${soversion} (${exactly}), ${debian_eigen}"
  "Headers of tema, text analytics for C++20\nWhat a program that uses tema is compiled with: headers, CMake's package\nconfig, pkg-config files.")
tema_debian(program tema text "libtema-io${soversion} (${exactly})"
  "Topics of a collection of texts, on the command line\nCuts texts into tokens, finds the topics of a corpus, and compares topics with\nlabels.")

string(TIMESTAMP tema_release_date "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file("${PROJECT_SOURCE_DIR}/cmake/debian/changelog.in" "${PROJECT_BINARY_DIR}/changelog" @ONLY)
execute_process(COMMAND gzip -9nc "${PROJECT_BINARY_DIR}/changelog"
                OUTPUT_FILE "${PROJECT_BINARY_DIR}/changelog.Debian.gz" COMMAND_ERROR_IS_FATAL ANY)
include(CPack)
