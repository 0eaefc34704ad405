# Finds CLD2, the Compact Language Detector, which brings no package config: the target Cld2::cld2. Its library has
# functions and small tables, and libcld2_full larger tables alone, which count where they are linked first.
find_path(Cld2_INCLUDE_DIR cld2/public/compact_lang_det.h)
find_library(Cld2_FULL_LIBRARY cld2_full)
find_library(Cld2_LIBRARY cld2)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Cld2 DEFAULT_MSG Cld2_LIBRARY Cld2_FULL_LIBRARY Cld2_INCLUDE_DIR)
if(Cld2_FOUND AND NOT TARGET Cld2::cld2)
  add_library(Cld2::cld2 INTERFACE IMPORTED GLOBAL)
  set_target_properties(Cld2::cld2 PROPERTIES
    INTERFACE_LINK_LIBRARIES "${Cld2_FULL_LIBRARY};${Cld2_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${Cld2_INCLUDE_DIR}")
endif()
mark_as_advanced(Cld2_INCLUDE_DIR Cld2_LIBRARY Cld2_FULL_LIBRARY)
