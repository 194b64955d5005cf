// Version numbers a.b.c, as both firmwares, the Wi-Fi module and the debugger report them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace board {

struct Version {
  std::uint16_t major = 0;
  std::uint16_t minor = 0;
  std::uint16_t patch = 0;

  /// Two or three decimal numbers below 65536 with points between, such as "4.1.2", "v4.1.2" or "v1.0" (the
  /// same as 1.0.0). Throws board.bad_version.
  static Version parse(std::string_view text);
  std::string text() const;

  friend constexpr bool operator==(const Version&, const Version&) = default;
  friend constexpr bool operator<(const Version& a, const Version& b) {
    if (a.major != b.major) return a.major < b.major;
    if (a.minor != b.minor) return a.minor < b.minor;
    return a.patch < b.patch;
  }
};

}  // namespace board
