// Fragments of AVR frames in CMSIS-DAP's vendor commands 0x80 and 0x81 (Microchip's "EDBG-based Tools
// Protocols", AVR-specific CMSIS-DAP vendor commands). A frame travels as up to 15 fragments of 60 bytes, in
// either direction. Does no I/O and does not interpret frames.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"
#include "ports/hid_device.hpp"

namespace debugger {

inline constexpr std::size_t fragment_payload = 60;
inline constexpr std::size_t max_fragments = 15;
inline constexpr std::size_t max_frame = fragment_payload * max_fragments;

/// Vendor command 0x80: sends one fragment of a frame of 1..max_frame bytes.
struct AvrCommand {
  static constexpr std::uint8_t id = 0x80;
  base::ByteView frame;
  std::size_t index;  // from 0

  static std::size_t count(std::size_t frame_size) {
    return (frame_size + fragment_payload - 1) / fragment_payload;
  }
  ports::HidReport encode() const;
  /// Throws bad_answer unless the debugger acknowledges with 1 for a frame's last fragment, 0 for the others.
  void check(const ports::HidReport& answer) const;
};

/// Vendor command 0x81: polls for the answering frame, one fragment per report, and collects it.
class AvrResponse {
 public:
  static constexpr std::uint8_t id = 0x81;

  static ports::HidReport encode();
  /// nothing_yet also stands for the rest of a stale answer, which is dropped.
  enum class Progress : std::uint8_t { nothing_yet, more, complete };
  /// Takes one answer. Throws bad_answer for a fragment out of order or a size beyond the report.
  Progress take(const ports::HidReport& answer);
  /// The frame, once complete.
  base::ByteView frame() const { return frame_; }

 private:
  base::Bytes frame_;
  std::size_t taken_ = 0;
  std::size_t total_ = 0;  // 0 until the first fragment
};

}  // namespace debugger
