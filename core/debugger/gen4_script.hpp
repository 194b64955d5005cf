// Scripts of primitives that the debugger's "GEN4" engine executes on the ICSP pins of a PIC. A script is a
// sequence of bytes: a primitive's id, then its operands, little endian. Builds scripts of pins, delays,
// 24-bit core instructions and their values. The instructions that program a PIC are in pic24.hpp.
//
// Sources: pyedbglib's primitive/primitives.py for the primitives; pykitcommander's scripts for the
// PIC24FJ128GA705 for the engine's registers and loops.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "base/task.hpp"
#include "debugger/ati.hpp"

namespace debugger {

/// A 32-bit register of the script engine.
enum class Gen4Register : std::uint8_t { r0 = 0x00, r1 = 0x01, r10 = 0x0A };
/// A 16-bit working register of the PIC's core.
enum class WorkingRegister : std::uint8_t { w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11 };
enum class IcspPins : std::uint8_t { low = 0x00, inputs = 0x03 };

class Gen4Script {
 public:
  // Pins and time.
  Gen4Script& reset_low() { return primitive(0xB1); }
  Gen4Script& reset_high() { return primitive(0xB0); }
  Gen4Script& pins(IcspPins pins) { return primitive(0xB2).u8(static_cast<std::uint8_t>(pins)); }
  Gen4Script& delay_us(std::uint16_t time) { return primitive(0xA0).u16(time); }
  Gen4Script& delay_ms(std::uint16_t time) { return primitive(0x94).u16(time); }
  /// Sets the period of the ICSP clock.
  Gen4Script& clock_ns(std::uint32_t period) { return primitive(0xEC).u32(period); }
  /// Shifts bits out, the least significant first.
  Gen4Script& write_32_bits(std::uint32_t bits) { return primitive(0xB4).u32(bits); }
  Gen4Script& write_bits(std::uint8_t count, std::uint32_t bits) {
    return primitive(0xB5).u8(count).u32(bits);
  }

  // Instructions of the PIC's core.
  Gen4Script& core(std::uint32_t instruction);
  Gen4Script& nop(int count = 1);
  // MOV #literal, w. The literal is the high or low half of a register, or the next 16 bits of the data for
  // the target.
  Gen4Script& move_high(Gen4Register from, WorkingRegister w) { return primitive(0xE4).operands(from, w); }
  Gen4Script& move_low(Gen4Register from, WorkingRegister w) { return primitive(0xE5).operands(from, w); }
  Gen4Script& move_data(WorkingRegister w) { return primitive(0xE6).u8(static_cast<std::uint8_t>(w)); }
  /// Shifts the 16 bits of VISI out: to the host after upload(), otherwise into the condition of a loop.
  Gen4Script& visi() { return primitive(0xE2); }
  Gen4Script& upload() { return primitive(0x95); }

  // Registers and loops.
  Gen4Script& set(Gen4Register r, std::uint32_t value) { return primitive(0x90).reg(r).u32(value); }
  Gen4Script& add(Gen4Register r, std::uint32_t value) { return primitive(0x92).reg(r).u32(value); }
  Gen4Script& divide(Gen4Register r, std::uint16_t by) { return primitive(0x93).reg(r).u16(by); }
  /// Loads the script's next parameter, which has this value.
  Gen4Script& parameter(Gen4Register r, std::uint32_t value);
  Gen4Script& repeat(Gen4Register times) { return primitive(0xAD).reg(times); }
  Gen4Script& end_repeat() { return primitive(0xAE); }
  Gen4Script& repeat_times(std::uint16_t times) { return primitive(0xAC).u16(times); }
  Gen4Script& end_repeat_times() { return primitive(0xA4); }
  Gen4Script& wait_until() { return primitive(0xA2); }
  /// Repeats until the bits of `mask` in what visi() shifted out equal `value`.
  Gen4Script& end_wait(std::uint32_t mask, std::uint32_t value, std::uint16_t attempts) {
    return primitive(0xA5).u32(mask).u32(value).u16(attempts);
  }

  const base::Bytes& content() const { return content_; }
  const std::vector<std::uint32_t>& parameters() const { return parameters_; }

 private:
  Gen4Script& primitive(std::uint8_t id) { return u8(id); }
  Gen4Script& u8(std::uint8_t value);
  Gen4Script& u16(std::uint16_t value);
  Gen4Script& u32(std::uint32_t value);
  Gen4Script& reg(Gen4Register r) { return u8(static_cast<std::uint8_t>(r)); }
  Gen4Script& operands(Gen4Register from, WorkingRegister w) {
    return reg(from).u8(static_cast<std::uint8_t>(w));
  }

  base::Bytes content_;
  std::vector<std::uint32_t> parameters_;
};

/// The debugger's data buffers that a script reads from and writes to.
struct Gen4Data {
  std::optional<AtiBuffer> to_target;
  std::optional<AtiBuffer> from_target;
};

/// Executes scripts, one at a time. While a script runs, the data for the next one can be sent (begin()),
/// because the debugger has two data buffers.
class Gen4Engine {
 public:
  explicit Gen4Engine(CmsisDap& dap) : ati_(dap) {}

  /// Builds the frame that makes the debugger execute a script.
  static base::Bytes encode(const Gen4Script& script, const Gen4Data& data);
  /// Throws script_failed (status) and bad_answer.
  static void check(base::ByteView response);

  // All of these throw script_failed, no_answer, bad_answer and the port's errors.
  /// Executes a script and returns the `size` bytes (0..ati_buffer_size) that it reads from the target.
  base::task<base::Bytes> execute(Gen4Script script, std::size_t size);
  /// Executes a script that writes data to the target, as the vendor's tool does: uses one data buffer and
  /// sends nothing while the script runs.
  base::task<void> execute_with(Gen4Script script, base::Bytes to_target);
  /// Sends data for the target (up to ati_buffer_size), waits for the previous script, throws its error if it
  /// failed, and starts this one.
  base::task<void> begin(Gen4Script script, base::Bytes to_target);
  /// Waits for the script that begin() started, if there is one.
  base::task<void> finish();
  /// Waits for it and ignores its failure.
  base::task<void> settle();

 private:
  base::task<void> start(Gen4Script script, Gen4Data data);

  Ati ati_;
  AtiBuffer next_ = AtiBuffer::data_0;
  bool running_ = false;
};

}  // namespace debugger
