# SPDX-License-Identifier: AGPL-3.0-or-later
# One wall of the room left out of a build, to show that its test, and no other, fails then.
# tools/walls builds each; docs/decisions/0006-reader-and-room-protocol.md says what a wall is.

set(HABEAS_WALL_OFF "" CACHE STRING
    "Wall to leave out, for tests only: seccomp landlock rlimit timeout one_source check_answer")
set(walls seccomp landlock rlimit timeout one_source check_answer)
set(wall_names Seccomp Landlock Rlimit Timeout OneSource CheckAnswer)

set(HABEAS_WALL_DEFINITION "")
if(HABEAS_WALL_OFF)
  if(NOT HABEAS_TESTS OR CMAKE_BUILD_TYPE MATCHES "Rel")
    message(FATAL_ERROR "HABEAS_WALL_OFF=${HABEAS_WALL_OFF}: only a build for tests lacks a wall")
  endif()
  list(FIND walls ${HABEAS_WALL_OFF} position)
  if(position LESS 0)
    message(FATAL_ERROR "HABEAS_WALL_OFF=${HABEAS_WALL_OFF}: the walls are ${walls}")
  endif()
  list(GET wall_names ${position} wall_name)
  set(HABEAS_WALL_DEFINITION HABEAS_WALL_OFF=${wall_name})
  message(WARNING "The room is built without its wall ${HABEAS_WALL_OFF}")
endif()

# habeas_walls(): src/room and the check of answers as HABEAS_WALL_OFF says, and walls_test,
# which has a suite for each wall and nothing behind it that takes long to build.
function(habeas_walls)
  set(answers ${CMAKE_SOURCE_DIR}/src/ingest/read_answers.cpp)
  if(HABEAS_WALL_DEFINITION)
    target_compile_definitions(habeas_room PRIVATE ${HABEAS_WALL_DEFINITION})
    set_target_properties(habeas_room PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
    set_source_files_properties(${answers} PROPERTIES
                                COMPILE_DEFINITIONS ${HABEAS_WALL_DEFINITION}
                                SKIP_PRECOMPILE_HEADERS ON)
  endif()
  if(HABEAS_TESTS)
    add_executable(walls_test EXCLUDE_FROM_ALL room/room_test.cpp room/walls_test.cpp
                                               ingest/read_answers_test.cpp ${answers})
    target_link_libraries(walls_test PRIVATE habeas_room habeas_model GTest::gmock GTest::gtest)
    target_compile_definitions(walls_test PRIVATE HABEAS_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                                  ${HABEAS_WALL_DEFINITION})
  endif()
endfunction()
