// The debugger's engine ("GEN4") for scripts of primitives on a PIC's pins: registers, loops, delays, core
// instructions, and a pipe of data in each direction. Also its smaller engine for nested sequences, with
// which hosts look for a programming executive. Runs a script to its end and returns the time that it took. A
// script fails at a primitive that the engine does not know, or that the target does not support. Facts:
// pyedbglib's primitives.py; what pykitcommander's scripts for the PIC24FJ128GA705 rely on.
#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "simulation/icsp_pins.hpp"
#include "simulation/time_model.hpp"

namespace simulation {

class ScriptEngine {
 public:
  struct Work {
    base::ByteView script;
    std::vector<std::uint32_t> parameters;
    base::ByteView to_target;
    std::size_t room = 0;  // for data from the target
  };
  struct Result {
    ScriptStatus status = ScriptStatus::ok;
    base::Duration time{};
    std::size_t sent = 0;
    base::Bytes from_target;
  };

  explicit ScriptEngine(Pic24fj128ga705& target) : target_(target) {}

  Result run(const Work& work);
  /// A sequence of primitives and of repeated sequences.
  Result run_sequence(const Work& work);

 private:
  Pic24fj128ga705& target_;
  base::Duration clock_ = time_model::icsp_clock;
};

}  // namespace simulation
