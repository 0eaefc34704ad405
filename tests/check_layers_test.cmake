# Tests cmake/check_layers.cmake on small trees: cmake -D TEST_FOLDER=FOLDER -P tests/check_layers_test.cmake
get_filename_component(checker "${CMAKE_CURRENT_LIST_DIR}/../cmake/check_layers.cmake" ABSOLUTE)

# expect(PASSES|MESSAGE FILE TEXT): the check of a tree with this file passes, or fails with the message.
function(expect expected name text)
  file(REMOVE_RECURSE "${TEST_FOLDER}")
  file(WRITE "${TEST_FOLDER}/src/text/unicode/utf8.cpp" "")
  file(WRITE "${TEST_FOLDER}/src/text/languages/stop_words.cpp" "")
  file(WRITE "${TEST_FOLDER}/src/text/tokenizer.cpp" "")
  file(WRITE "${TEST_FOLDER}/${name}" "${text}\n")
  execute_process(COMMAND "${CMAKE_COMMAND}" -D "root=${TEST_FOLDER}" -P "${checker}"
                  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(REGEX REPLACE "[ \n]+" " " output "${output}")  # CMake wraps lines
  string(FIND "${output}" "${expected}" at)
  if(expected STREQUAL "PASSES" AND NOT result EQUAL 0)
    message(SEND_ERROR "${name} with ${text} was refused: ${output}")
  elseif(NOT expected STREQUAL "PASSES" AND (result EQUAL 0 OR at EQUAL -1))
    message(SEND_ERROR "${name} with ${text} was not refused with \"${expected}\": ${output}")
  endif()
endfunction()

set(includes "and includes a file of the room")
expect(PASSES src/text/languages/a.cpp "#include \"text/unicode/utf8.hpp\"")
expect(PASSES src/text/languages/a.cpp "#include \"text/languages/indonesian/b.hpp\"")
expect(PASSES src/text/a.cpp "#include \"text/analysis/b.hpp\"")
expect(PASSES src/vector/a.cpp "#include \"text/unicode/b.hpp\"")
expect("src/text/unicode/a.hpp is in the room unicode of text ${includes} languages:"
       src/text/unicode/a.hpp "#include \"text/languages/b.hpp\"")
expect("src/text/languages/indonesian/a.hpp is in the room languages/indonesian of text ${includes} languages:"
       src/text/languages/indonesian/a.hpp "#include \"text/languages/b.hpp\"")
expect("src/text/analysis/a.cpp is in the room analysis of text ${includes} none:"
       src/text/analysis/a.cpp "#include \"text/b.hpp\"")
expect("src/text/cooking/a.cpp is in a folder that is no room of text" src/text/cooking/a.cpp "")

# A public header is in the room of its source; one whose source is in no room may be included by all.
expect(PASSES src/text/languages/a.cpp "#include \"tema/text/utf8.hpp\"")
expect(PASSES src/text/analysis/a.cpp "#include \"tema/text/tokenizer.hpp\"")
expect("src/text/unicode/a.cpp is in the room unicode of text ${includes} languages:"
       src/text/unicode/a.cpp "#include \"tema/text/stop_words.hpp\"")

expect("src/topics/restarts.cpp is in the room restarts of topics ${includes} methods:"
       src/topics/restarts.cpp "#include \"topics/methods/methods.hpp\"")
expect(PASSES src/topics/restarts.cpp "#include \"topics/methods/fitted_topics.hpp\"")
expect("src/io/model/a.cpp is in io and includes a private header of topics:"
       src/io/model/a.cpp "#include \"topics/restarts.hpp\"")
expect(PASSES src/io/model/a.cpp "#include \"topics/topic_state.hpp\"")
expect("src/text/a.cpp is in text and includes vector:" src/text/a.cpp "#include \"tema/vector/tfidf.hpp\"")
file(REMOVE_RECURSE "${TEST_FOLDER}")
