# What makes builds of tema itself faster. It changes nothing in what they give.

# A compiler cache, where one is installed and neither the user nor a parent project has chosen a launcher.
if(PROJECT_IS_TOP_LEVEL AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(TEMA_CCACHE ccache)
  mark_as_advanced(TEMA_CCACHE)
  if(TEMA_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${TEMA_CCACHE}")
  endif()
endif()

# Headers that most files include. A file must not rely on them: it includes what it uses, as the presets that do not
# precompile headers show. Those that treat warnings as errors must not: of a system header that is precompiled, GCC 12
# shows warnings that it otherwise hides, and that are wrong.
set(tema_common_headers <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <span> <stdexcept>
    <stop_token> <string> <string_view> <utility> <vector> <Eigen/Core> <Eigen/SparseCore>)

# ccache needs this option.
set(tema_precompiled_options "")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(tema_precompiled_options -fpch-preprocess)
endif()

# tema_precompile(TARGET HEADERS…): has the compiler read these headers once for all files of the target.
function(tema_precompile target)
  if(TEMA_PRECOMPILE_HEADERS)
    target_precompile_headers(${target} PRIVATE ${ARGN})
    target_compile_options(${target} PRIVATE ${tema_precompiled_options})
  endif()
endfunction()

# tema_precompiled_as(TARGET OTHER): uses what is precompiled for OTHER, a target with the same flags.
function(tema_precompiled_as target other)
  if(TEMA_PRECOMPILE_HEADERS)
    target_precompile_headers(${target} REUSE_FROM ${other})
    target_compile_options(${target} PRIVATE ${tema_precompiled_options})
  endif()
endfunction()
