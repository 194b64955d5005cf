# Precompiled headers, for the preset `native`, whose units are single files: the standard library for the core, GoogleTest as well for its
# tests. Unity builds read each header only once for each unit anyway.
option(PROVISIONER_PRECOMPILE "Compile against precompiled headers" OFF)

set(PROVISIONER_STANDARD_HEADERS
    <algorithm> <array> <chrono> <coroutine> <cstddef> <cstdint> <exception> <functional> <map> <memory> <optional> <span> <string>
    <string_view> <utility> <variant> <vector>)

if(PROVISIONER_PRECOMPILE)
  # ccache can only follow a precompiled header that GCC leaves in the preprocessed text.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  file(WRITE "${CMAKE_BINARY_DIR}/precompiled.cpp" "// Gives the precompiled headers their targets.\n")

  add_library(precompiled_core OBJECT "${CMAKE_BINARY_DIR}/precompiled.cpp")
  target_link_libraries(precompiled_core PRIVATE provisioner_warnings)
  target_precompile_headers(precompiled_core PRIVATE ${PROVISIONER_STANDARD_HEADERS})

  add_library(precompiled_tests OBJECT "${CMAKE_BINARY_DIR}/precompiled.cpp")
  target_link_libraries(precompiled_tests PRIVATE provisioner_warnings third_party::gtest)
  target_precompile_headers(precompiled_tests PRIVATE ${PROVISIONER_STANDARD_HEADERS} <gmock/gmock.h> <gtest/gtest.h>)
endif()

# provisioner_precompile(<target> core|tests): compiles the target against one of the two.
function(provisioner_precompile target kind)
  if(PROVISIONER_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM precompiled_${kind})
  endif()
endfunction()
