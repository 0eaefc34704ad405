# run_step(COMMAND…): runs it, fails with its output if it fails, and leaves the output in `step_output`.
function(run_step)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)
  if(NOT status EQUAL 0)
    string(JOIN " " line ${ARGN})
    message(FATAL_ERROR "${line}\n${output}\n${errors}")
  endif()
  set(step_output "${output}" PARENT_SCOPE)
endfunction()

# compare_with_expected(PROGRAM): fails unless it prints, byte for byte, what the program EXPECTED prints.
function(compare_with_expected program)
  run_step("${EXPECTED}")
  set(expected "${step_output}")
  run_step("${program}")
  if(NOT step_output STREQUAL expected)
    message(FATAL_ERROR "other bytes came out:\n${step_output}\nand not\n${expected}")
  endif()
endfunction()
