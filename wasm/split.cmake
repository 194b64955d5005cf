# Splits a linked module into what a first visit needs and the rest, by Binaryen's wasm-split (part of every Emscripten):
# <name>-first.wasm is enough to draw the page, <name>-rest.wasm is fetched when there is work to do (module.ts). Which function
# belongs where is measured, not listed: first_visit.mjs runs the instrumented module.
function(provisioner_split name)
  find_program(PROVISIONER_WASM_SPLIT wasm-split HINTS "${EMSCRIPTEN_ROOT_PATH}/../bin" REQUIRED)
  find_program(PROVISIONER_NODE node REQUIRED)
  # What Emscripten's releases emit without being asked; wasm-split refuses what it is not told of.
  set(features --mvp-features --enable-exception-handling --enable-mutable-globals --enable-sign-ext --enable-bulk-memory
               --enable-nontrapping-float-to-int --enable-multivalue)
  set(whole "$<TARGET_FILE_DIR:${name}>/${name}.wasm")
  set(scratch "${CMAKE_CURRENT_BINARY_DIR}/${name}-first-visit")
  add_custom_command(
    TARGET ${name}
    POST_BUILD
    COMMAND "${PROVISIONER_WASM_SPLIT}" --instrument "${whole}" -o "${scratch}.wasm" ${features}
    COMMAND "${PROVISIONER_NODE}" "${CMAKE_CURRENT_SOURCE_DIR}/first_visit.mjs" "$<TARGET_FILE:${name}>" "${scratch}.wasm"
            "${scratch}.profile"
    COMMAND "${PROVISIONER_WASM_SPLIT}" --split "${whole}" "--profile=${scratch}.profile" -o1 "${CMAKE_CURRENT_BINARY_DIR}/${name}-first.wasm"
            -o2 "${CMAKE_CURRENT_BINARY_DIR}/${name}-rest.wasm" --export-prefix=rest: --import-namespace=first
            --placeholder-namespace=rest ${features}
    COMMENT "Splitting ${name}.wasm into what a first visit needs and the rest"
    VERBATIM)
  set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/first_visit.mjs")
endfunction()
