// The Wi-Fi around a virtual board, and the settings of the last network that it has joined, which the WINC
// keeps in its flash ("connection cache"). The cache's layout here is the simulation's own: the real one is
// not documented, and nothing but the module reads it.
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
  bool refused = false;  // by the module's driver: nothing is joined
};

/// The one network in reach. Without one, every network that is asked for is there and takes any passphrase.
struct AccessPoint {
  std::string ssid;
  base::Secret passphrase;
  std::optional<int> security{};  // none: whichever is asked for

  bool admits(const WifiSettings& settings) const {
    return settings.ssid == ssid && settings.passphrase.reveal() == passphrase.reveal() &&
           (!security || settings.security == *security);
  }
};

void remember_network(NorFlash& flash, const WifiSettings& settings);
std::optional<WifiSettings> remembered_network(const NorFlash& flash);

}  // namespace simulation
