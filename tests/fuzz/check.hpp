// Shared by all fuzz targets: a parser must either accept the input or throw a base::Error. Anything else is
// a finding.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "base/bytes.hpp"
#include "base/error.hpp"

namespace fuzz {

inline base::ByteView view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const std::byte*>(data), size};
}

/// Ends the process if the condition is false, which libFuzzer and the driver both report as a finding.
inline void require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "not true: %s\n", what);
  std::abort();
}

template <class Parse>
void parse_or_error(Parse parse) {
  try {
    parse();
  } catch (const base::Error& error) {
    require(!error.is(base::internal), "the error has a name of its own");
  }
}

}  // namespace fuzz
