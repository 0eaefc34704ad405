# Has the program write its completions and man pages:
#     cmake -D TEMA=program -D COMMANDS=a,b,c -D GZIP=program -P make_shell_files.cmake
# in the current folder: bash/tema, zsh/_tema, fish/tema.fish, man1/*.1.gz (not compressed if GZIP is empty)
string(REPLACE "," ";" commands "${COMMANDS}")

function(print_to file)
  execute_process(COMMAND "${TEMA}" ${ARGN} OUTPUT_FILE "${file}" COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE bash zsh fish man1)
file(MAKE_DIRECTORY bash zsh fish man1)
print_to(bash/tema --completion bash)
print_to(zsh/_tema --completion zsh)
print_to(fish/tema.fish --completion fish)
print_to(man1/tema.1 --man tema)
foreach(command IN LISTS commands)
  print_to(man1/tema-${command}.1 --man ${command})
endforeach()
if(GZIP)
  file(GLOB pages man1/*.1)
  execute_process(COMMAND "${GZIP}" -9n ${pages} COMMAND_ERROR_IS_FATAL ANY)
endif()
file(TOUCH made)
