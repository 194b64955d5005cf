// What the debugger's engines have in common on the pins of a PIC: primitives for MCLR, bits and delays, and
// the time that all of it takes. Facts: pyedbglib's primitives.py.
#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.hpp"
#include "simulation/pic24fj128ga705.hpp"

namespace simulation {

/// How a script ended; what its status is on a board when it fails is not public.
enum class ScriptStatus : std::uint8_t {
  ok,
  cut_short,  // it ends within a primitive or a loop
  unknown_primitive,
  no_such_register,
  no_parameter,
  bad_loop,  // repeated zero times, or ended and not begun
  no_data,   // for the target
  no_room,   // for the target's
  time_out,
  target,  // it does not do that
};

/// Thrown and caught by the engines.
struct ScriptFailure {
  ScriptStatus status;
};

/// A script, primitive by primitive.
class ScriptReader {
 public:
  explicit ScriptReader(base::ByteView script) : script_(script) {}
  bool at_end() const { return at_ == script_.size(); }
  std::size_t position() const { return at_; }
  void go_to(std::size_t position) { at_ = position; }
  std::uint8_t u8() { return static_cast<std::uint8_t>(take(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(take(2)); }
  std::uint32_t u24() { return take(3); }
  std::uint32_t u32() { return take(4); }

 private:
  std::uint32_t take(std::size_t count);
  base::ByteView script_;
  std::size_t at_ = 0;
};

class IcspPins {
 public:
  IcspPins(Pic24fj128ga705& target, base::Duration clock) : target_(target), clock_(clock) {}

  /// False for a primitive that is about something else.
  bool execute(std::uint8_t primitive, ScriptReader& operands);
  // Of the target's core.
  void instruction(std::uint32_t instruction);
  std::uint16_t visi();

  void pass(base::Duration time);
  base::Duration clock() const { return clock_; }
  base::Duration time() const { return time_; }

 private:
  Pic24fj128ga705& target_;
  base::Duration clock_;
  base::Duration time_{};
};

}  // namespace simulation
