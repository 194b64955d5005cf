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

/// Option name to value; flags have the value "yes".
std::map<std::string, std::string> collect(int argc, char** argv) {
  static const std::set<std::string> with_value{
      "--serial", "--region",     "--method", "--endpoint-url", "--ca-file",
      "--store",  "--kit-serial", "--hid",    "--ssid",         "--firmware-dir"};
  static const std::set<std::string> flags{"--renew", "--help"};
  std::map<std::string, std::string> given;
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (flags.count(option) > 0) {
      given[option] = "yes";
    } else if (with_value.count(option) == 0) {
      throw UsageError("unknown option " + option);
    } else if (i + 1 == argc) {
      throw UsageError(option + " wants a value");
    } else {
      given[option] = argv[++i];
    }
  }
  return given;
}

}  // namespace

std::optional<ProvisionOptions> parse_provision_options(int argc, char** argv) {
  auto given = collect(argc, argv);
  if (given.count("--help") > 0) return std::nullopt;
  for (const char* required : {"--serial", "--region"}) {
    if (given[required].empty()) throw UsageError(std::string(required) + " is missing");
  }
  const std::string method = given["--method"];
  if (!method.empty() && method != "mar") throw UsageError("--method knows mar only, not " + method);
  const std::optional<aws::Region> region = aws::Region::find(given["--region"]);
  if (!region) throw UsageError("the boards do not support region " + given["--region"]);
  if (environment("AWS_ACCESS_KEY_ID").empty() || environment("AWS_SECRET_ACCESS_KEY").empty()) {
    throw UsageError("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set");
  }
  std::optional<aws::Credentials> credentials;
  try {
    credentials = aws::typed_credentials(environment("AWS_ACCESS_KEY_ID"),
                                         base::Secret::taking(environment("AWS_SECRET_ACCESS_KEY")),
                                         base::Secret::taking(environment("AWS_SESSION_TOKEN")));
  } catch (const base::Error& error) {
    throw UsageError("AWS keys: " + error.describe());
  }
  if (!given["--hid"].empty() && given["--firmware-dir"].empty())
    throw UsageError("--hid wants --firmware-dir");
  if (given["--hid"].empty() && !given["--ssid"].empty()) throw UsageError("--ssid wants --hid");
  return ProvisionOptions{given["--serial"],
                          *region,
                          *credentials,
                          given["--endpoint-url"],
                          given["--ca-file"],
                          given["--store"],
                          given["--kit-serial"],
                          given.count("--renew") > 0,
                          given["--hid"],
                          given["--ssid"],
                          base::Secret::taking(environment("WIFI_PSK")),
                          given["--firmware-dir"]};
}

}  // namespace hosts
