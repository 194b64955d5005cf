# Splits a linked module into two parts with Binaryen's wasm-split, which every Emscripten has: <name>-first.wasm has what a first
# visit needs to draw the page, and module.ts fetches <name>-rest.wasm when there is work to do. first_visit.mjs runs an
# instrumented module to find out which functions belong to the first part. drop_placeholders.mjs makes the first part smaller,
# order_functions.mjs both.
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
  set(rest "${CMAKE_CURRENT_BINARY_DIR}/${name}-rest.wasm")
  set(scratch "${CMAKE_CURRENT_BINARY_DIR}/${name}-first-visit")
  set(order "${PROVISIONER_NODE}" "${CMAKE_CURRENT_SOURCE_DIR}/order_functions.mjs")
  add_custom_command(
    TARGET ${name}
    POST_BUILD
    COMMAND "${PROVISIONER_WASM_SPLIT}" --instrument "${whole}" -o "${scratch}.wasm" ${features}
    COMMAND "${PROVISIONER_NODE}" "${CMAKE_CURRENT_SOURCE_DIR}/first_visit.mjs" "$<TARGET_FILE:${name}>" "${scratch}.wasm"
            "${scratch}.profile"
    COMMAND "${PROVISIONER_WASM_SPLIT}" --split "${whole}" "--profile=${scratch}.profile" -o1 "${scratch}-with-placeholders.wasm" -o2
            "${rest}" --export-prefix=rest: --import-namespace=first --placeholder-namespace=rest
            ${features}
    COMMAND "${PROVISIONER_NODE}" "${CMAKE_CURRENT_SOURCE_DIR}/drop_placeholders.mjs" "${scratch}-with-placeholders.wasm" rest "${first}"
    # Emscripten has optimised the module once; a second time makes it smaller by another hundredth.
    COMMAND "${PROVISIONER_WASM_OPT}" -Oz "${first}" -o "${first}" ${features}
    COMMAND "${PROVISIONER_WASM_OPT}" -Oz "${rest}" -o "${rest}" ${features}
    COMMAND ${order} "${first}" "${first}"
    COMMAND ${order} "${rest}" "${rest}"
    COMMENT "Splitting ${name}.wasm into what a first visit needs and the rest"
    VERBATIM)
  set_property(
    TARGET ${name}
    APPEND
    PROPERTY LINK_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/first_visit.mjs" "${CMAKE_CURRENT_SOURCE_DIR}/drop_placeholders.mjs"
             "${CMAKE_CURRENT_SOURCE_DIR}/order_functions.mjs" "${CMAKE_CURRENT_SOURCE_DIR}/binary_format.mjs")
endfunction()

# Makes a module that is not split smaller, too.
function(provisioner_order name)
  find_program(PROVISIONER_NODE node REQUIRED)
  set(module "$<TARGET_FILE_DIR:${name}>/${name}.wasm")
  add_custom_command(
    TARGET ${name}
    POST_BUILD
    COMMAND "${PROVISIONER_NODE}" "${CMAKE_CURRENT_SOURCE_DIR}/order_functions.mjs" "${module}" "${module}"
    VERBATIM)
  set_property(
    TARGET ${name}
    APPEND
    PROPERTY LINK_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/order_functions.mjs" "${CMAKE_CURRENT_SOURCE_DIR}/binary_format.mjs")
endfunction()
