// Parses the command line and environment of the program `provision`.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

#include "aws/credentials.hpp"
#include "aws/region.hpp"
#include "board/wifi.hpp"
#include "provision/method_name.hpp"

namespace hosts {

class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class ProvisionTask : std::uint8_t { provision, restore, inspect, write_roots, prepare_account };

struct AccountOptions {
  aws::Region region;
  aws::Credentials credentials;
};

struct ProvisionOptions {
  ProvisionTask task = ProvisionTask::provision;
  std::string serial;
  std::string roots;                      // file with the root certificate store to write
  std::optional<AccountOptions> account;  // always set for tasks in the account
  std::string endpoint_url;
  std::string ca_file;
  std::string store;
  std::string kit_serial;
  bool renew = false;
  provision::MethodName method = provision::MethodName::mar;
  std::string hid;  // if empty, the provisioning firmware must be running
  std::string firmware_folder;
  std::optional<board::WifiNetwork> wifi;
};

/// Returns nullopt if the command line asks for help. Throws UsageError.
std::optional<ProvisionOptions> parse_provision_options(int argc, char** argv);

}  // namespace hosts
