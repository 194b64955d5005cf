// The housekeeping handler's commands (Microchip's "EDBG-based Tools Protocols", housekeeping protocol): the
// session, the debugger's own version. Makes commands, reads answers; sends nothing.
#pragma once

#include "debugger/jtagice3.hpp"

namespace debugger::housekeeping {

inline Jtagice3Command start_session() {
  return {Handler::housekeeping, 0x10};
}
inline Jtagice3Command end_session() {
  constexpr std::byte keep_running{0};  // 1 would restart the debugger
  return {Handler::housekeeping, 0x11, {keep_running}};
}
struct Version {
  std::uint8_t hardware = 0;
  std::uint8_t major = 0;
  std::uint8_t minor = 0;
  std::uint16_t build = 0;
};

/// 5 bytes of context 0 from offset 0: a byte each, the build in two.
inline Jtagice3Command get_version() {
  return Jtagice3Command::get(Handler::housekeeping, 0, 0, 5);
}
/// base.truncated.
inline Version parse_version(base::ByteView data) {
  base::ByteReader reader(data);
  const std::uint8_t hardware = reader.u8();
  const std::uint8_t major = reader.u8();
  const std::uint8_t minor = reader.u8();
  return {hardware, major, minor, reader.u16_le()};
}

}  // namespace debugger::housekeeping
