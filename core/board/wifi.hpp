// A Wi-Fi network as the demo firmware's command line can take it: what fits, and the line itself. Limits are
// those of IEEE 802.11, of the WINC driver and of the firmware's parser (arguments split at commas, 100
// characters a line).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/secret.hpp"

namespace board {

/// The firmware's numbers.
enum class WifiSecurity : std::uint8_t { open = 1, wpa = 2, wep = 3 };
std::string_view name(WifiSecurity security);

struct WifiNetwork {
  std::string ssid;
  WifiSecurity security = WifiSecurity::wpa;
  base::Secret passphrase;  // empty for an open network
};

inline constexpr std::size_t demo_line_limit = 100;

/// Throws board.ssid_length, .ssid_character, .passphrase_length, .passphrase_character,
/// .passphrase_unexpected or .wifi_line_too_long. SSID: 1..32 bytes without comma or control characters.
/// WPA: 8..63 printable ASCII characters without comma, or 64 hex digits. WEP: 10 or 26 hex digits.
void check(const WifiNetwork& network);
/// `wifi SSID,PASS,AUTH`, checked, without a line end; the third argument is always there. A WEP key goes as
/// the module's driver reads it, not as its digits alone.
base::Secret wifi_line(const WifiNetwork& network);

}  // namespace board
