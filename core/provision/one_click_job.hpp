// The one click: whatever firmware a board runs, it ends provisioned, with the demo firmware, on the user's
// Wi-Fi. Provisioning firmware (skipped when it runs already), MAR, demo firmware, restart, Wi-Fi. Work in
// the account goes on while the board is programmed. Each step finds out whether it is done, so a run after a
// failure goes on where the one before stopped; a board that is known to be provisioned, by what it says, by
// what the account holds and by what was remembered, is left running. The pairing of port and debugger is the
// caller's: this layer erases what it is given.
#pragma once

#include "board/demo_client.hpp"
#include "board/wifi.hpp"
#include "provision/known_boards.hpp"
#include "provision/mar.hpp"
#include "provision/pairing.hpp"
#include "provision/programming.hpp"

namespace provision {

/// What answered on the port when it was last asked.
struct RunningFirmware {
  std::optional<board::FirmwareRole> firmware;
  /// As the demo firmware tells them; empty where it does not run.
  std::string secure_element;
  std::string thing_name;
};

struct OneClickRequest {
  const board::Kit* kit;
  RunningFirmware running;
  OwnImages own;
  CertificateChoice choice = CertificateChoice::keep;
  /// none: what the board has is kept.
  std::optional<board::WifiNetwork> wifi;
  Account account;
  /// Of a plan that was shown and is carried out as it was shown.
  std::optional<Survey> survey;
};

class OneClickJob {
 public:
  /// All outlive the task.
  struct Dependencies {
    ports::SerialPort& port;
    debugger::TargetProgrammer& target;
    ports::VendorFiles& files;
    aws::Client& aws;
    ports::KeyValueStore& store;
    ports::Random& random;
    base::Log& log;
    std::function<const pki::Authorities&()> authorities;
  };

  OneClickJob(Dependencies dependencies, Progress& progress) : needs_(dependencies), progress_(progress) {}

  /// The steps that a run may take, for Progress::expect().
  static std::vector<StepName> steps(const OneClickRequest& request);
  /// Errors carry the parameter `step`.
  base::task<MarResult> run(OneClickRequest request);

  /// Told when the board has been read.
  std::function<void(const Survey&)> on_survey;
  /// Told when the board has taken the Wi-Fi settings.
  std::function<void()> on_wifi_sent;
  const std::vector<base::Error>& warnings() const { return warnings_; }

 private:
  struct Images {
    debugger::FlashImage provisioning;
    debugger::FlashImage demo;
  };
  base::task<Images> load_images(const OneClickRequest& request);
  base::task<std::optional<MarResult>> find_provisioned(const OneClickRequest& request);
  base::task<MarResult> provision(const OneClickRequest& request);
  base::task<void> start_provisioning(const Images& images);
  base::task<void> program_demo(const Images& images);
  base::task<void> restart(const OneClickRequest& request, board::DemoClient& client);

  Dependencies needs_;
  Progress& progress_;
  std::vector<base::Error> warnings_;
};

}  // namespace provision
