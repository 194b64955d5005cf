# Compiler-wide settings: one error model (WebAssembly exceptions), sanitizers, and the warnings that are errors in the project's own code.

option(PROVISIONER_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(PROVISIONER_FUZZ "Build the fuzz targets as libFuzzer executables, too (preset asan)" OFF)

if(EMSCRIPTEN)
  # Nothing asks for a type at run time, and the names of all types would be a twentieth of the first download. What is thrown is still
  # caught by its type. Embind has to be told that it does not get the names.
  add_compile_options(-fwasm-exceptions "$<$<COMPILE_LANGUAGE:CXX>:-fno-rtti;-DEMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0>")
  add_link_options(-fwasm-exceptions -fno-rtti)
  string(REPLACE "-Os" "-Oz" CMAKE_CXX_FLAGS_MINSIZEREL "${CMAKE_CXX_FLAGS_MINSIZEREL}")
  string(REPLACE "-Os" "-Oz" CMAKE_C_FLAGS_MINSIZEREL "${CMAKE_C_FLAGS_MINSIZEREL}")
  # Machine code is made at link, when all of a module is known: the core is a seventh smaller, and its largest units compile in half the
  # time. Functions are inlined at link only, hence the threshold for the compiler: in coroutines that are not split yet, inlining makes
  # this version of clang lose variables which the coroutine needs when it is destroyed. (At -Oz Emscripten would forbid all inlining.)
  add_compile_options(-flto -sINLINING_LIMIT=0 "SHELL:-mllvm -inline-threshold=-100000")
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fcoroutines>)
  if(CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 12 AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
    # A coroutine that waits inside a loop resumes in the middle of that loop. At -O2, GCC 12 then fills a vector register from variables that
    # are not loaded yet (GCC PR 111387 describes this). A std::vector that the loop fills and returns gets the caller's pointers, and the
    # program dies with "double free or corruption". GCC 11 does not vectorise at -O2.
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-tree-slp-vectorize>)
  endif()
endif()

if(PROVISIONER_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # clang 14 cannot emit the prologue of this check for the parts into which it splits a coroutine.
    add_compile_options(-fno-sanitize=function)
  endif()
endif()

# Warnings for the project's own targets; third-party targets do not link this. A unity build puts the anonymous namespaces of several files into one
# unit, where a local variable may share its name with another file's constant; the presets without unity check for shadowing.
add_library(provisioner_warnings INTERFACE)
target_compile_options(
  provisioner_warnings
  INTERFACE -Wall -Wextra -Wpedantic $<$<NOT:$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wshadow> -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
            -Werror
            # GCC regards the files in a unit as headers, whose types must not use anonymous namespaces.
            $<$<AND:$<BOOL:${CMAKE_UNITY_BUILD}>,$<CXX_COMPILER_ID:GNU>>:-Wno-subobject-linkage>
            # GCC 12 sees an array overrun in libstdc++'s concatenation of strings (GCC bug 105329 and its like).
            $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds
            -Wno-stringop-overflow>
            # libc++ 13 has coroutines under std::experimental only.
            $<$<CXX_COMPILER_ID:Clang>:-Wno-unknown-warning-option
            -Wno-deprecated-experimental-coroutine>)
