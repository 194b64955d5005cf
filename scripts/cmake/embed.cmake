# Writes INPUT's bytes as a C++ header (see provisioner_embed).
file(READ "${INPUT}" hex HEX)
string(LENGTH "${hex}" length)
math(EXPR size "${length} / 2")
# An array of characters, not a string literal: compilers limit the length of literals (and -Wpedantic says so).
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," body "${hex}")
file(WRITE "${OUTPUT}.new"
     "#pragma once\n#include <string_view>\nnamespace embedded {\n"
     "inline constexpr char ${SYMBOL}_data[] = {${body}'\\0'};\n"
     "inline constexpr std::string_view ${SYMBOL}{${SYMBOL}_data, ${size}};\n}\n")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
