// One board that is or was plugged in: its port, what is known about it, the debugger that was found to
// belong to it, its jobs and its Wi-Fi settings.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "board/identify.hpp"
#include "session/board_jobs.hpp"
#include "session/board_port.hpp"
#include "session/board_wifi.hpp"
#include "session/debugger_session.hpp"

namespace session {

/// What is known about a board, as it last reported it. Texts are empty while unknown.
struct BoardFacts {
  Firmware firmware = Firmware::none;
  std::string firmware_version;
  std::string secure_element;  // serial number
  std::string module_firmware;
  std::string thing_name;
  std::string endpoint;

  /// nullopt unless the provisioning or the demo firmware runs.
  std::optional<board::FirmwareRole> role() const;
};

class BoardSession {
 public:
  BoardSession(int id, std::unique_ptr<ports::SerialPort> port, World world, Platform platform);

  int id() const { return id_; }
  World world() const { return world_; }
  DeviceStatus status() const { return port_.status(); }
  BoardPort& port() { return port_; }
  const BoardPort& port() const { return port_; }
  BoardFacts& facts() { return facts_; }
  const BoardFacts& facts() const { return facts_; }
  BoardJobs& jobs() { return jobs_; }
  const BoardJobs& jobs() const { return jobs_; }
  BoardWifi& wifi() { return wifi_; }
  const BoardWifi& wifi() const { return wifi_; }

  /// The debugger that belongs to this port; nullptr without one.
  DebuggerSession* debugger() const { return debugger_.get(); }
  const SharedDebugger& shared_debugger() const { return debugger_; }
  void belongs_with(SharedDebugger debugger) { debugger_ = std::move(debugger); }
  /// The kit whose firmware can be programmed; nullptr if the board cannot be programmed.
  const board::Kit* kit() const;
  /// The user continues without the debugger and copies firmware to the board's drive. Applies until the
  /// board is provisioned or replaced by another one.
  void go_by_hand(bool by_hand);
  bool by_hand() const { return by_hand_; }
  /// Throws session.board_gone and session.wrong_firmware.
  void require(Firmware firmware) const;

  /// The firmware that probably runs, which identify() tries first.
  void expect_firmware(board::FirmwareRole firmware) { expected_ = firmware; }
  /// Finds out which firmware answers on the port, and which board it is. Sends Wi-Fi settings that wait for
  /// the demo firmware.
  base::task<void> identify();
  /// Opens the port, whose status is `gone` afterwards if it was lost. Throws what the port throws.
  base::task<void> check_port();
  /// Takes over the port of another session, which was found to be this unplugged board, and what was
  /// identified there. Nothing runs on either.
  void continue_on(BoardSession& found);
  /// Call when a job has read which board this is.
  void take_element(std::string serial);

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
  base::task<void> look();
  base::task<void> look_at_provisioning();
  base::task<void> look_at_demo();
  bool sends_wifi_itself() const;
  base::task<void> send_wifi_now();
  void changed() const {
    if (on_change) on_change();
  }

  int id_;
  World world_;
  Platform platform_;
  BoardPort port_;
  BoardFacts facts_;
  BoardWifi wifi_;
  BoardJobs jobs_;
  SharedDebugger debugger_;
  bool by_hand_ = false;
  std::optional<board::FirmwareRole> expected_;
};

}  // namespace session
