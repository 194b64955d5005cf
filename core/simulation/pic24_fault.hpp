// What a PIC24 at the end of an ICSP line does not do: its model refuses to go on rather than guess.
#pragma once

#include <stdexcept>

namespace simulation {

class Pic24Fault final : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace simulation
