// One board that is or was plugged in: the firmware on its port, the debugger that was proved to belong to
// it, its jobs and its Wi-Fi settings. Runs one operation at a time. The port is open only during an
// operation, so that a reset, a replug or another program finds it free in between.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/channel.hpp"
#include "board/identify.hpp"
#include "board/wifi.hpp"
#include "ports/serial_port.hpp"
#include "provision/board_diagnosis.hpp"
#include "provision/inspection.hpp"
#include "provision/one_click_job.hpp"
#include "session/account_session.hpp"
#include "session/debugger_session.hpp"
#include "state/board.hpp"

namespace session {

using state::Firmware;
using state::JobKind;
using state::JobStatus;
using state::WifiStatus;

struct Job {
  JobKind kind = JobKind::provision;
  std::optional<JobStatus> status;  // nullopt before the first job
  std::optional<provision::Plan> plan;
  std::optional<provision::Survey> survey;  // from which the plan was made, until it is carried out
  provision::CertificateChoice choice = provision::CertificateChoice::keep;
  std::optional<board::FirmwareRole> running;  // the firmware that ran when the job was requested
  std::string endpoint;                        // of the account and region of the job
  const board::Kit* kit = nullptr;             // the kit whose images are programmed; nullptr if none are
  std::optional<base::Error> error;
  std::optional<provision::MarResult> result;
  base::Duration spent{0};
};

/// Jobs share ownership of what they use, because a debugger may be replaced or an authority imported while
/// they run.
using SharedDebugger = std::shared_ptr<DebuggerSession>;
using SharedAuthorities = std::shared_ptr<const pki::Authorities>;

class BoardSession {
 public:
  BoardSession(int id, std::unique_ptr<ports::SerialPort> port, World world, Platform platform);

  int id() const { return id_; }
  World world() const { return world_; }
  DeviceStatus status() const { return returning_ ? DeviceStatus::identifying : status_; }
  Firmware firmware() const { return firmware_; }
  const std::string& firmware_version() const { return firmware_version_; }
  const std::string& secure_element() const { return secure_element_; }
  const std::string& module_firmware() const { return module_firmware_; }
  const std::string& thing_name() const { return thing_name_; }
  const std::string& endpoint() const { return endpoint_; }
  const std::optional<base::Error>& error() const { return error_; }
  const Job& job() const { return job_; }
  const provision::Progress& progress() const { return progress_; }
  WifiStatus wifi_status() const { return wifi_status_; }
  const std::optional<board::WifiNetwork>& wifi() const { return wifi_; }
  const std::optional<base::Error>& wifi_error() const { return wifi_error_; }
  bool wifi_decided() const { return wifi_decided_; }

  /// The user continues without the debugger and copies firmware to the board's drive. Applies until the
  /// board is provisioned or replaced by another one.
  void go_by_hand(bool by_hand);
  bool by_hand() const { return by_hand_; }
  /// The debugger that belongs to this port; nullptr without one.
  DebuggerSession* debugger() const { return debugger_.get(); }
  void belongs_with(std::shared_ptr<DebuggerSession> debugger) { debugger_ = std::move(debugger); }
  /// The kit whose firmware can be programmed; nullptr if the board cannot be programmed.
  const board::Kit* kit() const {
    return debugger_ != nullptr && debugger_->programmable() ? debugger_->kit() : nullptr;
  }
  const provision::OwnImages& own_images() const { return own_images_; }
  /// Throws debugger.image_… if the file is not an image for the board's target.
  void use_image(board::FirmwareRole role, std::optional<provision::OwnImage> image);
  const std::vector<base::Error>& warnings() const { return warnings_; }
  const std::optional<state::Inspection>& inspection() const { return inspection_; }
  /// The root store's region as last read; empty if it was never read.
  const base::Bytes& roots() const { return roots_; }
  const std::optional<state::RootsState>& roots_state() const { return roots_state_; }
  const std::optional<provision::BoardDiagnosis>& diagnosis() const { return diagnosis_; }

  /// The firmware that probably runs, which identify() tries first.
  void expect_firmware(board::FirmwareRole firmware) { expected_ = firmware; }
  /// Finds out which firmware answers on the port, and which board it is. Sends Wi-Fi settings that wait for
  /// the demo firmware.
  base::task<void> identify();
  /// Takes over the port of another session, which was found to be this unplugged board, and what was
  /// identified there. Nothing runs on either.
  void continue_on(BoardSession& found);
  /// Call when the board is unplugged. Cancels what runs on it.
  void gone();
  bool is_gone() const { return status_ == DeviceStatus::gone; }
  /// While a port that may be this unplugged board is being identified, the board's status is `identifying`.
  void set_returning(bool returning);
  bool is_returning() const { return returning_; }
  void cancel();
  /// Cancels work that signs with the account's keys. A restore or an inspection continues.
  void cancel_signing();
  /// Call after the user signed in. Drops a plan or result of another account or region.
  void belongs_to(const provision::Account& account);
  /// Waits until nothing runs on the board.
  base::task<void> settled();

  base::task<void> make_plan(AccountSession& account, SharedAuthorities authorities,
                             provision::CertificateChoice choice);
  /// Runs the whole one-click job if the board has a debugger, else MAR alone.
  base::task<void> provision(AccountSession& account, SharedAuthorities authorities,
                             provision::CertificateChoice choice);
  /// Adds the step that waits for the board's first message. message_came() ends it.
  void expect_message();
  void message_came();
  bool waits_for_message() const;
  base::task<void> restore();
  base::task<void> inspect();
  base::task<void> check_roots();
  base::task<void> repair_roots();
  base::task<void> write_roots(base::Bytes backup);
  base::task<void> diagnose(AccountSession& account);

  /// For pairing: nothing else runs on the port while the lock lives.
  base::task<base::Mutex::Lock> lock() { return turn_.lock(); }
  std::optional<base::Mutex::Lock> try_lock() { return turn_.try_lock(); }
  ports::SerialPort& port() { return *port_; }
  std::optional<board::FirmwareRole> firmware_hint() const;
  /// Sends the settings at once if the demo firmware runs, unless a coming job will send them: the Wi-Fi
  /// module keeps settings only after it has joined, so settings sent before a job replaces the program may
  /// be lost.
  base::task<void> set_wifi(std::optional<board::WifiNetwork> network);
  /// Sends settings that wait for the demo firmware, if it runs.
  base::task<void> send_waiting_wifi();
  /// Sends the settings once more, because the board may have lost them.
  base::task<void> send_wifi_again();

  /// Called after every change.
  std::function<void()> on_change;
  /// True if a coming job will send the Wi-Fi settings.
  std::function<bool()> wifi_goes_with_job;

 private:
  base::task<void> exclusively(DeviceStatus while_running, base::task<void> work);
  base::task<void> run_job(JobKind kind, std::vector<provision::StepName> steps, base::task<void> work);
  base::task<void> run_flow(AccountSession& account, SharedAuthorities authorities, SharedDebugger debugger);
  base::task<void> with_debugger(SharedDebugger debugger, base::task<void> work);
  base::task<void> with_provisioning_firmware(base::task<void> work, bool demo_afterwards);
  base::task<void> between_programs(SharedDebugger debugger, base::task<void> work);
  base::task<void> do_restore();
  base::task<void> do_inspect();
  base::task<void> do_roots(JobKind kind, base::Bytes backup);
  base::task<void> do_diagnose(AccountSession& account);
  void forget_wifi();
  bool can_send_wifi() const;
  bool wifi_waits() const;
  base::task<void> send_wifi_now();
  void plan_unread(AccountSession& account);
  void take_survey(const provision::Survey& found, AccountSession& account);
  void follow(const provision::Step& step);
  base::task<void> look();
  base::task<void> look_at_provisioning();
  base::task<void> look_at_demo();
  void take_element(std::string serial);
  void take_roots(base::Bytes region);
  base::task<void> send_wifi();
  void wifi_sent(int choice);
  base::task<void> survey(provision::Mar& mar, AccountSession& account);
  base::task<void> look_and_plan(AccountSession& account, SharedAuthorities authorities);
  base::task<void> carry_out(AccountSession& account, SharedAuthorities authorities);
  provision::Mar::Dependencies mar_dependencies(board::ProvisioningClient& client, AccountSession& account,
                                                SharedAuthorities authorities) const;
  void end_job(JobStatus status, std::optional<base::Error> error);
  void require(Firmware firmware) const;
  void changed() const;

  int id_;
  std::unique_ptr<ports::SerialPort> port_;
  World world_;
  Platform platform_;
  base::Mutex turn_;
  base::Cancellation* running_ = nullptr;  // of the running operation

  DeviceStatus status_ = DeviceStatus::identifying;
  bool returning_ = false;
  Firmware firmware_ = Firmware::none;
  std::string firmware_version_, secure_element_, module_firmware_, thing_name_, endpoint_;
  std::optional<base::Error> error_;
  Job job_;
  provision::Progress progress_;
  /// True if attempts to provision that failed or were cancelled have changed the board or the account.
  bool attempts_changed_ = false;
  SharedDebugger debugger_;
  bool by_hand_ = false;
  std::optional<board::FirmwareRole> expected_;
  bool owes_demo_ = false;  // we erased the demo firmware and have not put it back
  provision::OwnImages own_images_;
  std::vector<base::Error> warnings_;
  std::optional<state::Inspection> inspection_;
  base::Bytes roots_;
  std::optional<state::RootsState> roots_state_;
  std::optional<provision::BoardDiagnosis> diagnosis_;
  WifiStatus wifi_status_ = WifiStatus::keep;
  bool wifi_decided_ = false;
  std::optional<board::WifiNetwork> wifi_;
  base::Log::Concealment wifi_concealed_;
  bool diagnosing_ = false;
  int wifi_choices_ = 0;     // counts the user's choices, to notice a new one while settings are sent
  bool wifi_works_ = false;  // a message has arrived since the settings were sent
  base::Instant wifi_sent_at_{};
  std::optional<base::Error> wifi_error_;
};

}  // namespace session
