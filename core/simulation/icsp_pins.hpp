// What the debugger's two script engines have in common: the primitives that drive a PIC's ICSP pins (MCLR,
// bits, delays), and the time that they take. Facts: pyedbglib's primitives.py.
#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.hpp"
#include "simulation/pic24fj128ga705.hpp"

namespace simulation {

/// How a script ended. The status codes of failed scripts on a real board are not published.
enum class ScriptStatus : std::uint8_t {
  ok,
  cut_short,  // the script ends inside a primitive or a loop
  unknown_primitive,
  no_such_register,
  no_parameter,
  bad_loop,  // a loop of zero rounds, or an end without a beginning
  no_data,   // no more data for the target
  no_room,   // no more room for data from the target
  time_out,
  target,  // the target does not support the operation
};

/// The script engines throw and catch this; it never leaves them.
struct ScriptFailure {
  ScriptStatus status;
};

/// Reads the primitives and operands of a script. Throws ScriptFailure when asked for more than the script
/// has.
class ScriptReader {
 public:
  explicit ScriptReader(base::ByteView script) : script_(script) {}
  bool at_end() const { return at_ == script_.size(); }
  std::size_t position() const { return at_; }
  void go_to(std::size_t position) { at_ = position; }
  std::uint8_t u8() { return static_cast<std::uint8_t>(take<1>()); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(take<2>()); }
  std::uint32_t u24() { return take<3>(); }
  std::uint32_t u32() { return take<4>(); }

 private:
  /// A number in this many bytes, the lowest first. In the header, because a script has 100,000 of them.
  template <std::size_t count>
  std::uint32_t take() {
    if (count > script_.size() - at_) throw ScriptFailure{ScriptStatus::cut_short};
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
      value |= std::to_integer<std::uint32_t>(script_[at_ + i]) << 8 * i;
    at_ += count;
    return value;
  }
  base::ByteView script_;
  std::size_t at_ = 0;
};

/// The ICSP pins during one script. Each operation also advances the script's and the target's time.
class IcspPins {
 public:
  IcspPins(Pic24fj128ga705& target, base::Duration clock) : target_(target), clock_(clock) {}

  /// Executes the primitive; false if it is not one for the pins.
  bool execute(std::uint8_t primitive, ScriptReader& operands);
  /// Makes the target's core execute a 24-bit instruction.
  void instruction(std::uint32_t instruction);
  /// Shifts the core's VISI register out.
  std::uint16_t visi();

  void pass(base::Duration time);
  /// The period of the ICSP clock.
  base::Duration clock() const { return clock_; }
  /// The time that the script has taken so far.
  base::Duration time() const { return time_; }

 private:
  Pic24fj128ga705& target_;
  base::Duration clock_;
  base::Duration time_{};
};

}  // namespace simulation
