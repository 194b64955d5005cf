// How AVR frames travel in CMSIS-DAP's vendor commands 0x80 and 0x81 (Microchip's "EDBG-based Tools
// Protocols", AVR-specific CMSIS-DAP vendor commands): cut into up to 15 fragments of 60 bytes, put together
// again from as many. Bytes in, bytes out; no I/O, and no idea of what a frame says.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"
#include "ports/hid_device.hpp"

namespace debugger {

inline constexpr std::size_t fragment_payload = 60;
inline constexpr std::size_t max_fragments = 15;
inline constexpr std::size_t max_frame = fragment_payload * max_fragments;

/// 0x80: one fragment of a frame of 1..max_frame bytes.
struct AvrCommand {
  static constexpr std::uint8_t id = 0x80;
  base::ByteView frame;
  std::size_t index;  // from 0

  static std::size_t count(std::size_t frame_size) {
    return (frame_size + fragment_payload - 1) / fragment_payload;
  }
  ports::HidReport encode() const;
  /// bad_answer unless the debugger acknowledges: a frame's last fragment with 1, each before with 0.
  void check(const ports::HidReport& answer) const;
};

/// 0x81: asks for the answering frame, a fragment a report, and collects it.
class AvrResponse {
 public:
  static constexpr std::uint8_t id = 0x81;

  static ports::HidReport encode();
  /// nothing_yet: of this answer; the rest of one before, which nobody took to its end, is dropped.
  enum class Progress : std::uint8_t { nothing_yet, more, complete };
  /// Takes an answer in. bad_answer: a fragment out of order, a size beyond the report.
  Progress take(const ports::HidReport& answer);
  /// The frame, once complete.
  base::ByteView frame() const { return frame_; }

 private:
  base::Bytes frame_;
  std::size_t taken_ = 0;
  std::size_t total_ = 0;  // 0: not known yet
};

}  // namespace debugger
