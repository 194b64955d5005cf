// The one-click job: whatever firmware a board runs, the board ends provisioned, with the demo firmware, on
// the user's Wi-Fi. In order: provisioning firmware (unless it runs already), the method, demo firmware,
// restart, Wi-Fi. Work in the account goes on while the board is programmed. Every step checks whether it is
// done already, so a run after a failure continues where the one before stopped. A board that reports what
// KnownBoards has stored of it, and for which the account holds everything, is left running. The caller has
// proved that port and debugger are one board: this job erases what it is given.
#pragma once

#include "board/demo_client.hpp"
#include "board/wifi.hpp"
#include "provision/known_boards.hpp"
#include "provision/method.hpp"
#include "provision/old_certificates.hpp"
#include "provision/pairing.hpp"
#include "provision/programming.hpp"

namespace provision {

/// The firmware that answered on the port at the last identification.
struct RunningFirmware {
  std::optional<board::FirmwareRole> firmware;
  /// As the demo firmware reports them; empty when another firmware runs.
  std::string secure_element;
  std::string thing_name;
};

struct OneClickRequest {
  const board::Kit* kit;
  const Method* method;
  RunningFirmware running;
  OwnImages own;
  CertificateChoice choice = CertificateChoice::keep;
  /// nullopt: the board keeps its saved network.
  std::optional<board::WifiNetwork> wifi;
  Account account;
  /// The survey of the plan that the user saw, so that the job does exactly what was shown. nullopt: the job
  /// makes its own survey.
  std::optional<Survey> survey;
};

class OneClickJob {
 public:
  /// All must outlive the task.
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
  base::task<ProvisioningResult> run(OneClickRequest request);

  /// Called when board and account have been read.
  std::function<void(const Survey&)> on_survey;
  /// Called when the board has accepted the Wi-Fi settings.
  std::function<void()> on_wifi_sent;
  const std::vector<base::Error>& warnings() const { return warnings_; }

 private:
  struct Images {
    debugger::FlashImage provisioning;
    debugger::FlashImage demo;
  };
  base::task<Images> load_images(const OneClickRequest& request);
  base::task<std::optional<ProvisioningResult>> find_provisioned(const OneClickRequest& request);
  base::task<Removal> retry_clean_up(const Registration& registration, std::string thing);
  base::task<ProvisioningResult> provision(const OneClickRequest& request);
  base::task<void> start_provisioning(const Images& images);
  base::task<void> program_demo(const Images& images);
  base::task<void> restart(const OneClickRequest& request, board::DemoClient& client);

  Dependencies needs_;
  Progress& progress_;
  std::vector<base::Error> warnings_;
};

}  // namespace provision
