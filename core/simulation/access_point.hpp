// The Wi-Fi network in range of a virtual board, and the settings of the last network that the board joined.
// The WINC keeps those settings in its flash ("connection cache"). The layout of the cache here is the
// simulation's own, because the real layout is not documented and only the module reads it.
#pragma once

#include <optional>
#include <string>

#include "base/secret.hpp"
#include "simulation/nor_flash.hpp"

namespace simulation {

struct WifiSettings {
  std::string ssid;
  base::Secret passphrase;
  int security = 1;      // 1 open, 2 WPA/WPA2, 3 WEP
  bool refused = false;  // true if the module's driver rejects the settings, so that nothing is joined
};

/// The only network in range. Without an access point, every network is in range and takes any passphrase.
struct AccessPoint {
  std::string ssid;
  base::Secret passphrase;
  std::optional<int> security{};  // without a value, any security

  bool admits(const WifiSettings& settings) const {
    return settings.ssid == ssid && settings.passphrase.reveal() == passphrase.reveal() &&
           (!security || settings.security == *security);
  }
};

void remember_network(NorFlash& flash, const WifiSettings& settings);
std::optional<WifiSettings> remembered_network(const NorFlash& flash);

}  // namespace simulation
