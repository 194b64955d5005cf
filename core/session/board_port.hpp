// The serial port of a board that is or was plugged in. Runs one operation at a time. The port is open only
// during an operation, so that a reset, a replug or another program finds it free in between.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "base/channel.hpp"
#include "base/log.hpp"
#include "ports/serial_port.hpp"
#include "state/board.hpp"

namespace session {

using state::DeviceStatus;

class BoardPort {
 public:
  BoardPort(std::unique_ptr<ports::SerialPort> port, base::Log& log);

  /// `failed` if the last identification did not succeed; error() says why.
  DeviceStatus status() const { return returning_ ? DeviceStatus::identifying : status_; }
  const std::optional<base::Error>& error() const { return error_; }
  bool is_gone() const { return status_ == DeviceStatus::gone; }
  /// For use within run(), or while the lock is held.
  ports::SerialPort& serial() { return *serial_; }

  /// Runs an operation on the port alone; `status` applies meanwhile. cancel() and gone() end it. The port is
  /// closed afterwards in any case. Rethrows the operation's error.
  base::task<void> run(DeviceStatus status, base::task<void> operation);
  /// Nothing else runs on the port while the lock lives.
  base::task<base::Mutex::Lock> lock() { return turn_.lock(); }
  std::optional<base::Mutex::Lock> try_lock() { return turn_.try_lock(); }
  /// Waits until nothing runs.
  base::task<void> settled();
  void cancel();

  /// Call when the board is unplugged.
  void gone();
  /// While a port that may be this unplugged board's is being identified, the status is `identifying`.
  void set_returning(bool returning);
  bool is_returning() const { return returning_; }
  /// Replaces the port of an unplugged board by another one and its status. Nothing runs on either.
  void take_over(BoardPort& other);

  /// Called after every change.
  std::function<void()> on_change;

 private:
  void changed() const {
    if (on_change) on_change();
  }

  std::unique_ptr<ports::SerialPort> serial_;
  base::Mutex turn_;
  base::Cancellation* running_ = nullptr;  // of the running operation
  DeviceStatus status_ = DeviceStatus::identifying;
  bool returning_ = false;
  std::optional<base::Error> error_;
};

}  // namespace session
