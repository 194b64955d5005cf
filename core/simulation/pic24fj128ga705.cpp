#include "simulation/pic24fj128ga705.hpp"

#include <algorithm>

#include "simulation/pic24_fault.hpp"
#include "simulation/time_model.hpp"

namespace simulation {

namespace {

constexpr std::uint32_t icsp_key = 0x4D434851;       // "MCHQ"
constexpr std::uint32_t executive_key = 0x4D434850;  // "MCHP"
constexpr unsigned bits_before_first_instruction = 5;

}  // namespace

void Pic24fj128ga705::restart() {
  set_mclr_low();
  set_mclr_high();
  was_reset_ = false;
}

void Pic24fj128ga705::set_mclr_low() {
  mode_ = Mode::in_reset;
  was_reset_ = true;
  shifted_ = 0;
  core_.reset();
  nvm_.reset();
}

void Pic24fj128ga705::set_mclr_high() {
  if (mode_ != Mode::in_reset) return;
  mode_ = shifted_ == icsp_key ? Mode::in_icsp : shifted_ == executive_key ? Mode::in_executive : Mode::runs;
  bits_due_ = bits_before_first_instruction;
  starting_ = time_model::pic_enter;
}

void Pic24fj128ga705::shift_in(std::uint32_t value, unsigned count) {
  if (mode_ == Mode::in_icsp) {
    if (count != bits_due_ || value != 0) throw Pic24Fault("the bits shifted in are not an instruction");
    bits_due_ = 0;
    return;
  }
  for (; count > 0; --count, value >>= 1) shifted_ = shifted_ << 1 | (value & 1U);
}

void Pic24fj128ga705::require_icsp() const {
  if (mode_ != Mode::in_icsp) throw Pic24Fault("an instruction outside of ICSP");
  if (bits_due_ > 0 || starting_ > base::Duration::zero())
    throw Pic24Fault("an instruction before ICSP has started");
}

void Pic24fj128ga705::execute(std::uint32_t instruction) {
  require_icsp();
  core_.execute(instruction);
}

std::uint16_t Pic24fj128ga705::visi() const {
  require_icsp();
  return core_.visi();
}

void Pic24fj128ga705::pass(base::Duration time) {
  starting_ -= std::min(starting_, time);
  nvm_.pass(time);
}

}  // namespace simulation
