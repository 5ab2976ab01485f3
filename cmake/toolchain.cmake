# SPDX-License-Identifier: AGPL-3.0-or-later
# Compiler, linker and cache: the same flags for every target of ours.

find_program(HABEAS_CCACHE ccache)
if(HABEAS_CCACHE)
  # Precompiled headers need these to be cached at all (ccache manual, "Precompiled headers").
  set(HABEAS_CCACHE_LAUNCHER
      ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_PCH_EXTSUM=1
      ${HABEAS_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${HABEAS_CCACHE_LAUNCHER})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${HABEAS_CCACHE_LAUNCHER})
endif()

find_program(HABEAS_MOLD mold)
if(HABEAS_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-strict-aliasing>)
# Everything ends up in executables, so one code model serves libraries, tests and the shared
# precompiled header alike.
add_compile_options(-fPIE)
add_link_options(-pie)
add_compile_options(-fstack-protector-strong -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  add_compile_definitions(_FORTIFY_SOURCE=2)
  add_link_options(-Wl,-z,relro,-z,now)
endif()

if(HABEAS_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer
                      -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=address,undefined)
endif()
if(HABEAS_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
