# SPDX-License-Identifier: GPL-3.0-or-later
# The two calls every folder makes: plenum_library(<folder> <deps…>) and plenum_tests(<name> …).

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# moc 6.4 cannot parse <concepts> of libstdc++ 12; without the compiler's predefined macros it skips it.
set(CMAKE_AUTOMOC_COMPILER_PREDEFINES OFF)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
find_program(CCACHE ccache)
if(CCACHE)
  # With precompiled headers ccache asks for this leave.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()

add_library(plenum_options INTERFACE)
# GCC 12 takes std::string + "text" for overlapping or too long copies (its bugs 105651, 105329): told, but no error.
target_compile_options(plenum_options INTERFACE -Wall -Wextra -Wpedantic -Wno-psabi -ffp-contract=off
  "$<$<BOOL:${PLENUM_WERROR}>:-Werror;$<$<CXX_COMPILER_ID:GNU>:-Wno-error=restrict;-Wno-error=array-bounds;-Wno-error=stringop-overflow;-Wno-error=stringop-overread>>"
  # GCC's own AVX-512 headers make it warn of uninitialised values (its bug 105593).
  "$<$<BOOL:${PLENUM_NATIVE}>:-march=native;$<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>>")
target_include_directories(plenum_options INTERFACE ${CMAKE_SOURCE_DIR})
if(PLENUM_ASSERT)
  target_compile_options(plenum_options INTERFACE -UNDEBUG)
  target_compile_definitions(plenum_options INTERFACE _GLIBCXX_ASSERTIONS)
endif()
if(PLENUM_SANITIZE)
  # Null and misaligned pointers are left to the address sanitizer and the processor: looked for in the code they double
  # the time of compiling.
  target_compile_options(plenum_options INTERFACE -fsanitize=${PLENUM_SANITIZE} -fno-sanitize=null,alignment
    -fno-omit-frame-pointer -g1)
  target_link_options(plenum_options INTERFACE -fsanitize=${PLENUM_SANITIZE})
endif()

# plenum_precompile(target like [header …]): with PLENUM_PCH, headers that most units read are compiled once for the
# target <like> and used by all that name it. A source still includes what it uses: builds without the option hold it to
# that.
set(plenum_common_headers <algorithm> <array> <cmath> <functional> <limits> <map> <memory> <numeric> <optional>
    <set> <span> <stop_token> <string> <string_view> <unordered_map> <utility> <vector>)
function(plenum_precompile target like)
  if(NOT PLENUM_PCH)
    return()
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -fpch-preprocess)
  endif()
  if(target STREQUAL like)
    target_precompile_headers(${target} PRIVATE ${plenum_common_headers} ${ARGN})
  else()
    target_precompile_headers(${target} REUSE_FROM ${like})
  endif()
endfunction()

# plenum_library(twin/air Plenum::twin_model …): one static library a folder, alias Plenum::twin_air.
function(plenum_library folder)
  string(REPLACE "/" "_" name ${folder})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp ${CMAKE_SOURCE_DIR}/${folder}/*.h)
  add_library(${name} STATIC ${sources})
  add_library(Plenum::${name} ALIAS ${name})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(${name} PUBLIC plenum_options ${ARGN})
  if(folder MATCHES "^app/(models|document|session|widgets|view3d|plan2d|diagram|panels|workspaces|shell)$")
    plenum_precompile(${name} app_models <QtWidgets>)
  else()
    plenum_precompile(${name} twin_base)
  endif()
  if(folder MATCHES "^app/")
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
  endif()
endfunction()

# plenum_tests(tests_unit FOLDERS unit/twin … [FILES …] [THREADS runner_test …] [SLOW …] LINK …): every
# <name>_test.cpp below the folders holds one class, named after the file (supply_loop_test.cpp → SupplyLoopTest);
# CTest lists each as <label>.<name>, the label being the file's top folder below tests/. THREADS and SLOW name the
# classes that carry the label thread or slow as well.
function(plenum_tests name)
  cmake_parse_arguments(arg "" "" "FOLDERS;FILES;THREADS;SLOW;LINK" ${ARGN})
  set(files)
  foreach(folder ${arg_FOLDERS})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*_test.cpp)
    list(APPEND files ${found})
  endforeach()
  foreach(file ${arg_FILES})
    list(APPEND files ${CMAKE_SOURCE_DIR}/tests/${file})
  endforeach()
  add_executable(${name} ${CMAKE_SOURCE_DIR}/tests/support/test_main.cpp ${files})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_link_libraries(${name} PRIVATE Qt6::Test ${arg_LINK})
  plenum_precompile(${name} ${name} <QtTest>)
  target_compile_definitions(${name} PRIVATE PLENUM_SOURCE_DIR="${CMAKE_SOURCE_DIR}" PLENUM_BINARY_DIR="${CMAKE_BINARY_DIR}")
  foreach(file ${files})
    file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR}/tests ${file})
    string(REGEX REPLACE "/.*" "" label ${path})
    get_filename_component(stem ${file} NAME_WE)
    string(REPLACE "_" ";" words ${stem})
    set(class "")
    foreach(word ${words})
      string(SUBSTRING ${word} 0 1 head)
      string(SUBSTRING ${word} 1 -1 tail)
      string(TOUPPER ${head} head)
      string(APPEND class ${head}${tail})
    endforeach()
    set(labels ${label})
    if(stem IN_LIST arg_THREADS)
      list(APPEND labels thread)
    endif()
    if(stem IN_LIST arg_SLOW)
      list(APPEND labels slow)
    endif()
    add_test(NAME ${label}.${stem} COMMAND ${name} --class ${class})
    set_tests_properties(${label}.${stem} PROPERTIES LABELS "${labels}" TIMEOUT 900 SKIP_REGULAR_EXPRESSION "ALL SKIPPED")
  endforeach()
endfunction()
