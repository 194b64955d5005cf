#include "provision_session.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/sleep.hpp"
#include "hid_socket_device.hpp"
#include "https_client.hpp"
#include "ports/errors.hpp"
#include "posix_serial_port.hpp"
#include "session/errors.hpp"
#include "session/session.hpp"
#include "state/convert.hpp"
#include "state/json.hpp"

namespace hosts {

namespace {

using Json = nlohmann::json;

/// Throws file.unavailable.
base::Bytes read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw base::Error(ports::file_unavailable).with("name", path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return base::to_bytes(text);
}

class FolderFiles final : public ports::VendorFiles {
 public:
  explicit FolderFiles(std::string folder) : folder_(std::move(folder)) {}
  base::task<base::Bytes> read(std::string name) override { co_return read_file(folder_ + "/" + name); }

 private:
  std::string folder_;
};

/// An MQTT client that never connects. This program does not wait for the board's messages.
class NoBroker final : public ports::MqttClient {
 public:
  base::task<void> connect(ports::MqttConnectOptions) override { throw unavailable(); }
  base::task<void> subscribe(std::string, ports::MqttQos) override { throw unavailable(); }
  base::task<void> unsubscribe(std::string) override { throw unavailable(); }
  base::task<void> publish(ports::MqttMessage, ports::MqttQos) override { throw unavailable(); }
  base::task<std::vector<ports::MqttMessage>> receive() override { throw unavailable(); }
  base::task<void> close() override { co_return; }
  std::unique_ptr<ports::MqttClient> another() override { return std::make_unique<NoBroker>(); }

 private:
  static base::Error unavailable() { return base::Error(ports::mqtt_unavailable); }
};

class Run {
 public:
  Run(SessionPorts ports, const ProvisionOptions& options)
      : ports_(std::move(ports)),
        options_(options),
        http_(ports_.executor, ports_.random, options.ca_file),
        files_(options.firmware_folder),
        session_({ports_.executor, ports_.clock, http_, broker_, ports_.store.journal(), files_,
                  ports_.random, ports_.log, options.endpoint_url}) {
    session_.on_change = [this] { report_steps(); };
  }

  base::task<void> perform() {
    std::optional<base::Error> failure;
    try {
      if (options_.account) co_await sign_in(*options_.account);
      co_await attach();
      if (options_.task == ProvisionTask::restore)
        co_await session_.jobs().run(id_, session::JobKind::restore);
      if (options_.task == ProvisionTask::inspect) co_await inspect();
      if (options_.task == ProvisionTask::write_roots) co_await write_roots();
      if (options_.task == ProvisionTask::provision) co_await provision();
    } catch (const base::Error& error) {
      failure = error;
    }
    report_steps();
    if (failure) throw *failure;
    ports_.print(done_);
  }

 private:
  const session::BoardSession& board() const { return *session_.devices().find(id_); }

  base::task<void> sign_in(const AccountOptions& account) {
    co_await session_.sign_in(account.credentials, account.region, session::World::real);
    if (options_.store.empty()) co_return;
    pki::Store kept;
    kept.authorities = ports_.store.authorities(ports_.clock.now(), ports_.random);
    pki::Files files = pki::files(kept);
    session_.authority().use(files);
    pki::wipe(files);
  }

  base::task<void> attach() {
    if (!options_.hid.empty()) {
      co_await session_.devices().attach_debugger(
          std::make_unique<HidSocketDevice>(ports_.executor, options_.hid), session::World::real);
      if (const auto& error = session_.devices().debuggers().front()->error()) throw *error;
    }
    id_ = co_await session_.devices().attach_board(
        std::make_unique<PosixSerialPort>(ports_.executor, options_.serial), session::World::real);
    const auto& error = board().port().error();
    // If there is a debugger, an unknown firmware is not an error, because the job replaces it.
    if (error && !(error->is(session::unknown_firmware) && !options_.hid.empty())) throw *error;
    ports_.print({{"event", "ready"},
                  {"kit", board().kit() != nullptr ? board().kit()->name : std::string_view()},
                  {"firmware", name(board().facts().firmware)},
                  {"secureElement", board().facts().secure_element}});
  }

  base::task<void> provision() {
    using provision::CertificateChoice;
    const CertificateChoice choice = options_.renew ? CertificateChoice::renew : CertificateChoice::keep;
    if (board().kit() != nullptr || board().facts().firmware == session::Firmware::provisioning) {
      co_await session_.jobs().plan(id_, choice, options_.method);
      print_plan();
    }
    if (options_.wifi) co_await session_.jobs().set_wifi(id_, options_.wifi);
    co_await session_.jobs().provision(id_, choice, session::PairingClaim::proved, options_.method);
    const provision::ProvisioningResult& result = *board().jobs().current().result;
    if (result.chain) ports_.store.keep_board(store_folder(), board().facts().secure_element, result);
    done_.update({{"changed", result.changed},
                  {"thingName", result.thing_name},
                  {"certificateId", result.certificate_id},
                  {"certificateArn", result.certificate_arn},
                  {"endpoint", result.endpoint}});
  }

  base::task<void> inspect() {
    co_await session_.jobs().run(id_, session::JobKind::inspect);
    Json found = Json::parse(state::json_text(board().jobs().findings().inspection));
    found["event"] = "inspection";
    ports_.print(found);
  }

  base::task<void> write_roots() {
    base::Bytes roots = read_file(options_.roots);
    co_await session_.jobs().run(id_, session::JobKind::write_roots, std::move(roots));
  }

  std::string store_folder() const {
    if (!options_.kit_serial.empty()) return options_.kit_serial;
    const session::DebuggerSession* tool = board().debugger();
    const bool named = tool != nullptr && !tool->info().serial_number.empty();
    return named ? tool->info().serial_number : board().facts().secure_element;
  }

  void print_plan() const {
    Json plan = Json::parse(state::json_text(state::convert(*board().jobs().current().plan)));
    plan["event"] = "plan";
    ports_.print(plan);
  }

  /// Prints the steps whose status has changed since the last call.
  void report_steps() {
    if (session_.devices().find(id_) == nullptr) return;
    for (const provision::Step& step : board().jobs().progress().steps()) {
      provision::StepStatus& known = reported_[step.name];
      if (std::exchange(known, step.status) == step.status || step.status == provision::StepStatus::waiting)
        continue;
      const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(step.spent).count();
      ports_.print({{"event", "step"},
                    {"step", name(step.name)},
                    {"status", name(step.status)},
                    {"milliseconds", spent}});
    }
  }

  SessionPorts ports_;
  const ProvisionOptions& options_;
  HttpsClient http_;
  NoBroker broker_;
  FolderFiles files_;
  session::Session session_;
  int id_ = 0;
  std::map<provision::StepName, provision::StepStatus> reported_;
  Json done_{{"event", "done"}};
};

}  // namespace

base::task<void> run_session(SessionPorts ports, const ProvisionOptions& options) {
  Run run(std::move(ports), options);
  co_await run.perform();
}

}  // namespace hosts
