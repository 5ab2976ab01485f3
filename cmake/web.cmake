# SPDX-License-Identifier: AGPL-3.0-or-later
# The front end: islands through esbuild, then islands, style, templates and words into one C++
# source, library habeas_web. A new file under web/ needs no change here.

find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)

set(HABEAS_ESBUILD ${CMAKE_SOURCE_DIR}/node_modules/@esbuild/linux-x64/bin/esbuild
    CACHE FILEPATH "The bundler, out of the npm package esbuild")
if(NOT EXISTS ${HABEAS_ESBUILD})
  message(FATAL_ERROR "${HABEAS_ESBUILD} is missing: run ./dev deps")
endif()

set(web ${CMAKE_SOURCE_DIR}/web)
set(web_made ${CMAKE_BINARY_DIR}/web)
file(MAKE_DIRECTORY ${web_made})
file(GLOB style CONFIGURE_DEPENDS ${web}/style/*.css)
file(GLOB templates CONFIGURE_DEPENDS ${web}/templates/*.mustache)
file(GLOB words CONFIGURE_DEPENDS ${web}/words/*.tsv)
file(GLOB scripts CONFIGURE_DEPENDS ${web}/islands/*.ts)
file(GLOB entries CONFIGURE_DEPENDS ${web}/islands/*_island.ts)

set(made "")
foreach(entry IN LISTS entries)
  get_filename_component(name ${entry} NAME_WE)
  add_custom_command(
    OUTPUT ${web_made}/${name}.js
    COMMAND ${HABEAS_ESBUILD} ${entry} --bundle --minify --format=iife --target=es2020
            --charset=utf8 --legal-comments=none --log-level=warning
            --outfile=${web_made}/${name}.js
    DEPENDS ${scripts}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    COMMENT "Bundling ${name}.js"
    VERBATIM)
  list(APPEND made ${web_made}/${name}.js)
endforeach()

# Style sheets are joined in the order of their names.
list(SORT style)
add_custom_command(
  OUTPUT ${web_made}/desk.css
  COMMAND ${CMAKE_COMMAND} -E cat ${style} > ${web_made}/desk.css
  DEPENDS ${style}
  COMMENT "Joining the style sheets")
list(APPEND made ${web_made}/desk.css)

set(pairs "")
foreach(path IN LISTS made templates words)
  get_filename_component(name ${path} NAME)
  list(APPEND pairs ${name}=${path})
endforeach()
add_custom_command(
  OUTPUT ${web_made}/web_files.cpp
  COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_SOURCE_DIR}/tools/web/embed.py
          ${web_made}/web_files.cpp ${pairs}
  DEPENDS ${made} ${templates} ${words} ${CMAKE_SOURCE_DIR}/tools/web/embed.py
  COMMENT "Embedding web/"
  VERBATIM)
add_library(habeas_web STATIC ${web_made}/web_files.cpp)
target_link_libraries(habeas_web PRIVATE habeas_options)
