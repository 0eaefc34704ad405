# Builds and runs the consumer project, and compares every byte that it prints with what tema's own build prints.
# cmake -D WAY=find_package|add_subdirectory|FetchContent -D TEMA=PREFIX or source -D WORK_DIR=… -D CXX=…
#       -D EXPECTED=PROGRAM -D FLAGS=… [-D LAUNCHER=ccache] [-D STANDARD=23] [-D WITH_CLD2=OFF (a subproject's)]
#       -P run.cmake
include("${CMAKE_CURRENT_LIST_DIR}/run_steps.cmake")

file(REMOVE_RECURSE "${WORK_DIR}")
set(standard "")
if(STANDARD)
  set(standard "-DCMAKE_CXX_STANDARD=${STANDARD}")
endif()
set(subproject "")
if(DEFINED WITH_CLD2)
  set(subproject "-DTEMA_WITH_CLD2=${WITH_CLD2}")
endif()
run_step("${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}/project" -B "${WORK_DIR}" -G Ninja "-DTEMA_WAY=${WAY}"
         "-DCMAKE_PREFIX_PATH=${TEMA}" "-DTEMA_SOURCE=${TEMA}" "-DFETCHCONTENT_SOURCE_DIR_TEMA=${TEMA}"
         "-DCMAKE_CXX_COMPILER=${CXX}" "-DCMAKE_CXX_FLAGS=${FLAGS}" ${standard} ${subproject}
         "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}")
run_step("${CMAKE_COMMAND}" --build "${WORK_DIR}")
run_step("${WORK_DIR}/consumer_without_io")
if(DEFINED WITH_CLD2 AND NOT WITH_CLD2 AND NOT step_output MATCHES "TEMA_WITH_CLD2=OFF")
  message(FATAL_ERROR "a build without CLD2 detects languages: ${step_output}")
endif()

compare_with_expected("${WORK_DIR}/consumer")

if(NOT WAY STREQUAL "find_package")
  # A subproject installs nothing unless asked, and brings no tests along.
  run_step("${CMAKE_COMMAND}" --install "${WORK_DIR}" --prefix "${WORK_DIR}/installed")
  file(GLOB_RECURSE installed "${WORK_DIR}/installed/*")
  if(installed)
    message(FATAL_ERROR "the subproject installed ${installed}")
  endif()
  run_step("${CMAKE_COMMAND}" --build "${WORK_DIR}" --target help)
  if(step_output MATCHES "_tests|tema_program|uninstall")
    message(FATAL_ERROR "the subproject brings targets along: ${step_output}")
  endif()
else()
  # What needs tema::tema alone links neither tema::io nor what that needs.
  run_step(ldd "${WORK_DIR}/consumer_without_io")
  if(step_output MATCHES "simdjson|xxhash|zstd|libz|tema_io")
    message(FATAL_ERROR "tema::tema alone brings along: ${step_output}")
  endif()
endif()
file(REMOVE_RECURSE "${WORK_DIR}")
