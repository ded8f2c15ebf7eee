# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
include_guard()
find_package(Python3 REQUIRED COMPONENTS Interpreter)

# devstack_cli_test(THEME_NAME TIMEOUT seconds): test_NAME.py beside the caller's CMakeLists.txt, against the
# built program and the real Engine. One at a time: each runs a whole stack.
function(devstack_cli_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "")
    string(REGEX REPLACE "^[a-z]+_" "" theme ${name})
    add_test(NAME ${name} COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/test_${theme}.py)
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS docker RESOURCE_LOCK stack
        ENVIRONMENT "DEVSTACK_PROGRAM=$<TARGET_FILE:devstack>;DEVSTACK_SOURCE_DIR=${PROJECT_SOURCE_DIR};PYTHONPATH=${PROJECT_SOURCE_DIR}/tests/support;PYTHONDONTWRITEBYTECODE=1")
endfunction()
