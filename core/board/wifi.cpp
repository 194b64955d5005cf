#include "board/wifi.hpp"

#include <algorithm>

#include "base/hex.hpp"
#include "board/errors.hpp"
#include "crypto/digest.hpp"

namespace board {

namespace {

constexpr std::size_t max_ssid = 32;
constexpr std::size_t min_wpa = 8;
constexpr std::size_t max_wpa = 63;
constexpr std::size_t wpa_key_digits = 64;
constexpr std::size_t wep_40_digits = 10;
constexpr std::size_t wep_104_digits = 26;
constexpr std::size_t wep_head = 2;  // see append_wep()
constexpr std::string_view command = "wifi ";
constexpr std::string_view hex_digits = "0123456789abcdefABCDEF";

bool is_control(char c) {
  return static_cast<unsigned char>(c) < ' ' || c == '\x7F';
}

void check_ssid(std::string_view ssid) {
  if (ssid.empty() || ssid.size() > max_ssid) throw base::Error(ssid_length).with("length", ssid.size());
  const auto bad = std::find_if(ssid.begin(), ssid.end(), [](char c) { return c == ',' || is_control(c); });
  if (bad != ssid.end()) throw base::Error(ssid_character).with("at", bad - ssid.begin());
}

[[noreturn]] void bad_length(const WifiNetwork& network) {
  throw base::Error(passphrase_length)
      .with("length", network.passphrase.size())
      .with("security", name(network.security));
}

void check_hex(const WifiNetwork& network) {
  const std::size_t bad = network.passphrase.reveal().find_first_not_of(hex_digits);
  if (bad == std::string_view::npos) return;
  throw base::Error(wifi_key_not_hex).with("at", bad).with("security", name(network.security));
}

void check_wpa(const WifiNetwork& network) {
  const std::string_view text = network.passphrase.reveal();
  if (text.size() == wpa_key_digits) return check_hex(network);
  if (text.size() < min_wpa || text.size() > max_wpa) bad_length(network);
  const auto bad = std::find_if(text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; });
  if (bad != text.end()) throw base::Error(passphrase_character).with("at", bad - text.begin());
}

/// The firmware would split the passphrase at its comma. The key derived from it has no comma.
bool is_sent_as_key(const WifiNetwork& network) {
  return network.security == WifiSecurity::wpa &&
         network.passphrase.reveal().find(',') != std::string_view::npos;
}

/// IEEE 802.11i, H.4: PBKDF2 with HMAC-SHA-1, the SSID as its salt, 4096 rounds, 256 bits.
base::Secret wpa_key(const WifiNetwork& network) {
  constexpr unsigned rounds = 4096;
  base::Bytes key = crypto::pbkdf2_sha1(base::as_bytes(network.passphrase.reveal()),
                                        base::as_bytes(network.ssid), rounds, wpa_key_digits / 2);
  base::Secret digits = base::Secret::taking(base::to_hex(key));
  base::wipe(key.data(), key.size());
  return digits;
}

void check_wep(const WifiNetwork& network) {
  const std::string_view key = network.passphrase.reveal();
  if (key.size() != wep_40_digits && key.size() != wep_104_digits) bad_length(network);
  check_hex(network);
}

/// The firmware passes the text to m2m_wifi_connect(), which reads it as a tstrM2mWifiWepParams (the driver's
/// m2m_wifi.c and m2m_wifi.h): the key's index from 1, the number of its digits and one more, its digits. The
/// command line (cli.c) keeps any character but line ends and commas.
void append_wep(std::string& line, const base::Secret& key) {
  line.append(1, '\x01').append(1, static_cast<char>(key.size() + 1)).append(key.reveal());
}

}  // namespace

void check(const WifiNetwork& network) {
  check_ssid(network.ssid);
  switch (network.security) {
    case WifiSecurity::open:
      if (!network.passphrase.empty()) throw base::Error(passphrase_unexpected);
      break;
    case WifiSecurity::wpa:
      check_wpa(network);
      break;
    case WifiSecurity::wep:
      check_wep(network);
      break;
  }
  const std::size_t length = command.size() + network.ssid.size() + 1 + sent_passphrase_size(network) + 2;
  if (length <= demo_line_limit) return;
  if (is_sent_as_key(network))
    throw base::Error(passphrase_character).with("at", network.passphrase.reveal().find(','));
  throw base::Error(wifi_line_too_long).with("length", length).with("limit", demo_line_limit);
}

std::size_t sent_passphrase_size(const WifiNetwork& network) {
  if (is_sent_as_key(network)) return wpa_key_digits;
  return network.passphrase.size() + (network.security == WifiSecurity::wep ? wep_head : 0);
}

base::Secret wifi_line(const WifiNetwork& network) {
  check(network);
  std::string line;
  line.reserve(demo_line_limit);  // growing would leave copies of the passphrase behind
  line.append(command).append(network.ssid).append(1, ',');
  if (network.security == WifiSecurity::wep) {
    append_wep(line, network.passphrase);
  } else if (is_sent_as_key(network)) {
    line.append(wpa_key(network).reveal());
  } else {
    line.append(network.passphrase.reveal());
  }
  line.append(1, ',').append(1, static_cast<char>('0' + static_cast<int>(network.security)));
  return base::Secret::taking(std::move(line));
}

}  // namespace board
