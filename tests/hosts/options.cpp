#include "options.hpp"

#include <cstdlib>
#include <map>
#include <set>
#include <string_view>

#include "base/error.hpp"

namespace hosts {

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

using Given = std::map<std::string, std::string>;

/// Option name to value; flags have the value "yes".
Given collect(int argc, char** argv) {
  static const std::set<std::string> with_value{
      "--serial",     "--region", "--method", "--endpoint-url", "--ca-file",    "--store",
      "--kit-serial", "--hid",    "--ssid",   "--firmware-dir", "--write-roots"};
  static const std::set<std::string> flags{"--renew", "--restore", "--inspect", "--prepare-account",
                                           "--help"};
  Given given;
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (flags.count(option) > 0) {
      given[option] = "yes";
    } else if (with_value.count(option) == 0) {
      throw UsageError("unknown option " + option);
    } else if (i + 1 == argc) {
      throw UsageError(option + " needs a value");
    } else {
      given[option] = argv[++i];
    }
  }
  return given;
}

ProvisionTask task_of(const Given& given) {
  static const std::map<std::string, ProvisionTask> tasks{
      {"--restore", ProvisionTask::restore},
      {"--inspect", ProvisionTask::inspect},
      {"--write-roots", ProvisionTask::write_roots},
      {"--prepare-account", ProvisionTask::prepare_account}};
  std::string asked;
  for (const auto& [option, task] : tasks) {
    if (given.count(option) == 0) continue;
    if (!asked.empty()) throw UsageError(asked.append(" and ").append(option).append(" exclude each other"));
    asked = option;
  }
  if (asked.empty()) return ProvisionTask::provision;
  const ProvisionTask task = tasks.at(asked);
  const std::set<std::string> of_account{"--region", "--endpoint-url", "--ca-file", "--store"};
  const std::set<std::string> of_provisioning{"--method", "--renew", "--kit-serial", "--ssid"};
  const std::set<std::string> of_board{"--serial", "--hid", "--firmware-dir"};
  const bool in_account = task == ProvisionTask::prepare_account;
  for (const auto& [option, value] : given) {
    const bool foreign =
        of_provisioning.count(option) > 0 || (in_account ? of_board : of_account).count(option) > 0;
    if (foreign) throw UsageError(std::string(option).append(" cannot be combined with ").append(asked));
  }
  return task;
}

AccountOptions account_of(Given& given) {
  if (given["--region"].empty()) throw UsageError("--region is missing");
  const std::optional<aws::Region> region = aws::Region::find(given["--region"]);
  if (!region) throw UsageError("the boards do not support region " + given["--region"]);
  if (environment("AWS_ACCESS_KEY_ID").empty() || environment("AWS_SECRET_ACCESS_KEY").empty()) {
    throw UsageError("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set");
  }
  try {
    return {*region, aws::typed_credentials(environment("AWS_ACCESS_KEY_ID"),
                                            base::Secret::taking(environment("AWS_SECRET_ACCESS_KEY")),
                                            base::Secret::taking(environment("AWS_SESSION_TOKEN")))};
  } catch (const base::Error& error) {
    throw UsageError("AWS keys: " + error.describe());
  }
}

provision::MethodName method_of(Given& given) {
  const std::string method = given["--method"];
  if (method.empty() || method == "mar") return provision::MethodName::mar;
  if (method != "jitr") throw UsageError("--method must be mar or jitr, not " + method);
  if (given["--store"].empty())
    throw UsageError("--method jitr needs --store, because further boards need the same authority");
  return provision::MethodName::jitr;
}

std::optional<board::WifiNetwork> wifi_of(Given& given) {
  if (given["--ssid"].empty()) return std::nullopt;
  if (given["--hid"].empty()) throw UsageError("--ssid needs --hid");
  base::Secret passphrase = base::Secret::taking(environment("WIFI_PSK"));
  const auto security = passphrase.empty() ? board::WifiSecurity::open : board::WifiSecurity::wpa;
  board::WifiNetwork network{given["--ssid"], security, std::move(passphrase)};
  try {
    board::check(network);
  } catch (const base::Error& error) {
    throw UsageError("Wi-Fi: " + error.describe());
  }
  return network;
}

}  // namespace

std::optional<ProvisionOptions> parse_provision_options(int argc, char** argv) {
  Given given = collect(argc, argv);
  if (given.count("--help") > 0) return std::nullopt;
  ProvisionOptions options;
  options.task = task_of(given);
  options.serial = given["--serial"];
  if (options.serial.empty() && options.task != ProvisionTask::prepare_account)
    throw UsageError("--serial is missing");
  options.hid = given["--hid"];
  options.roots = given["--write-roots"];
  options.firmware_folder = given["--firmware-dir"];
  if (!options.hid.empty() && options.firmware_folder.empty()) throw UsageError("--hid needs --firmware-dir");
  if (options.task != ProvisionTask::provision && options.task != ProvisionTask::prepare_account)
    return options;
  options.account = account_of(given);
  options.wifi = wifi_of(given);
  options.endpoint_url = given["--endpoint-url"];
  options.ca_file = given["--ca-file"];
  options.store = given["--store"];
  if (options.task == ProvisionTask::prepare_account && options.store.empty())
    throw UsageError("--prepare-account needs --store, because boards need the same authority later");
  options.kit_serial = given["--kit-serial"];
  options.renew = given.count("--renew") > 0;
  options.method = method_of(given);
  return options;
}

}  // namespace hosts
