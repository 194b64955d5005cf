// What every fuzz target asks of its parser: it takes the input, or throws a base::Error; nothing else may
// happen.
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

/// Ends the process: libFuzzer and the driver both take that for a finding.
inline void require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
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
