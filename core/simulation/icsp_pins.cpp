#include "simulation/icsp_pins.hpp"

#include "simulation/time_model.hpp"

namespace simulation {

namespace {

enum class Primitive : std::uint8_t {
  delay_ms = 0x94,
  delay_us = 0xA0,
  mclr_high = 0xB0,
  mclr_low = 0xB1,
  set_pins = 0xB2,
  write_32_bits = 0xB4,
  write_bits = 0xB5,
  set_clock = 0xEC,
};

constexpr unsigned word_bits = 32;

}  // namespace

bool IcspPins::execute(std::uint8_t primitive, ScriptReader& operands) {
  switch (static_cast<Primitive>(primitive)) {
    case Primitive::delay_ms:
      pass(std::chrono::milliseconds(operands.u16()));
      return true;
    case Primitive::delay_us:
      pass(std::chrono::microseconds(operands.u16()));
      return true;
    case Primitive::mclr_high:
      target_.set_mclr_high();
      return true;
    case Primitive::mclr_low:
      target_.set_mclr_low();
      return true;
    case Primitive::set_pins:  // direction and level of PGC and PGD, which clock no bit in
      operands.u8();
      return true;
    case Primitive::write_32_bits:
      target_.shift_in(operands.u32(), word_bits);
      pass(word_bits * clock_);
      return true;
    case Primitive::write_bits: {
      const unsigned count = operands.u8();
      const std::uint32_t value = operands.u32();
      if (count > word_bits) throw ScriptFailure{ScriptStatus::target};
      target_.shift_in(value, count);
      pass(count * clock_);
      return true;
    }
    case Primitive::set_clock:
      clock_ = std::chrono::nanoseconds(operands.u32());
      return true;
  }
  return false;
}

void IcspPins::instruction(std::uint32_t instruction) {
  target_.execute(instruction);
  pass(time_model::icsp_clocks * clock_);
}

std::uint16_t IcspPins::visi() {
  const std::uint16_t value = target_.visi();
  pass(time_model::icsp_clocks * clock_);
  return value;
}

void IcspPins::pass(base::Duration time) {
  target_.pass(time);
  time_ += time;
}

}  // namespace simulation
