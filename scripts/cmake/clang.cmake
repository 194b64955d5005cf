# Toolchain of preset `asan`: clang 14, which the project is checked with, else the clang there is.
find_program(CMAKE_C_COMPILER NAMES clang-14 clang REQUIRED)
find_program(CMAKE_CXX_COMPILER NAMES clang++-14 clang++ REQUIRED)
