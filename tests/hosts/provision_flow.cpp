#include "provision_flow.hpp"

#include <fstream>
#include <iterator>

#include "base/sleep.hpp"
#include "board/demo_client.hpp"
#include "debugger/debugger.hpp"
#include "hid_socket_device.hpp"
#include "ports/errors.hpp"
#include "provision/errors.hpp"
#include "provision/target.hpp"

namespace hosts {

namespace {

using board::FirmwareHint;

class FolderFiles final : public ports::VendorFiles {
 public:
  explicit FolderFiles(std::string folder) : folder_(std::move(folder)) {}
  base::task<base::Bytes> read(std::string name) override {
    std::ifstream file(folder_ + "/" + name, std::ios::binary);
    if (!file) throw base::Error(ports::file_unavailable).with("name", name);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    co_return base::to_bytes(text);
  }

 private:
  std::string folder_;
};

base::task<provision::RunningFirmware> look(ports::SerialPort& port, base::Log& log) {
  provision::RunningFirmware running;
  const board::IdentifiedFirmware found = co_await board::identify(port, log, {});
  if (std::holds_alternative<board::ProvisioningFirmware>(found))
    running.firmware = FirmwareHint::provisioning;
  if (!std::holds_alternative<board::DemoFirmware>(found)) co_return running;
  running.firmware = FirmwareHint::demo;
  co_await port.open(ports::BaudRate::demo);
  board::DemoClient client(port, log);
  running.thing_name = co_await client.thing_name();
  running.secure_element = (co_await client.device_serial()).text();
  co_return running;
}

/// As the session does for one board: known from before, heard, or nothing to lose.
base::task<void> pair(const FlowEdges& edges, debugger::TargetProgrammer& target, FolderFiles& files,
                      const board::Kit& kit, const std::string& serial,
                      const provision::RunningFirmware& running) {
  using provision::FirmwareRole;
  const std::string known = co_await provision::Memory(edges.store).element_of(serial);
  if (!known.empty() && known == running.secure_element) co_return;
  if (running.firmware == FirmwareHint::none) {
    const debugger::FlashImage first =
        co_await provision::load_image(files, kit, FirmwareRole::provisioning, std::nullopt);
    const debugger::FlashImage second =
        co_await provision::load_image(files, kit, FirmwareRole::demo, std::nullopt);
    std::vector<const debugger::FlashImage*> images(2, &first);
    images[1] = &second;
    if (co_await provision::holds_nothing(target, std::move(images))) co_return;
    throw base::Error(provision::not_paired).with("kit", kit.name).with("serial", serial);
  }
  co_await edges.port.open(running.firmware == FirmwareHint::demo ? ports::BaudRate::demo
                                                                  : ports::BaudRate::provisioning);
  std::vector<provision::PortCandidate> candidates(1,
                                                   provision::PortCandidate{&edges.port, running.firmware});
  if (!co_await provision::find_port(target, std::move(candidates)))
    throw base::Error(provision::other_board).with("serial", serial);
}

base::task<FlowOutcome> paired_flow(const FlowEdges& edges, const ProvisionOptions& options,
                                    debugger::Debugger& tool) {
  FolderFiles files(options.firmware_folder);
  const debugger::DebuggerInfo info = co_await tool.identify();
  provision::FlowRequest request;
  request.kit = board::find_kit(info.kit_name);
  if (request.kit == nullptr) request.kit = board::find_kit(info.serial_number, info.device_name);
  if (!provision::is_programmable(request.kit))
    throw base::Error(provision::unknown_kit).with("kit", info.kit_name);
  const std::unique_ptr<debugger::TargetProgrammer> programmer =
      provision::make_target(request.kit->mcu, tool);
  debugger::TargetProgrammer& target = *programmer;
  request.running = co_await look(edges.port, edges.log);
  co_await pair(edges, target, files, *request.kit, info.serial_number, request.running);
  request.choice = options.renew ? provision::CertificateChoice::renew : provision::CertificateChoice::keep;
  if (!options.ssid.empty()) {
    const bool open = options.passphrase.empty();
    request.wifi = board::WifiNetwork{
        options.ssid, open ? board::WifiSecurity::open : board::WifiSecurity::wpa, options.passphrase};
    board::check(*request.wifi);
  }
  request.account = co_await provision::open_account(edges.aws);
  provision::Flow flow(
      {edges.port, target, files, edges.aws, edges.store, edges.random, edges.log, edges.authorities},
      edges.progress);
  std::string element = request.running.secure_element;
  flow.on_survey = [&element](const provision::Survey& found) { element = found.board.serial.text(); };
  provision::MarResult result = co_await flow.run(std::move(request));
  co_await provision::Memory(edges.store).keep_pair(info.serial_number, element);
  FlowOutcome outcome{std::move(result), info.serial_number, element};
  co_return outcome;
}

}  // namespace

base::task<FlowOutcome> provision_with_debugger(FlowEdges edges, const ProvisionOptions& options) {
  HidSocketDevice device(edges.executor, options.hid);
  debugger::Debugger tool(device, edges.log);
  co_await tool.open();
  std::optional<FlowOutcome> outcome;
  std::optional<base::Error> failure;
  try {
    outcome = co_await paired_flow(edges, options, tool);
  } catch (const base::Error& error) {
    failure = error;
  }
  co_await base::shielded(tool.close());
  co_await edges.port.close();
  if (failure) throw *failure;
  co_return std::move(*outcome);
}

}  // namespace hosts
