// The Wi-Fi settings that a board is to get: what the user has chosen, and how far sending them has come. The
// passphrase is wiped when a message has shown that the settings work.
#pragma once

#include <functional>
#include <optional>

#include "base/executor.hpp"
#include "base/log.hpp"
#include "base/task.hpp"
#include "board/wifi.hpp"
#include "ports/serial_port.hpp"
#include "state/board.hpp"

namespace session {

using state::WifiStatus;

class BoardWifi {
 public:
  BoardWifi(base::Executor& executor, base::Log& log) : executor_(executor), log_(log) {}

  WifiStatus status() const { return status_; }
  /// nullopt: the board keeps its saved network.
  const std::optional<board::WifiNetwork>& network() const { return network_; }
  const std::optional<base::Error>& error() const { return error_; }
  /// True if the user has chosen settings, or to keep those of the board.
  bool is_decided() const { return is_decided_; }

  /// nullopt: keep. Throws board.wifi_… for settings that no board can take.
  void choose(std::optional<board::WifiNetwork> network);
  void forget();
  /// The settings, if they are to be sent and not yet known to work.
  std::optional<board::WifiNetwork> to_send() const;
  /// True if settings were chosen that have not been sent.
  bool waits() const;
  /// Lets settings that were sent wait again, because the board may have lost them.
  void send_again() { status_ = WifiStatus::set; }
  /// Sends the settings through the demo firmware's open port.
  base::task<void> send(ports::SerialPort& port);
  /// For a job that sends the settings itself: call the result when the board has accepted them.
  std::function<void()> note_sent();
  /// Call with each message of the board. `is_first`: none came since the settings were sent.
  void message_came(bool is_first);

  /// Called after every change.
  std::function<void()> on_change;

 private:
  void changed() const {
    if (on_change) on_change();
  }
  bool can_be_sent() const;
  void sent(int choice);

  base::Executor& executor_;
  base::Log& log_;
  WifiStatus status_ = WifiStatus::keep;
  bool is_decided_ = false;
  std::optional<board::WifiNetwork> network_;
  base::Log::Concealment concealed_;
  int choice_ = 0;      // counts the user's choices, to notice a new one while settings are sent
  bool works_ = false;  // a message has arrived since the settings were sent
  base::Instant sent_at_{};
  std::optional<base::Error> error_;
};

}  // namespace session
