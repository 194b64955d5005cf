# Splits a linked module into two parts with Binaryen's wasm-split, which every Emscripten has: <name>-first.wasm has what a first
# visit needs to draw the page, and module.ts fetches <name>-rest.wasm when there is work to do. first_visit.mjs runs an
# instrumented module to find out which functions belong to the first part. drop_placeholders.mjs makes the first part smaller.
function(provisioner_split name)
  find_program(PROVISIONER_WASM_SPLIT wasm-split HINTS "${EMSCRIPTEN_ROOT_PATH}/../bin" REQUIRED)
  find_program(PROVISIONER_WASM_OPT wasm-opt HINTS "${EMSCRIPTEN_ROOT_PATH}/../bin" REQUIRED)
  find_program(PROVISIONER_NODE node REQUIRED)
  # The WebAssembly features that all supported releases of Emscripten use by default. wasm-split refuses a module with a feature
  # that is not listed.
  set(features --mvp-features --enable-exception-handling --enable-mutable-globals --enable-sign-ext --enable-bulk-memory
               --enable-nontrapping-float-to-int --enable-multivalue)
  set(whole "$<TARGET_FILE_DIR:${name}>/${name}.wasm")
  set(first "${CMAKE_CURRENT_BINARY_DIR}/${name}-first.wasm")
  set(scratch "${CMAKE_CURRENT_BINARY_DIR}/${name}-first-visit")
  add_custom_command(
    TARGET ${name}
    POST_BUILD
    COMMAND "${PROVISIONER_WASM_SPLIT}" --instrument "${whole}" -o "${scratch}.wasm" ${features}
    COMMAND "${PROVISIONER_NODE}" "${CMAKE_CURRENT_SOURCE_DIR}/first_visit.mjs" "$<TARGET_FILE:${name}>" "${scratch}.wasm"
            "${scratch}.profile"
    COMMAND "${PROVISIONER_WASM_SPLIT}" --split "${whole}" "--profile=${scratch}.profile" -o1 "${scratch}-with-placeholders.wasm" -o2
            "${CMAKE_CURRENT_BINARY_DIR}/${name}-rest.wasm" --export-prefix=rest: --import-namespace=first --placeholder-namespace=rest
            ${features}
    COMMAND "${PROVISIONER_NODE}" "${CMAKE_CURRENT_SOURCE_DIR}/drop_placeholders.mjs" "${scratch}-with-placeholders.wasm" rest "${first}"
    COMMAND "${PROVISIONER_WASM_OPT}" --remove-unused-module-elements "${first}" -o "${first}" ${features}
    COMMENT "Splitting ${name}.wasm into what a first visit needs and the rest"
    VERBATIM)
  set_property(
    TARGET ${name}
    APPEND
    PROPERTY LINK_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/first_visit.mjs" "${CMAKE_CURRENT_SOURCE_DIR}/drop_placeholders.mjs")
endfunction()
