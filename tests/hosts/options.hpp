// The command line and environment of `provision`.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

#include "aws/credentials.hpp"
#include "aws/region.hpp"

namespace hosts {

class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ProvisionOptions {
  std::string serial;
  aws::Region region;
  aws::Credentials credentials;
  std::string endpoint_url;
  std::string ca_file;
  std::string store;
  std::string kit_serial;
  bool renew = false;
  std::string hid;  // empty: MAR alone, over the provisioning firmware that runs
  std::string ssid;
  base::Secret passphrase;
  std::string firmware_folder;
};

/// Nothing when help was asked for. UsageError, and aws.credentials_… for keys of a wrong form.
std::optional<ProvisionOptions> parse_provision_options(int argc, char** argv);

}  // namespace hosts
