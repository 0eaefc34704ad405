# What every target of this project is built with; nothing here reaches a consumer.

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

add_library(tema_build_flags INTERFACE)
target_compile_features(tema_build_flags INTERFACE cxx_std_20)
target_compile_options(tema_build_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Wcast-qual -Woverloaded-virtual -Wdouble-promotion)
if(TEMA_WARNINGS_AS_ERRORS)
  target_compile_options(tema_build_flags INTERFACE -Werror)
endif()
if(TEMA_SANITIZE)
  target_compile_options(tema_build_flags INTERFACE -fsanitize=${TEMA_SANITIZE} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all)
  target_link_options(tema_build_flags INTERFACE -fsanitize=${TEMA_SANITIZE})
endif()

if(TEMA_COVERAGE)
  target_compile_options(tema_build_flags INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(tema_build_flags INTERFACE --coverage)
  add_custom_target(coverage
    COMMAND gcovr --root "${PROJECT_SOURCE_DIR}" --filter "${PROJECT_SOURCE_DIR}/(src|include|examples)/"
            --exclude-unreachable-branches --print-summary --html-details "${PROJECT_BINARY_DIR}/coverage.html"
            "${PROJECT_BINARY_DIR}"
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}" VERBATIM)
endif()

# Results have the same bits whatever flags a parent project or the environment sets: no fused multiply-add,
# no reordering of floating-point arithmetic. These come last on the command line.
add_library(tema_exact_arithmetic INTERFACE)
target_compile_options(tema_exact_arithmetic INTERFACE -fno-fast-math -ffp-contract=off)

# tema_library(TARGET): shows what TEMA_EXPORT marks and nothing else, static or shared, and may become part of either.
function(tema_library target)
  set_target_properties(${target} PROPERTIES
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    POSITION_INDEPENDENT_CODE ON
    VERIFY_INTERFACE_HEADER_SETS ${PROJECT_IS_TOP_LEVEL})
  # Nor what the static libraries that it takes in would show.
  target_link_options(${target} PRIVATE LINKER:--exclude-libs,ALL)
endfunction()

# tema_embed(TARGET NAME FILES…): compiles text files into a target, as cmake/embed.cmake describes.
function(tema_embed target name)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.cpp")
  string(JOIN "|" joined ${ARGN})
  add_custom_command(OUTPUT "${source}" BYPRODUCTS "${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.hpp"
    COMMAND "${CMAKE_COMMAND}" -D NAME=${name} "-DOUTPUT=${source}" "-DFILES=${joined}"
            -P "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
    DEPENDS ${ARGN} "${PROJECT_SOURCE_DIR}/cmake/embed.cmake" "${PROJECT_SOURCE_DIR}/cmake/embedded.hpp.in"
    COMMENT "Embedding ${name}" VERBATIM)
  # Both compilers take literals far beyond the 65,536 characters that the standard asks for.
  set_source_files_properties("${source}" PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  target_sources(${target} PRIVATE "${source}")
  target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/embedded")
endfunction()
