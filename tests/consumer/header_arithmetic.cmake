# Public templates move floats, and never compute with them: so no flag of a consumer changes a bit. Compiles
# header_arithmetic.cpp with the most dangerous flags, and fails if a function there does floating-point arithmetic.
# Conversions are allowed. cmake -D CXX=… -D OBJDUMP=… -D "INCLUDES=dir|dir" -D WORK_DIR=… -P header_arithmetic.cmake
include("${CMAKE_CURRENT_LIST_DIR}/run_steps.cmake")
string(REPLACE "|" ";-isystem;" includes "-isystem;${INCLUDES}")
file(MAKE_DIRECTORY "${WORK_DIR}")
set(object "${WORK_DIR}/header_arithmetic.o")
set(function "^[0-9a-f]+ <")
set(arithmetic "[ \t]v?(add|sub|mul|div|sqrt|fn?m(add|sub)[0-9]*)(ss|sd|ps|pd)[ \t]")

# find_arithmetic(SOURCE): leaves in `found` the functions that do arithmetic. What Eigen does to find out how much
# memory it needs is Eigen's.
function(find_arithmetic source)
  run_step("${CXX}" -std=c++20 -O3 -ffast-math -march=haswell ${includes} -c "${source}" -o "${object}")
  execute_process(COMMAND "${OBJDUMP}" --disassemble --demangle --no-show-raw-insn "${object}"
                  OUTPUT_FILE "${object}.txt" COMMAND_ERROR_IS_FATAL ANY)
  file(STRINGS "${object}.txt" lines REGEX "${function}|${arithmetic}")
  set(found "")
  foreach(line IN LISTS lines)
    if(line MATCHES "${function}")
      set(name "${line}")
    elseif(NOT name MATCHES "<Eigen::internal::CompressedStorage<")
      list(APPEND found "${name}")
    endif()
  endforeach()
  set(found "${found}" PARENT_SCOPE)
endfunction()

# A control: arithmetic is found where there is some.
file(WRITE "${WORK_DIR}/control.cpp" "float control(float a, float b) { return a * b + a; }\n")
find_arithmetic("${WORK_DIR}/control.cpp")
if(NOT found MATCHES "control")
  message(FATAL_ERROR "the arithmetic of the control is not found: ${found}")
endif()

find_arithmetic("${CMAKE_CURRENT_LIST_DIR}/header_arithmetic.cpp")
if(found)
  list(REMOVE_DUPLICATES found)
  list(JOIN found "\n" text)
  message(FATAL_ERROR "these functions of public headers do floating-point arithmetic:\n${text}")
endif()
