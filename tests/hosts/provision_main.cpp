// `provision`: the core's jobs as a command, over a serial device, a debugger and HTTPS. For tests, and for
// batches without a browser.

#include <cstdlib>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>

#include "options.hpp"
#include "prepare_account.hpp"
#include "provision_session.hpp"
#include "session/session.hpp"
#include "signals.hpp"
#include "state/error_info.hpp"
#include "state/json.hpp"
#include "system_random.hpp"

namespace {

using Json = nlohmann::json;

constexpr const char* help =
    R"(provision --serial PATH --region REGION [--method mar|jitr] [--renew] [--store DIR] [--kit-serial SERIAL]
          [--endpoint-url URL] [--ca-file FILE] [--hid SOCKET --firmware-dir DIR [--ssid NAME]]
provision --prepare-account --region REGION --store DIR [--endpoint-url URL] [--ca-file FILE]
provision --serial PATH --restore [--hid SOCKET --firmware-dir DIR]
provision --serial PATH --inspect [--hid SOCKET --firmware-dir DIR]
provision --serial PATH --write-roots FILE [--hid SOCKET --firmware-dir DIR]

Provisions the board on a serial device into an AWS account, or restores its delivered state, inspects it, or
writes the root certificates that its module trusts. Or prepares the account for boards that register themselves
when they first connect. The account's keys are in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, for temporary
keys, AWS_SESSION_TOKEN.

  --serial PATH        the board's serial device; without --hid, the provisioning firmware must be running
  --hid SOCKET         the board's debugger, for the whole flow with any firmware (Unix socket, 64-byte reports)
  --firmware-dir DIR   the vendor's images, *.hex
  --ssid NAME          the Wi-Fi network to set, with its passphrase in WIFI_PSK (unset for an open network)
  --region REGION      one of the regions that the boards support
  --method mar         multi-account registration, the default: register the board now
  --method jitr        just-in-time registration: prepare the account, which registers the board when it first connects
  --endpoint-url URL   one URL for all AWS services; each request is still signed for its service
  --ca-file FILE       PEM certificates to trust instead of the system's (those of SSL_CERT_FILE, else Debian's)
  --renew              make a new certificate and remove the old one from the account
  --store DIR          folder for the certificate authority and the boards, laid out as ~/.microchip-iot is;
                       without it, the authority is made in memory and lost
  --kit-serial SERIAL  names the board's folder (default: the debugger's USB serial number, else the secure
                       element's)
  --prepare-account    create policy and stack, and register the signer of --store as a CA
  --restore            restore the delivered certificates, erase the endpoint and, with --hid, program the demo
                       firmware
  --inspect            print the content of the board as the event "inspection"
  --write-roots FILE   write this root certificate store, a backup or a file of the vendor's package

Prints one JSON object in each line: {"event":"ready",…}, the plan, steps, then {"event":"done",…}, or
{"event":"failed","code":…}. Exits with 0 or 1, or with 2 after a usage error. SIGTERM stops it at the next safe
place.
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
    hosts::SessionPorts ports{executor, clock, random, log, store, print};
    const bool in_account = options.task == hosts::ProvisionTask::prepare_account;
    executor.run((in_account ? hosts::prepare_account(std::move(ports), options)
                             : hosts::run_session(std::move(ports), options))
                     .under(&stopped));
    return 0;
  } catch (const std::exception&) {
    Json failed = Json::parse(state::json_text(state::error_info(base::as_error(std::current_exception()))));
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
    std::cerr << "provision: " << error.what() << " (see --help)\n";
    return 2;
  }
  if (!options) {
    std::cout << help;
    return 0;
  }
  return run(*options);
}
