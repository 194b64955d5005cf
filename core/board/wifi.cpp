#include "board/wifi.hpp"

#include <algorithm>

#include "board/errors.hpp"

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

/// Where the first character outside of printable ASCII, or the first comma, stands.
void check_wpa(const WifiNetwork& network) {
  const std::string_view text = network.passphrase.reveal();
  const bool is_key = text.size() == wpa_key_digits;
  if (text.size() < min_wpa || (text.size() > max_wpa && !is_key)) bad_length(network);
  const auto bad = std::find_if(text.begin(), text.end(), [&](char c) {
    return is_key ? hex_digits.find(c) == std::string_view::npos : c < ' ' || c > '~' || c == ',';
  });
  if (bad != text.end()) throw base::Error(passphrase_character).with("at", bad - text.begin());
}

void check_wep(const WifiNetwork& network) {
  const std::string_view key = network.passphrase.reveal();
  if (key.size() != wep_40_digits && key.size() != wep_104_digits) bad_length(network);
  const std::size_t bad = key.find_first_not_of(hex_digits);
  if (bad != std::string_view::npos) throw base::Error(passphrase_character).with("at", bad);
}

/// The firmware hands the text to m2m_wifi_connect(), which reads it as a tstrM2mWifiWepParams (the driver's
/// m2m_wifi.c and m2m_wifi.h): the key's index from 1, the number of its digits and one more, its digits. The
/// command line (cli.c) keeps any character but line ends and commas.
void append_wep(std::string& line, const base::Secret& key) {
  line.append(1, '\x01').append(1, static_cast<char>(key.size() + 1)).append(key.reveal());
}

}  // namespace

std::string_view name(WifiSecurity security) {
  switch (security) {
    case WifiSecurity::open:
      return "open";
    case WifiSecurity::wpa:
      return "wpa";
    case WifiSecurity::wep:
      break;
  }
  return "wep";
}

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
  const std::size_t head = network.security == WifiSecurity::wep ? wep_head : 0;
  const std::size_t length = command.size() + network.ssid.size() + 1 + head + network.passphrase.size() + 2;
  if (length > demo_line_limit)
    throw base::Error(wifi_line_too_long).with("length", length).with("limit", demo_line_limit);
}

base::Secret wifi_line(const WifiNetwork& network) {
  check(network);
  std::string line;
  line.reserve(demo_line_limit);  // no copies of the passphrase are left behind by growing
  line.append(command).append(network.ssid).append(1, ',');
  if (network.security == WifiSecurity::wep) {
    append_wep(line, network.passphrase);
  } else {
    line.append(network.passphrase.reveal());
  }
  line.append(1, ',').append(1, static_cast<char>('0' + static_cast<int>(network.security)));
  return base::Secret::taking(std::move(line));
}

}  // namespace board
