# A folder under core/ is a static library, a namespace and a layer. provisioner_layer() makes the library of the current folder,
# provisioner_tests() the GoogleTest executable that mirrors it.

set(PROVISIONER_LAYERS base ports crypto aws debugger board pki provision telemetry state session simulation)

include(precompiled)

# provisioner_layer(<name> [USES <layer>... ] [LINKS <target>...] [PRIVATE_LINKS <target>...])
function(provisioner_layer name)
  cmake_parse_arguments(ARG "" "" "USES;LINKS;PRIVATE_LINKS" ${ARGN})
  list(FIND PROVISIONER_LAYERS ${name} self)
  foreach(used IN LISTS ARG_USES)
    list(FIND PROVISIONER_LAYERS ${used} other)
    if(other EQUAL -1 OR NOT other LESS self)
      message(FATAL_ERROR "core/${name} may not use core/${used}: it is not a layer above it")
    endif()
  endforeach()
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  file(GLOB headers CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.hpp")
  if(sources)
    add_library(${name} STATIC ${sources} ${headers})
    set(scope PUBLIC)
    target_link_libraries(${name} PRIVATE provisioner_warnings ${ARG_PRIVATE_LINKS})
    provisioner_precompile(${name} core)
    if(PROVISIONER_FUZZ)
      target_compile_options(${name} PRIVATE -fsanitize=fuzzer-no-link) # so that a fuzzer sees which branches its input took
    endif()
  else()
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${name} ${scope} "${PROJECT_SOURCE_DIR}/core")
  target_link_libraries(${name} ${scope} ${ARG_USES} ${ARG_LINKS})
endfunction()

# provisioner_embed(<target> <file>...): makes each file available to the target as bytes, natively and in WebAssembly alike:
# #include "embedded/<name with . and - as _>.hpp" gives `inline constexpr std::string_view embedded::<that name>`. The target `embedded_files`
# writes all these headers, for tools that read the sources without building them.
add_custom_target(embedded_files)
function(provisioner_embed target)
  set(headers)
  foreach(file IN LISTS ARGN)
    get_filename_component(file "${file}" ABSOLUTE)
    get_filename_component(name "${file}" NAME)
    string(REGEX REPLACE "[^A-Za-z0-9]" "_" symbol "${name}")
    set(header "${CMAKE_CURRENT_BINARY_DIR}/embedded-${target}/embedded/${symbol}.hpp")
    add_custom_command(
      OUTPUT "${header}"
      COMMAND "${CMAKE_COMMAND}" -DINPUT=${file} -DOUTPUT=${header} -DSYMBOL=${symbol} -P
              "${PROJECT_SOURCE_DIR}/scripts/cmake/embed.cmake"
      DEPENDS "${file}" "${PROJECT_SOURCE_DIR}/scripts/cmake/embed.cmake"
      VERBATIM)
    list(APPEND headers "${header}")
  endforeach()
  target_sources(${target} PRIVATE ${headers})
  add_custom_target(${target}_embedded DEPENDS ${headers})
  add_dependencies(embedded_files ${target}_embedded)
  target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/embedded-${target}")
endfunction()

# provisioner_tests(<layer> [USES <layer>...] [LINKS <target>...] [EMBED <file>...] [SHARDS <n>] [WALKS]): the executable test_<layer>, from the
# .cpp files of the current folder. SHARDS runs it as <n> tests, each with its share of the cases, for layers that would otherwise take
# longer than all others together. WALKS says that the layer has failing-step walks (see provisioner_run_as_test).
function(provisioner_tests layer)
  cmake_parse_arguments(ARG "WALKS" "SHARDS" "USES;LINKS;EMBED" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(NOT TARGET ${layer} OR NOT sources)
    return()
  endif()
  set(target test_${layer})
  add_executable(${target} ${sources})
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests/core")
  target_link_libraries(${target} PRIVATE ${layer} ${ARG_USES} ${ARG_LINKS} provisioner_warnings third_party::gtest_main)
  provisioner_precompile(${target} tests)
  provisioner_quick_to_compile(${target})
  if(PROVISIONER_SAMPLE)
    target_compile_definitions(${target} PRIVATE PROVISIONER_EVERY_STEP) # for the failing-step walks (support/stride.hpp)
  endif()
  if(ARG_EMBED)
    provisioner_embed(${target} ${ARG_EMBED})
  endif()
  provisioner_run_as_test(${target} SHARDS ${ARG_SHARDS} WALKS ${ARG_WALKS})
endfunction()

option(PROVISIONER_SAMPLE "Run a quarter of each layer's cases and all failing-step walks, for a compiler that runs beside others" OFF)

# The code of a test runs for less time than the optimiser would take for it; what it tests is optimised all the same.
function(provisioner_quick_to_compile target)
  if(EMSCRIPTEN)
    # The linker keeps one copy of each template's functions, often a test's, which must not be marked as never to be optimised.
    target_compile_options(${target} PRIVATE -O0 "SHELL:-Xclang -disable-O0-optnone")
  elseif(PROVISIONER_SANITIZE)
    target_compile_options(${target} PRIVATE -O0)
  endif()
endfunction()

# A ctest entry that runs the executable as <name>, in an environment of the given variables; scripts/test counts its GoogleTest cases from
# the XML report. With several shards, one entry for each.
function(provisioner_add_test target name shards)
  if(shards GREATER 1)
    foreach(shard RANGE 1 ${shards})
      math(EXPR index "${shard} - 1")
      provisioner_add_test(${target} ${name}_${shard} 1 ${ARGN} GTEST_TOTAL_SHARDS=${shards} GTEST_SHARD_INDEX=${index})
    endforeach()
    return()
  endif()
  set(environment ${ARGN})
  if(PROVISIONER_SANITIZE)
    # Coroutines run from the ready queue, so that the frames further down tell little; to keep them costs a seventh of the time.
    list(APPEND environment ASAN_OPTIONS=malloc_context_size=6)
  endif()
  add_test(NAME ${name} COMMAND ${target} "--gtest_output=xml:${CMAKE_BINARY_DIR}/reports/${name}.xml")
  set_tests_properties(${name} PROPERTIES TIMEOUT 900 ENVIRONMENT "${environment}")
endfunction()

# provisioner_run_as_test(<target> [SHARDS <n>] [WALKS <bool>]): the ctest entries of a GoogleTest executable: <n> shards, or for a sample one
# of four and, where the executable has them, the failing-step walks. A walk makes each step of a job fail in turn; its name says "Every" or
# "WhateverStepFails".
function(provisioner_run_as_test target)
  cmake_parse_arguments(ARG "" "SHARDS;WALKS" "" ${ARGN})
  if(EMSCRIPTEN)
    # Code is optimised at link, as for the product; Binaryen's whole-program passes would cost tests minutes.
    target_link_options(${target} PRIVATE -O1 -Wl,--lto-O2 --profiling-funcs -sENVIRONMENT=node -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1 -sNODERAWFS=1
                        -sTOTAL_STACK=1048576 "SHELL:--pre-js ${PROJECT_SOURCE_DIR}/scripts/cmake/node.js")
  endif()
  if(NOT ARG_SHARDS)
    set(ARG_SHARDS 1)
  endif()
  if(PROVISIONER_SAMPLE)
    if(ARG_WALKS)
      set(walks "*Every*:*WhateverStepFails*")
      set(others "GTEST_FILTER=-${walks}")
      provisioner_add_test(${target} ${target}_walks ${ARG_SHARDS} "GTEST_FILTER=${walks}")
    endif()
    provisioner_add_test(${target} ${target}_sample 1 ${others} GTEST_TOTAL_SHARDS=4 GTEST_SHARD_INDEX=0)
  else()
    provisioner_add_test(${target} ${target} ${ARG_SHARDS})
  endif()
endfunction()
