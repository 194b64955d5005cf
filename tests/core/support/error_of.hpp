// The error that a piece of code ends with, as one line: code, parameters, detail.
#pragma once

#include <string>

#include "base/error.hpp"

namespace support {

/// Its code, or empty when it ended well.
template <class Work>
std::string code_of(Work work) {
  try {
    work();
  } catch (const base::Error& error) {
    return std::string(error.code().name());
  }
  return {};
}

/// A parameter of its error.
template <class Work>
std::string param_of(std::string_view name, Work work) {
  try {
    work();
  } catch (const base::Error& error) {
    return error.param(name);
  }
  return {};
}

}  // namespace support
