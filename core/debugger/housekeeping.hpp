// Commands of the housekeeping handler (Microchip's "EDBG-based Tools Protocols", housekeeping protocol):
// start and end a session, get the debugger's firmware version. Builds commands and parses answers; sends
// nothing.
#pragma once

#include <cstdint>
#include <optional>

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
  std::uint8_t major = 0;
  std::uint8_t minor = 0;
  std::uint16_t build = 0;
  friend bool operator==(const Version&, const Version&) = default;
};

/// Bytes of context 0, from version_at on: major, minor, build (little endian).
inline constexpr std::uint8_t version_at = 1;
inline constexpr std::uint8_t version_size = 4;

/// Gets `size` bytes of the version, from its byte number `from` on.
inline Jtagice3Command get_version(std::uint8_t from, std::uint8_t size) {
  return Jtagice3Command::get(Handler::housekeeping, 0, static_cast<std::uint8_t>(version_at + from), size);
}
/// nullopt when there are fewer than version_size bytes.
inline std::optional<Version> parse_version(base::ByteView data) {
  if (data.size() < version_size) return std::nullopt;
  base::ByteReader reader(data);
  const std::uint8_t major = reader.u8();
  const std::uint8_t minor = reader.u8();
  return Version{major, minor, reader.u16_le()};
}

}  // namespace debugger::housekeeping
