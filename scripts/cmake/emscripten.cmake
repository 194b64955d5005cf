# Toolchain of preset `wasm`: Emscripten as emsdk puts it on PATH, or as Debian packages it (3.1.6 and up).
find_program(PROVISIONER_EMCC emcc REQUIRED)
get_filename_component(emscripten_root "${PROVISIONER_EMCC}" REALPATH)
get_filename_component(emscripten_root "${emscripten_root}" DIRECTORY)

if(EXISTS "${emscripten_root}/.emscripten" AND EXISTS /usr/share/nodejs/acorn)
  # Debian's Emscripten uses acorn from the distribution's Node modules, which Node finds only with NODE_PATH.
  set(ENV{NODE_PATH} /usr/share/nodejs)
  set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
endif()

include("${emscripten_root}/cmake/Modules/Platform/Emscripten.cmake")
