// The PIC24FJ128GA705 at its three programming pins: MCLR, and PGC and PGD as bits and instructions. A key
// shifted in while MCLR is low takes it into ICSP, another one to its programming executive (there is none in
// it, so it stays silent then); MCLR high without a key starts its program. Facts: flash programming
// specification DS30010102, chapters "Device Programming - ICSP" and "- Enhanced ICSP".
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
  /// Shifts bits in, the lowest first.
  void shift_in(std::uint32_t value, unsigned count);
  // Pic24Fault when it is not in ICSP, or not yet.
  void execute(std::uint32_t instruction);
  std::uint16_t visi() const;
  void pass(base::Duration time);

  /// Its own program does not run.
  bool is_held() const { return mode_ != Mode::runs; }
  /// Without power, and with it again.
  void restart();
  /// Whether MCLR was low since this was asked for.
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
  unsigned bits_due_ = 0;      // before the first instruction
  base::Duration starting_{};  // still
};

}  // namespace simulation
