# Installs the headers, the libraries, the program and the package config.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(config_dir "${CMAKE_INSTALL_LIBDIR}/cmake/tema")
install(TARGETS tema EXPORT temaTargets FILE_SET HEADERS)
install(EXPORT temaTargets NAMESPACE tema:: DESTINATION "${config_dir}")
if(TARGET tema_io)
  install(TARGETS tema_io EXPORT temaIoTargets FILE_SET HEADERS)
  install(EXPORT temaIoTargets NAMESPACE tema:: DESTINATION "${config_dir}")
endif()
if(TARGET tema_program)
  install(TARGETS tema_program)
endif()

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/temaConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/temaConfig.cmake" INSTALL_DESTINATION "${config_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/temaConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/temaConfig.cmake" "${PROJECT_BINARY_DIR}/temaConfigVersion.cmake"
        DESTINATION "${config_dir}")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/NOTICE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
