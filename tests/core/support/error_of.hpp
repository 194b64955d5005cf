// The error that a piece of code throws, by its code or one of its parameters.
#pragma once

#include <string>

#include "base/error.hpp"

namespace support {

/// The code of the error; empty when the work succeeds.
template <class Work>
std::string code_of(Work work) {
  try {
    work();
  } catch (const base::Error& error) {
    return std::string(error.code().name());
  }
  return {};
}

/// A parameter of the error; empty when the work succeeds or the error has no such parameter.
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
