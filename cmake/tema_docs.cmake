# The target `docs`: the public headers' documentation and the pages of cmake/docs, in build/…/docs/html. A warning is an
# error, and so is a link that leads nowhere.
tema_find_package(Doxygen 1.9)
set(DOXYGEN_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/docs")
set(DOXYGEN_USE_MDFILE_AS_MAINPAGE "${PROJECT_SOURCE_DIR}/README.md")
set(DOXYGEN_STRIP_FROM_INC_PATH "${PROJECT_SOURCE_DIR}/include")
set(DOXYGEN_STRIP_FROM_PATH "${PROJECT_SOURCE_DIR}")
set(DOXYGEN_EXTRACT_ALL YES)
set(DOXYGEN_JAVADOC_AUTOBRIEF YES)
set(DOXYGEN_MACRO_EXPANSION YES)
set(DOXYGEN_EXPAND_ONLY_PREDEF YES)
set(DOXYGEN_PREDEFINED TEMA_EXPORT=)
set(DOXYGEN_GENERATE_LATEX NO)
set(DOXYGEN_HAVE_DOT NO)
set(DOXYGEN_QUIET YES)
set(DOXYGEN_WARN_AS_ERROR FAIL_ON_WARNINGS)
set(DOXYGEN_SOURCE_BROWSER YES)  # of the examples
set(DOXYGEN_HTML_EXTRA_FILES "${CMAKE_CURRENT_LIST_DIR}/docs/report.png")  # beside the pages
set(DOXYGEN_FILE_PATTERNS *.hpp *.cpp *.md)
set(DOXYGEN_EXCLUDE_PATTERNS "*/examples/tema/*")
set(DOXYGEN_FILTER_PATTERNS "*.md=sed -f ${CMAKE_CURRENT_LIST_DIR}/doxygen_links.sed")
doxygen_add_docs(docs include examples README.md cmake/docs CHANGELOG.md CONTRIBUTING.md SECURITY.md bench/README.md
                 WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_custom_command(TARGET docs POST_BUILD VERBATIM
  COMMAND Python3::Interpreter "${CMAKE_CURRENT_LIST_DIR}/check_site_links.py" "${DOXYGEN_OUTPUT_DIRECTORY}/html")
