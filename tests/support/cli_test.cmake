# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
include_guard()
find_package(Python3 REQUIRED COMPONENTS Interpreter)

# devstack_cli_test(THEME_NAME TIMEOUT seconds [BESIDE] [STANDINS]): test_NAME.py beside the caller's
# CMakeLists.txt, against the built program and the real Engine. BESIDE: another may run at the same time;
# else it has the machine to itself, since it measures time or fills the machine. STANDINS: it makes images
# of tests/support/standins and takes them away, so one of these at a time.
function(devstack_cli_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "BESIDE;STANDINS" "TIMEOUT" "")
    string(REGEX REPLACE "^[a-z]+_" "" theme ${name})
    add_test(NAME ${name} COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/test_${theme}.py)
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS docker
        ENVIRONMENT "DEVSTACK_PROGRAM=$<TARGET_FILE:devstack>;DEVSTACK_SOURCE_DIR=${PROJECT_SOURCE_DIR};PYTHONPATH=${PROJECT_SOURCE_DIR}/tests/support;PYTHONDONTWRITEBYTECODE=1")
    set(locks "")
    if(NOT arg_BESIDE)
        list(APPEND locks stack)
        set_tests_properties(${name} PROPERTIES PROCESSORS 16)
    endif()
    if(arg_STANDINS)
        list(APPEND locks standins)
    endif()
    set_tests_properties(${name} PROPERTIES RESOURCE_LOCK "${locks}")
endfunction()
