// `provision`: the core's MAR job from a command line, over a serial device and HTTP(S). For tests and for
// batches without a browser.

#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>

#include "https_client.hpp"
#include "options.hpp"
#include "poll_executor.hpp"
#include "posix_serial_port.hpp"
#include "provision/mar.hpp"
#include "provision_flow.hpp"
#include "store_folder.hpp"

namespace {

using Json = nlohmann::json;

constexpr const char* help =
    R"(provision --serial PATH --region REGION [--method mar] [--endpoint-url URL] [--ca-file FILE]
          [--renew] [--store DIR] [--kit-serial SERIAL]
          [--hid SOCKET --firmware-dir DIR [--ssid NAME]]

Provisions the board on a serial device into the AWS account of the keys in AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY and, for temporary keys, AWS_SESSION_TOKEN.

  --serial PATH        the board's serial device; without --hid it runs the provisioning firmware
  --hid SOCKET         the board's debugger: the whole flow, whatever firmware runs (Unix socket, 64-byte reports)
  --firmware-dir DIR   the vendor's images, *.hex
  --ssid NAME          the Wi-Fi to set; its passphrase in WIFI_PSK, none for an open network
  --region REGION      one of the regions that the boards support
  --method mar         multi-account registration (the only method so far)
  --endpoint-url URL   one address for all AWS services, each signed with its own name
  --ca-file FILE       PEM certificates to trust instead of the system's
  --renew              a new certificate, and the old one removed from the account
  --store DIR          certificate authority and boards, in the form of ~/.microchip-iot; without it the
                       authority is made in memory and forgotten
  --kit-serial SERIAL  the kit's USB serial number: names the board's folder (default: the secure element's)

Prints one JSON object a line: {"event":"ready"}, steps, the plan, then {"event":"done",…}, or
{"event":"failed","code":…}. Exit status 0 or 1; 2 for wrong usage.
)";

void print(const Json& json) {
  std::cout << json.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
}

class SystemRandom final : public ports::Random {
 public:
  void fill(std::span<std::byte> bytes) override;
};

void SystemRandom::fill(std::span<std::byte> bytes) {
  std::FILE* source = std::fopen("/dev/urandom", "rb");
  const bool filled = source != nullptr && std::fread(bytes.data(), 1, bytes.size(), source) == bytes.size();
  if (source != nullptr) std::fclose(source);
  if (!filled) throw base::Error(base::internal).because("/dev/urandom cannot be read");
}

Json params_json(const base::Error& error) {
  Json params = Json::object();
  for (const auto& param : error.params()) {
    std::visit([&](const auto& value) { params[param.name] = value; }, param.value);
  }
  return params;
}

Json plan_json(const std::vector<provision::PlanItem>& items) {
  Json list = Json::array();
  for (const auto& item : items) {
    Json json{{"what", item.what}, {"action", name(item.action)}};
    for (const auto& [key, value] : item.params) json[key] = value;
    list.push_back(json);
  }
  return list;
}

void report(provision::Progress& progress) {
  progress.on_change =
      [last = std::map<provision::StepName, provision::StepStatus>()](const provision::Step& step) mutable {
        const auto known = last.find(step.name);
        if (known != last.end() && known->second == step.status) return;  // bytes that went over the line
        last[step.name] = step.status;
        const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(step.spent).count();
        print({{"event", "step"},
               {"step", name(step.name)},
               {"status", name(step.status)},
               {"milliseconds", spent}});
      };
}

struct Tools {
  hosts::PollExecutor executor;
  hosts::SystemWallClock clock;
  SystemRandom random;
  base::Log log{executor};
};

void print_done(const provision::MarResult& result) {
  print({{"event", "done"},
         {"changed", result.changed},
         {"thingName", result.thing_name},
         {"certificateId", result.certificate_id},
         {"certificateArn", result.certificate_arn},
         {"endpoint", result.endpoint}});
}

base::task<void> run_flow(Tools& tools, const hosts::ProvisionOptions& options, hosts::StoreFolder& store,
                          ports::SerialPort& port, aws::Client& aws, provision::Progress& progress) {
  const hosts::FlowEdges edges{
      tools.executor,
      port,
      aws,
      store.journal(),
      tools.random,
      tools.log,
      progress,
      [&]() -> const pki::Authorities& { return store.authorities(aws.now(), tools.random); }};
  const hosts::FlowOutcome outcome = co_await hosts::provision_with_debugger(edges, options);
  const std::string kit = options.kit_serial.empty() ? outcome.kit_serial : options.kit_serial;
  if (outcome.result.chain) store.keep_board(kit, outcome.secure_element, outcome.result);
  print_done(outcome.result);
}

base::task<void> run(Tools& tools, const hosts::ProvisionOptions& options, hosts::StoreFolder& store) {
  hosts::HttpsClient http(tools.executor, tools.random, options.ca_file);
  hosts::PosixSerialPort port(tools.executor, options.serial);
  aws::Client aws({http, tools.clock, tools.random, tools.log}, options.region, options.credentials,
                  options.endpoint_url);
  provision::Progress progress(tools.executor);
  report(progress);
  if (!options.hid.empty()) {
    co_await run_flow(tools, options, store, port, aws, progress);
    co_return;
  }
  co_await port.open(ports::BaudRate::provisioning);
  board::ProvisioningClient board(port, tools.log);
  const provision::Mar::Edges edges{board,
                                    aws,
                                    store.journal(),
                                    tools.random,
                                    tools.log,
                                    [&]() -> const pki::Authorities& { return store.authorities(aws.now(), tools.random); }};
  provision::Mar mar(edges, progress);
  const auto choice =
      options.renew ? provision::CertificateChoice::renew : provision::CertificateChoice::keep;
  const provision::Survey survey = co_await mar.survey(choice);
  const provision::Plan plan = provision::make_plan(survey, choice, options.region);
  print({{"event", "plan"},
         {"complete", plan.complete()},
         {"board", plan_json(plan.board)},
         {"aws", plan_json(plan.aws)}});
  for (const base::Error& warning : plan.warnings) {
    print({{"event", "warning"}, {"code", warning.code().name()}, {"params", params_json(warning)}});
  }
  const provision::MarResult result = co_await mar.run(survey, choice);
  const std::string serial = survey.board.serial.text();
  store.keep_board(options.kit_serial.empty() ? serial : options.kit_serial, serial, result);
  print_done(result);
  co_await port.close();
}

}  // namespace

int main(int argc, char** argv) {
  std::optional<hosts::ProvisionOptions> options;
  try {
    options = hosts::parse_provision_options(argc, argv);
  } catch (const hosts::UsageError& error) {
    std::cerr << error.what() << "\n" << help;
    return 2;
  }
  if (!options) {
    std::cout << help;
    return 0;
  }
  Tools tools;
  if (std::getenv("PROVISION_VERBOSE") != nullptr) {
    tools.log.on_line = [](const base::LogLine& line) {
      std::cerr << line.source << ": " << line.text << "\n";
    };
  }
  try {
    hosts::StoreFolder store(options->store);
    tools.executor.run(run(tools, *options, store));
    return 0;
  } catch (const base::Error& error) {
    print({{"event", "failed"},
           {"code", error.code().name()},
           {"params", params_json(error)},
           {"detail", error.detail()}});
    return 1;
  }
}
