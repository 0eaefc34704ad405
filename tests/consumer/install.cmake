# Installs a build of tema, and moves the installation elsewhere: nothing in it may be absolute.
# cmake -D BUILD_DIR=… -D PREFIX=… [-D SOURCE_DIR=… -D CXX=… -D WITH_CLD2=… -D LAUNCHER=… (builds BUILD_DIR first,
#       as shared libraries)] -P install.cmake
include("${CMAKE_CURRENT_LIST_DIR}/run_steps.cmake")

if(SOURCE_DIR)
  run_step("${CMAKE_COMMAND}" -S "${SOURCE_DIR}" -B "${BUILD_DIR}" -G Ninja "-DCMAKE_CXX_COMPILER=${CXX}"
           "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}" -DCMAKE_BUILD_TYPE=Release
           -DBUILD_SHARED_LIBS=ON -DTEMA_BUILD_TESTS=OFF "-DTEMA_WITH_CLD2=${WITH_CLD2}")
  run_step("${CMAKE_COMMAND}" --build "${BUILD_DIR}")
endif()
file(REMOVE_RECURSE "${PREFIX}" "${PREFIX}_before")
run_step("${CMAKE_COMMAND}" --install "${BUILD_DIR}" --prefix "${PREFIX}_before")
file(RENAME "${PREFIX}_before" "${PREFIX}")

# What a consumer reads must name neither this machine's folders nor this project's own flags.
get_filename_component(root "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
file(GLOB_RECURSE files "${PREFIX}/*.cmake" "${PREFIX}/*.pc" "${PREFIX}/*.hpp")
foreach(file IN LISTS files)
  file(READ "${file}" text)
  foreach(leak "${root}" "${BUILD_DIR}" "${PREFIX}" "-march" "-Wall" "-fno-fast-math" "-fvisibility")
    string(FIND "${text}" "${leak}" at)
    if(NOT at EQUAL -1)
      message(FATAL_ERROR "${file} has ${leak}")
    endif()
  endforeach()
endforeach()
