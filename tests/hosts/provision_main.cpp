// `provision`: the core's jobs from a command line, over a serial device, a debugger and HTTP(S). For tests
// and for batches without a browser.

#include <cstdlib>
#include <exception>
#include <iostream>

#include "options.hpp"
#include "provision_session.hpp"
#include "session/session.hpp"
#include "signals.hpp"
#include "system_random.hpp"

namespace {

using Json = nlohmann::json;

constexpr const char* help =
    R"(provision --serial PATH --region REGION [--method mar] [--renew] [--store DIR] [--kit-serial SERIAL]
          [--endpoint-url URL] [--ca-file FILE] [--hid SOCKET --firmware-dir DIR [--ssid NAME]]
provision --serial PATH --restore [--hid SOCKET --firmware-dir DIR]
provision --serial PATH --inspect [--hid SOCKET --firmware-dir DIR]
provision --serial PATH --write-roots FILE [--hid SOCKET --firmware-dir DIR]

Provisions the board on a serial device into the AWS account of the keys in AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY and, for temporary keys, AWS_SESSION_TOKEN; or brings it back to its delivered state,
looks into it, or writes the root certificates that its module trusts.

  --serial PATH        the board's serial device; without --hid it runs the provisioning firmware
  --hid SOCKET         the board's debugger: the whole flow, whatever firmware runs (Unix socket, 64-byte reports)
  --firmware-dir DIR   the vendor's images, *.hex
  --ssid NAME          the Wi-Fi to set; its passphrase in WIFI_PSK, none for an open network
  --region REGION      one of the regions that the boards support
  --method mar         multi-account registration (the only method so far)
  --endpoint-url URL   one address for all AWS services, each signed with its own name
  --ca-file FILE       PEM certificates to trust instead of the system's (those of SSL_CERT_FILE, else Debian's)
  --renew              a new certificate, and the old one removed from the account
  --store DIR          certificate authority and boards, in the form of ~/.microchip-iot; without it the
                       authority is made in memory and forgotten
  --kit-serial SERIAL  names the board's folder (default: the debugger's USB serial number, else the secure
                       element's)
  --restore            the certificates as delivered, no endpoint, with --hid the demo firmware
  --inspect            what is in the board: an event of its own
  --write-roots FILE   a root certificate store of the module, as a backup or the vendor's package has it

Prints one JSON object a line: {"event":"ready",…}, the plan, steps, then {"event":"done",…}, or
{"event":"failed","code":…}. Exit status 0 or 1; 2 for wrong usage. SIGTERM stops it at the next safe place.
)";

void print(const Json& json) {
  std::cout << json.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
}

int run(const hosts::ProvisionOptions& options) {
  hosts::PollExecutor executor;
  hosts::SystemWallClock clock;
  hosts::SystemRandom random;
  base::Log log{executor};
  if (std::getenv("PROVISION_VERBOSE") != nullptr) {
    log.on_line = [](const base::LogLine& line) { std::cerr << line.source << ": " << line.text << "\n"; };
  }
  base::Cancellation stopped;
  const base::Spawned signals =
      base::spawn<void>(executor, executor.readable(hosts::catch_signals()),
                        [&stopped](const base::Outcome<void>&) { stopped.cancel(); });
  try {
    hosts::StoreFolder store(options.store);
    hosts::SessionEdges edges{executor, clock, random, log, store, print};
    executor.run(hosts::run_session(std::move(edges), options).under(&stopped));
    return 0;
  } catch (const std::exception&) {
    Json failed = Json::parse(session::to_json(base::as_error(std::current_exception())));
    failed["event"] = "failed";
    print(failed);
    return 1;
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::optional<hosts::ProvisionOptions> options;
  try {
    options = hosts::parse_provision_options(argc, argv);
  } catch (const hosts::UsageError& error) {
    std::cerr << "provision: " << error.what() << " (--help tells)\n";
    return 2;
  }
  if (!options) {
    std::cout << help;
    return 0;
  }
  return run(*options);
}
