# Toolchain of preset `asan`: clang 14, with which the project is checked; if it is not installed, any clang.
find_program(CMAKE_C_COMPILER NAMES clang-14 clang REQUIRED)
find_program(CMAKE_CXX_COMPILER NAMES clang++-14 clang++ REQUIRED)
