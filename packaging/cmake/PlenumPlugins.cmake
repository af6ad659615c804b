# SPDX-License-Identifier: GPL-3.0-or-later
# plenum_plugin(mqtt LINK PkgConfig::mosquitto …) is all that plugins/<name>/CMakeLists.txt holds. It makes
# <build>/plugins/<name>/{plugin.json, libplenum_<name>.so} from the sources beside it.
#
# <name>.cpp ends with PLENUM_PLUGIN and is compiled into the library alone. All other sources are linked into the
# tests as well, so that a *_test.cpp can call them directly; what only the library shows (loading, entry, settings) is
# tested through twin::extend::PluginRegistry. Every *_test.cpp beside the plug-in becomes the test plugin.<file> of the
# one executable tests_plugins, through the same registry as all other tests. TEST_LINK names what only the tests need.
# A library that is missing on this machine is an error while configuring (find_package REQUIRED before the call).
include(GNUInstallDirs)

function(plenum_plugin name)
  cmake_parse_arguments(arg "" "" "LINK;TEST_LINK" ${ARGN})
  set(entry ${CMAKE_CURRENT_SOURCE_DIR}/${name}.cpp)
  foreach(needed ${name}.cpp plugin.json)
    if(NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${needed})
      message(FATAL_ERROR "plugins/${name} has no ${needed}")
    endif()
  endforeach()
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  list(REMOVE_ITEM sources ${entry} ${tests})

  if(sources)
    add_library(plenum_${name}_parts STATIC ${sources})
    set_target_properties(plenum_${name}_parts PROPERTIES LINKER_LANGUAGE CXX)
    target_link_libraries(plenum_${name}_parts PUBLIC Plenum::twin_extend ${arg_LINK})
  else()
    add_library(plenum_${name}_parts INTERFACE)
    target_link_libraries(plenum_${name}_parts INTERFACE Plenum::twin_extend ${arg_LINK})
  endif()
  add_library(plenum_${name} MODULE ${entry})
  target_link_libraries(plenum_${name} PRIVATE plenum_${name}_parts)
  set_target_properties(plenum_${name} PROPERTIES
    PREFIX lib OUTPUT_NAME plenum_${name} LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/plugins/${name})
  # What a plug-in links statically stays its own business.
  target_link_options(plenum_${name} PRIVATE -Wl,--exclude-libs,ALL)
  if(NOT PLENUM_SANITIZE)
    target_link_options(plenum_${name} PRIVATE -Wl,-z,defs)
  endif()
  configure_file(${CMAKE_CURRENT_SOURCE_DIR}/plugin.json ${CMAKE_BINARY_DIR}/plugins/${name}/plugin.json COPYONLY)

  set(folder ${CMAKE_INSTALL_LIBDIR}/plenum/plugins/${name})
  install(TARGETS plenum_${name} LIBRARY DESTINATION ${folder})
  install(FILES plugin.json DESTINATION ${folder})

  set_property(GLOBAL APPEND PROPERTY PLENUM_PLUGINS plenum_${name})
  set_property(GLOBAL APPEND PROPERTY PLENUM_PLUGIN_TESTS ${tests})
  set_property(GLOBAL APPEND PROPERTY PLENUM_PLUGIN_TEST_LINK plenum_${name}_parts ${arg_TEST_LINK})
endfunction()

# plenum_plugin_tests(): the executable tests_plugins of what plenum_plugin() has collected; called once, after them.
function(plenum_plugin_tests)
  get_property(plugins GLOBAL PROPERTY PLENUM_PLUGINS)
  get_property(files GLOBAL PROPERTY PLENUM_PLUGIN_TESTS)
  get_property(link GLOBAL PROPERTY PLENUM_PLUGIN_TEST_LINK)
  add_executable(tests_plugins ${CMAKE_SOURCE_DIR}/tests/support/test_main.cpp
                 ${CMAKE_SOURCE_DIR}/tests/support/core_application.cpp ${files})
  set_target_properties(tests_plugins PROPERTIES AUTOMOC ON)
  target_link_libraries(tests_plugins PRIVATE Qt6::Test Plenum::twin_extend ${link})
  target_compile_definitions(tests_plugins PRIVATE
    PLENUM_SOURCE_DIR="${CMAKE_SOURCE_DIR}" PLENUM_BINARY_DIR="${CMAKE_BINARY_DIR}")
  add_dependencies(tests_plugins ${plugins})
  foreach(file ${files})
    get_filename_component(stem ${file} NAME_WE)
    string(REPLACE "_" ";" words ${stem})
    set(class "")
    foreach(word ${words})
      string(SUBSTRING ${word} 0 1 head)
      string(SUBSTRING ${word} 1 -1 tail)
      string(TOUPPER ${head} head)
      string(APPEND class ${head}${tail})
    endforeach()
    add_test(NAME plugin.${stem} COMMAND tests_plugins --class ${class})
    set(labels plugin)
    set(cost 0)
    if(stem MATCHES "_minute_test$")  # waits for a minute: begun first, beside the others
      list(APPEND labels slow)
      set(cost 1000)
    endif()
    set_tests_properties(plugin.${stem} PROPERTIES LABELS "${labels}" COST ${cost} TIMEOUT 900 SKIP_REGULAR_EXPRESSION "ALL SKIPPED")
  endforeach()
endfunction()
