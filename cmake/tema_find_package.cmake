# tema_debian_package(NAME VARIABLE): the Debian package that has the CMake package NAME, by packages-debian.txt.
function(tema_debian_package name variable)
  file(STRINGS "${PROJECT_SOURCE_DIR}/cmake/packages-debian.txt" lines REGEX "^[^#]* ${name}$")
  string(REGEX REPLACE " .*" "" package "${lines}")
  set(${variable} "${package}" PARENT_SCOPE)
endfunction()

# tema_find_package(NAME …): find_package(NAME …); if it fails, the message names the Debian package.
macro(tema_find_package name)
  find_package(${name} ${ARGN} QUIET)
  if(NOT ${name}_FOUND)
    tema_debian_package(${name} package)
    string(JOIN " " wanted ${name} ${ARGN})
    message(FATAL_ERROR "tema needs ${wanted}, which was not found. On Debian: apt-get install ${package}")
  endif()
endmacro()
