# What is missing is named, with the Debian package that has it, by tema's own build and by a consumer's find_package.
# cmake -D TEMA=PREFIX -D SOURCE_DIR=… -D WORK_DIR=… -D CXX=… -D WITH_CLD2=… -P missing_dependencies.cmake

# expect_failure(SOURCE PACKAGE FRAGMENT): configuring SOURCE fails without PACKAGE, and says FRAGMENT.
function(expect_failure source package fragment)
  # What CMake has found out about the compiler stays; looking at it again would take most of the time.
  get_filename_component(name "${source}" NAME)
  file(REMOVE "${WORK_DIR}/${name}/CMakeCache.txt")
  execute_process(
    COMMAND "${CMAKE_COMMAND}" -S "${source}" -B "${WORK_DIR}/${name}" -G Ninja "-DCMAKE_PREFIX_PATH=${TEMA}"
            "-DCMAKE_CXX_COMPILER=${CXX}" "-DTEMA_WITH_CLD2=${WITH_CLD2}" "-DCMAKE_DISABLE_FIND_PACKAGE_${package}=ON"
    RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE errors)
  string(REGEX REPLACE "[ \n]+" " " errors "${errors}")  # CMake breaks long lines
  string(FIND "${errors}" "${fragment}" at)
  if(status EQUAL 0 OR at EQUAL -1)
    message(FATAL_ERROR "without ${package}, ${source} says not \"${fragment}\" but:\n${errors}")
  endif()
endfunction()

file(REMOVE_RECURSE "${WORK_DIR}")
foreach(source "${SOURCE_DIR}" "${CMAKE_CURRENT_LIST_DIR}/project")
  expect_failure("${source}" Eigen3 "apt-get install libeigen3-dev")
  expect_failure("${source}" ICU "apt-get install libicu-dev")
  expect_failure("${source}" hwy "apt-get install libhwy-dev")
  expect_failure("${source}" Stemmer "apt-get install libstemmer-dev")
  if(WITH_CLD2)
    expect_failure("${source}" Cld2 "apt-get install libcld2-dev")
  endif()
  expect_failure("${source}" simdjson "apt-get install libsimdjson-dev")
  expect_failure("${source}" Xxhash "apt-get install libxxhash-dev")
  expect_failure("${source}" Zstd "apt-get install libzstd-dev")
  expect_failure("${source}" ZLIB "apt-get install zlib1g-dev")
endforeach()

# An installation without the component io.
set(without_io "${WORK_DIR}_io")
file(REMOVE_RECURSE "${without_io}")
file(COPY "${TEMA}/" DESTINATION "${without_io}")
file(GLOB_RECURSE io_targets "${without_io}/*/temaIoTargets*.cmake")
file(REMOVE ${io_targets})
set(TEMA "${without_io}")
expect_failure("${CMAKE_CURRENT_LIST_DIR}/project" nothing "built without its component io")
file(REMOVE_RECURSE "${without_io}" "${WORK_DIR}")
