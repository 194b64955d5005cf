// The command line and environment of `provision`.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

#include "aws/credentials.hpp"
#include "aws/region.hpp"
#include "board/wifi.hpp"

namespace hosts {

class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class ProvisionTask : std::uint8_t { provision, restore, inspect, write_roots };

struct AccountOptions {
  aws::Region region;
  aws::Credentials credentials;
};

struct ProvisionOptions {
  ProvisionTask task = ProvisionTask::provision;
  std::string serial;
  std::string roots;                      // to write: a file with the root certificates' store
  std::optional<AccountOptions> account;  // always, to provision
  std::string endpoint_url;
  std::string ca_file;
  std::string store;
  std::string kit_serial;
  bool renew = false;
  std::string hid;  // empty: over the provisioning firmware that runs
  std::string firmware_folder;
  std::optional<board::WifiNetwork> wifi;
};

/// Nothing when help was asked for. UsageError.
std::optional<ProvisionOptions> parse_provision_options(int argc, char** argv);

}  // namespace hosts
