// The PIC24FJ128GA705 at its programming pins: MCLR, and PGC and PGD as bits and instructions. A key that is
// shifted in while MCLR is low starts ICSP. Another key starts the programming executive, which this model
// does not have, so that it stays silent. MCLR high without a key starts the program. Facts: flash
// programming specification DS30010102, chapters "Device Programming - ICSP" and "- Enhanced ICSP".
#pragma once

#include <cstdint>
#include <utility>

#include "base/clock.hpp"
#include "simulation/pic24_core.hpp"
#include "simulation/pic24_nvm.hpp"

namespace simulation {

class Pic24fj128ga705 {
 public:
  explicit Pic24fj128ga705(PicMemories& memories) : nvm_(memories), core_(nvm_) {}

  void set_mclr_low();
  void set_mclr_high();
  /// Shifts in the `count` lowest bits of the value, least significant bit first.
  void shift_in(std::uint32_t value, unsigned count);
  // Throw Pic24Fault if ICSP is not active, or still starting.
  void execute(std::uint32_t instruction);
  std::uint16_t visi() const;
  void pass(base::Duration time);

  /// True while the PIC does not run its own program.
  bool is_held() const { return mode_ != Mode::runs; }
  /// A power cycle.
  void restart();
  /// True if MCLR was low since the last call.
  bool take_reset() { return std::exchange(was_reset_, false); }
  Pic24Nvm& nvm() { return nvm_; }

 private:
  enum class Mode : std::uint8_t { runs, in_reset, in_icsp, in_executive };
  void require_icsp() const;

  Pic24Nvm nvm_;
  Pic24Core core_;
  Mode mode_ = Mode::runs;
  bool was_reset_ = false;
  std::uint32_t shifted_ = 0;  // the last 32 bits
  unsigned bits_due_ = 0;      // bits to come before the first instruction
  base::Duration starting_{};  // time until ICSP is active
};

}  // namespace simulation
