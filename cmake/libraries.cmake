# SPDX-License-Identifier: AGPL-3.0-or-later
# habeas_library(<folder> USES <folders...> LINKS <targets...>)
#
# Makes the library habeas_<folder> of all .cpp files of src/<folder>, and, with HABEAS_TESTS,
# one test program <folder>_test of its *_test.cpp files. USES is the law of the layers: the tidy
# test reads it from src/CMakeLists.txt and checks every include against it.

add_library(habeas_options INTERFACE)
target_compile_options(habeas_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Werror)
# GCC 12 sees overlapping copies and short buffers in std::string that are not there (GCC bugs
# 105329, 105651); Clang checks the same code without them.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(habeas_options INTERFACE -Wno-array-bounds -Wno-restrict
                                                  -Wno-stringop-overflow -Wno-stringop-overread)
endif()
target_include_directories(habeas_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(habeas_options INTERFACE HABEAS_VERSION="${PROJECT_VERSION}")
target_link_libraries(habeas_options INTERFACE fmt::fmt Threads::Threads)

# One precompiled header for all: the standard headers that nearly every file includes.
file(WRITE ${CMAKE_BINARY_DIR}/precompiled.cpp "")
add_library(habeas_precompiled OBJECT ${CMAKE_BINARY_DIR}/precompiled.cpp)
target_link_libraries(habeas_precompiled PRIVATE habeas_options)
target_precompile_headers(
  habeas_precompiled PRIVATE
  <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <set> <span> <string>
  <string_view> <tuple> <unordered_map> <utility> <variant> <vector> <tl/expected.hpp>)

function(habeas_library folder)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "USES;LINKS")
  set(directory ${CMAKE_SOURCE_DIR}/src/${folder})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${directory}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(REMOVE_ITEM sources ${directory}/main.cpp)
  if(NOT sources)
    file(WRITE ${CMAKE_BINARY_DIR}/empty_${folder}.cpp "")
    set(sources ${CMAKE_BINARY_DIR}/empty_${folder}.cpp)
  endif()
  add_library(habeas_${folder} STATIC ${sources})
  target_link_libraries(habeas_${folder} PUBLIC habeas_options)
  foreach(used IN LISTS ARG_USES)
    target_link_libraries(habeas_${folder} PUBLIC habeas_${used})
  endforeach()
  target_link_libraries(habeas_${folder} PUBLIC ${ARG_LINKS})
  target_precompile_headers(habeas_${folder} REUSE_FROM habeas_precompiled)
  if(HABEAS_TESTS AND tests)
    add_executable(${folder}_test ${tests})
    target_link_libraries(${folder}_test PRIVATE habeas_${folder} GTest::gmock GTest::gtest_main)
    target_precompile_headers(${folder}_test REUSE_FROM habeas_precompiled)
    target_compile_definitions(${folder}_test
                               PRIVATE HABEAS_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                       HABEAS_BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_test(NAME ${folder} COMMAND ${folder}_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  endif()
endfunction()
