// A Wi-Fi network as the demo firmware's command line takes it: which settings can be sent, and the line that
// sends them. The limits are those of IEEE 802.11, of the WINC driver and of the firmware's parser, which
// splits arguments at commas and takes 99 characters per line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/enum_names.hpp"
#include "base/secret.hpp"

namespace board {

/// The numbers are the firmware's.
enum class WifiSecurity : std::uint8_t { open = 1, wpa = 2, wep = 3 };
constexpr auto names_of(WifiSecurity) {
  return base::enum_names<WifiSecurity>(
      "WifiSecurity", {{WifiSecurity::open, "open"}, {WifiSecurity::wpa, "wpa"}, {WifiSecurity::wep, "wep"}});
}
constexpr std::string_view name(WifiSecurity security) {
  return base::name_of(security);
}

struct WifiNetwork {
  std::string ssid;
  WifiSecurity security = WifiSecurity::wpa;
  base::Secret passphrase;  // empty for an open network
};

/// The firmware's buffer has 100 characters, and the end of a line with 100 is written one byte past it.
inline constexpr std::size_t demo_line_limit = 99;

/// Throws board.ssid_length, .ssid_character, .passphrase_length, .passphrase_character,
/// .wifi_key_not_hex, .passphrase_unexpected or .wifi_line_too_long.
///
/// SSID: 1..32 bytes without comma or control characters; blanks at its ends count.
/// WPA: 8..63 printable ASCII characters, or 64 hex digits. A passphrase with a comma is sent as the key that
/// it stands for, which must fit into the line (an SSID of up to 27 bytes).
/// WEP: 10 or 26 hex digits.
void check(const WifiNetwork& network);
/// `wifi SSID,PASS,AUTH`, checked, without a line end. The third argument is always there, because without it
/// the firmware reads the number at the start of a passphrase as a kind of security. A WEP key is sent in the
/// form that the module's driver reads, which has more than the digits.
base::Secret wifi_line(const WifiNetwork& network);
/// The number of characters that wifi_line() has for the passphrase.
std::size_t sent_passphrase_size(const WifiNetwork& network);

}  // namespace board
