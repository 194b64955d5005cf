// JTAGICE3 messages from the debugger's side: a command has an id, a version and arguments; the answer is OK,
// a list, data or a failure. Facts: Microchip, "EDBG-based Tools Protocols", and pyedbglib.
#pragma once

#include <cstdint>
#include <utility>

#include "base/bytes.hpp"
#include "base/clock.hpp"

namespace simulation {

/// A handler's answer to a command, and how long the command takes.
struct Jtagice3Reply {
  base::Bytes message;
  base::Duration busy{};
};

namespace jtagice3 {

inline constexpr std::uint8_t ok = 0x80;
inline constexpr std::uint8_t list = 0x81;
inline constexpr std::uint8_t data = 0x84;
inline constexpr std::uint8_t failed = 0xA0;

// Commands of every handler.
inline constexpr std::uint8_t query = 0x00;
inline constexpr std::uint8_t set = 0x01;
inline constexpr std::uint8_t get = 0x02;

// Failures of set, get and query.
inline constexpr std::uint8_t not_supported = 0x11;
inline constexpr std::uint8_t invalid_value = 0x23;

inline Jtagice3Reply success(base::Duration busy = {}) {
  return {std::move(base::ByteWriter().u8(ok).u8(0)).take(), busy};
}
inline Jtagice3Reply failure(std::uint8_t status) {
  return {std::move(base::ByteWriter().u8(failed).u8(0).u8(status)).take()};
}
/// A trailing status byte, 0, follows the data.
inline Jtagice3Reply with_data(base::ByteView content) {
  return {std::move(base::ByteWriter().u8(data).u8(0).bytes(content).u8(0)).take()};
}
inline Jtagice3Reply with_list(base::ByteView content) {
  return {std::move(base::ByteWriter().u8(list).u8(0).bytes(content)).take()};
}

}  // namespace jtagice3

}  // namespace simulation
