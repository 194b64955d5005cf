// The housekeeping handler's commands (Microchip's "EDBG-based Tools Protocols", housekeeping protocol): the
// session, the debugger's own version. Makes commands; sends nothing.
#pragma once

#include "debugger/jtagice3.hpp"

namespace debugger::housekeeping {

enum class AfterSession : std::uint8_t { stay = 0, restart = 1 };

inline Jtagice3Command start_session() {
  return {Handler::housekeeping, 0x10};
}
inline Jtagice3Command end_session(AfterSession what) {
  return {Handler::housekeeping, 0x11, {static_cast<std::byte>(what)}};
}
/// Hardware revision, major, minor (a byte each) and build (little endian): 5 bytes of context 0 from offset
/// 0.
inline Jtagice3Command get_version() {
  return Jtagice3Command::get(Handler::housekeeping, 0, 0, 5);
}

}  // namespace debugger::housekeeping
