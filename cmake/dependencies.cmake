# SPDX-License-Identifier: AGPL-3.0-or-later
# Every library we take, found once. docs/decisions/0001-layers.md says who may use which.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n data)
find_package(CLI11 REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(pugixml REQUIRED)
pkg_check_modules(GEOGRAPHIC REQUIRED IMPORTED_TARGET geographiclib)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(DEFLATE REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(BROTLI REQUIRED IMPORTED_TARGET libbrotlidec)
pkg_check_modules(LZMA REQUIRED IMPORTED_TARGET liblzma)
pkg_check_modules(NETTLE REQUIRED IMPORTED_TARGET nettle)
find_package(BZip2 REQUIRED)
pkg_check_modules(GUMBO REQUIRED IMPORTED_TARGET gumbo)
# Poppler's own classes: its stable C++ face tells no colours, render modes, links or annotations.
pkg_check_modules(POPPLER REQUIRED IMPORTED_TARGET poppler)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
# re2.pc asks for -pthread and C++11; either would set its users apart from the precompiled header.
set_target_properties(PkgConfig::RE2 PROPERTIES INTERFACE_COMPILE_OPTIONS "")
# Only the header of Tesseract: the library is loaded when a page is first recognised.
find_path(HABEAS_TESSERACT tesseract/capi.h REQUIRED)
find_library(HABEAS_CLD2 cld2 REQUIRED)
find_library(HABEAS_STEMMER stemmer REQUIRED)
if(HABEAS_TESTS)
  find_package(GTest REQUIRED)
endif()

# SQLite: one C file out of a pinned npm package, compiled once, no symbol of it visible outside
# our own program, so that a second SQLite brought in by a library could never take its place.
set(HABEAS_SQLITE_DIR ${CMAKE_SOURCE_DIR}/build/third_party/sqlite3)
if(NOT EXISTS ${HABEAS_SQLITE_DIR}/sqlite3.c)
  message(FATAL_ERROR "build/third_party/sqlite3/sqlite3.c is missing: run ./dev deps")
endif()
add_library(habeas_sqlite OBJECT ${HABEAS_SQLITE_DIR}/sqlite3.c)
target_include_directories(habeas_sqlite SYSTEM INTERFACE ${HABEAS_SQLITE_DIR})
target_compile_definitions(
  habeas_sqlite
  PRIVATE SQLITE_ENABLE_FTS5=1
          SQLITE_TEMP_STORE=3
          SQLITE_TRUSTED_SCHEMA=0
          SQLITE_DQS=0
          SQLITE_THREADSAFE=2
          SQLITE_DEFAULT_FOREIGN_KEYS=1
          SQLITE_LIKE_DOESNT_MATCH_BLOBS=1
          SQLITE_MAX_EXPR_DEPTH=100
          SQLITE_OMIT_DEPRECATED=1
          SQLITE_OMIT_LOAD_EXTENSION=1
          SQLITE_OMIT_SHARED_CACHE=1
          SQLITE_OMIT_AUTOINIT=1
          SQLITE_SECURE_DELETE=1
          HAVE_USLEEP=1)
target_compile_options(habeas_sqlite PRIVATE -w -O2 -fvisibility=hidden
                       $<$<STREQUAL:${CMAKE_SYSTEM_PROCESSOR},x86_64>:-maes -msse4.2>)
