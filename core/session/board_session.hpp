// One board that is, or was, plugged in: what answers on its port, its provisioning job, its Wi-Fi settings.
// One operation at a time; the port is open only while one runs, so that a reset, a replug or another program
// finds it free in between.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/channel.hpp"
#include "board/identify.hpp"
#include "board/wifi.hpp"
#include "ports/serial_port.hpp"
#include "provision/mar.hpp"
#include "session/account_session.hpp"

namespace session {

enum class BoardStatus : std::uint8_t { identifying, ready, busy, gone, failed };
std::string_view name(BoardStatus status);
enum class Firmware : std::uint8_t { none, provisioning, demo, unknown };
std::string_view name(Firmware firmware);
enum class JobStatus : std::uint8_t { none, planning, planned, running, done, failed, cancelled };
std::string_view name(JobStatus status);
enum class WifiStatus : std::uint8_t { keep, set, sending, sent, failed };
std::string_view name(WifiStatus status);

struct Job {
  JobStatus status = JobStatus::none;
  std::optional<provision::Plan> plan;
  std::optional<provision::Survey> survey;  // what the plan was made of, until it is carried out
  provision::CertificateChoice choice = provision::CertificateChoice::keep;
  std::optional<base::Error> error;
  std::optional<provision::MarResult> result;
  base::Duration spent{0};
};

class BoardSession {
 public:
  BoardSession(int id, std::unique_ptr<ports::SerialPort> port, bool simulated, Platform platform);

  int id() const { return id_; }
  bool simulated() const { return simulated_; }
  BoardStatus status() const { return status_; }
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

  /// What answers on the port, and whose board it is. Sends Wi-Fi settings that wait for the demo firmware.
  base::task<void> identify();
  /// Another port in place of one that is gone; what ran on that has been cancelled.
  void replace_port(std::unique_ptr<ports::SerialPort> port);
  /// The device is gone: what runs on it is cancelled and unwinds.
  void gone();
  void cancel();
  /// When nothing runs on the board any more.
  base::task<void> settled();

  base::task<void> make_plan(AccountSession& account, const pki::Authorities& authorities,
                             provision::CertificateChoice choice);
  base::task<void> provision(AccountSession& account, const pki::Authorities& authorities,
                             provision::CertificateChoice choice);
  base::task<void> set_wifi(std::optional<board::WifiNetwork> network);

  /// Called after every change.
  std::function<void()> on_change;

 private:
  template <class Work>
  base::task<void> exclusively(BoardStatus while_running, Work work);
  base::task<void> look();
  base::task<void> look_at_provisioning();
  base::task<void> look_at_demo();
  base::task<void> send_wifi();
  base::task<void> survey(provision::Mar& mar, AccountSession& account);
  base::task<void> look_and_plan(AccountSession& account, const pki::Authorities& authorities);
  base::task<void> carry_out(AccountSession& account, const pki::Authorities& authorities);
  provision::Mar::Edges edges(board::ProvisioningClient& client, AccountSession& account,
                              const pki::Authorities& authorities) const;
  void expect_steps();
  void end_job(JobStatus status, std::optional<base::Error> error);
  void require(Firmware firmware) const;
  void changed() const;

  int id_;
  std::unique_ptr<ports::SerialPort> port_;
  bool simulated_;
  Platform platform_;
  base::Mutex turn_;
  base::Cancellation* running_ = nullptr;  // of the operation that runs

  BoardStatus status_ = BoardStatus::identifying;
  Firmware firmware_ = Firmware::none;
  std::string firmware_version_, secure_element_, module_firmware_, thing_name_, endpoint_;
  std::optional<base::Error> error_;
  Job job_;
  provision::Progress progress_;
  WifiStatus wifi_status_ = WifiStatus::keep;
  bool wifi_decided_ = false;
  std::optional<board::WifiNetwork> wifi_;
  std::optional<base::Error> wifi_error_;
};

}  // namespace session
