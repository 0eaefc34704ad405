# Installs headers, libraries, the program, the package config and the pkg-config files. The components are
# `library`, `io_library`, `development` and `program`, as the Debian packages are cut, and `licence`, which those
# have a form of their own for.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(config_dir "${CMAKE_INSTALL_LIBDIR}/cmake/tema")
set(pkgconfig_dir "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
set(TEMA_ZSH_FOLDER site-functions CACHE STRING "Where zsh looks for completions, in share/zsh; Debian's own is vendor-completions")
mark_as_advanced(TEMA_ZSH_FOLDER)

# tema_install_library(TARGET COMPONENT EXPORT): the library at run time in its component, all else in development.
function(tema_install_library target component export)
  install(TARGETS ${target} EXPORT ${export}
          LIBRARY COMPONENT ${component} NAMELINK_COMPONENT development
          ARCHIVE COMPONENT development
          FILE_SET HEADERS COMPONENT development)
  install(EXPORT ${export} NAMESPACE tema:: DESTINATION "${config_dir}" COMPONENT development)
endfunction()

# tema_install_pc(NAME LIBRARY DESCRIPTION PUBLIC PRIVATE [PRIVATE_LIBRARY]): a static library leaves what it needs to its users; of a
# shared one they need not even have the headers.
function(tema_install_pc name library description public private)
  set(requires "${public}")
  set(libraries "-l${library}")
  if(NOT BUILD_SHARED_LIBS)
    string(APPEND requires " ${private}")
    list(TRANSFORM ARGN PREPEND " -l" OUTPUT_VARIABLE private_libraries)  # those without a pkg-config file
    string(APPEND libraries ${private_libraries})
  endif()
  file(RELATIVE_PATH to_prefix "/prefix/${pkgconfig_dir}" "/prefix")
  configure_file("${PROJECT_SOURCE_DIR}/cmake/tema.pc.in" "${PROJECT_BINARY_DIR}/${name}.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/${name}.pc" DESTINATION "${pkgconfig_dir}" COMPONENT development)
endfunction()

tema_install_library(tema library temaTargets)
set(without_pc stemmer)
if(TEMA_WITH_CLD2)
  list(APPEND without_pc cld2_full cld2)  # in this order: see FindCld2.cmake
endif()
tema_install_pc(tema tema "${PROJECT_DESCRIPTION}" "eigen3" "icu-uc libhwy" ${without_pc})
if(TARGET tema_io)
  set_target_properties(tema_io PROPERTIES INSTALL_RPATH "$ORIGIN")  # finds libtema beside it
  tema_install_library(tema_io io_library temaIoTargets)
  tema_install_pc(tema-io tema_io "Reads corpora and writes results for tema" "tema = ${PROJECT_VERSION}"
                  "simdjson libxxhash libzstd zlib")
endif()
if(TARGET tema_program)
  # A shared library is found beside the program wherever the installation lies.
  file(RELATIVE_PATH to_libraries "/prefix/${CMAKE_INSTALL_BINDIR}" "/prefix/${CMAKE_INSTALL_LIBDIR}")
  set_target_properties(tema_program PROPERTIES INSTALL_RPATH "$ORIGIN/${to_libraries}")
  install(TARGETS tema_program COMPONENT program)
endif()
if(TARGET tema_shell_files)
  get_target_property(shell_files tema_shell_files FOLDER_OF_FILES)
  install(DIRECTORY "${shell_files}/bash/" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" COMPONENT program)
  install(DIRECTORY "${shell_files}/zsh/" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/${TEMA_ZSH_FOLDER}" COMPONENT program)
  install(DIRECTORY "${shell_files}/fish/" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" COMPONENT program)
  install(DIRECTORY "${shell_files}/man1" DESTINATION "${CMAKE_INSTALL_MANDIR}" COMPONENT program)
endif()

foreach(name Eigen3 ICU hwy simdjson Stemmer Cld2 Xxhash Zstd ZLIB)
  tema_debian_package(${name} debian_${name})
endforeach()
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/temaConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/temaConfig.cmake" INSTALL_DESTINATION "${config_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/temaConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/temaConfig.cmake" "${PROJECT_BINARY_DIR}/temaConfigVersion.cmake"
              "${PROJECT_SOURCE_DIR}/cmake/FindStemmer.cmake" "${PROJECT_SOURCE_DIR}/cmake/FindCld2.cmake"
              "${PROJECT_SOURCE_DIR}/cmake/FindXxhash.cmake" "${PROJECT_SOURCE_DIR}/cmake/FindZstd.cmake"
              "${PROJECT_SOURCE_DIR}/cmake/tema_find_bare_library.cmake"
        DESTINATION "${config_dir}" COMPONENT development)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/NOTICE"
        DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT licence)
