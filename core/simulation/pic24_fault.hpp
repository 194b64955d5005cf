// Thrown when a program or a host uses a feature of the PIC24 that the model does not support. The model
// stops instead of guessing.
#pragma once

#include <stdexcept>

namespace simulation {

class Pic24Fault final : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace simulation
