// One debugger that is or was plugged in: its identity, and the board that it was proved to belong to. Its
// HID device is open only during an operation, so that another program finds it free in between. The session
// decides about pairing.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/channel.hpp"
#include "board/kit.hpp"
#include "debugger/debugger.hpp"
#include "debugger/programmer.hpp"
#include "session/account_session.hpp"
#include "session/bounded_devices.hpp"
#include "state/board.hpp"

namespace session {

using state::DeviceStatus;

class DebuggerSession {
 public:
  DebuggerSession(int id, std::unique_ptr<ports::HidDevice> device, World world, Platform platform)
      : id_(id),
        device_(std::make_unique<BoundedHidDevice>(std::move(device), platform.log)),
        world_(world),
        platform_(platform) {}

  int id() const { return id_; }
  World world() const { return world_; }
  DeviceStatus status() const { return status_; }
  const debugger::DebuggerInfo& info() const { return info_; }
  /// The kit, found by the debugger's kit name or else by its serial number; nullptr for an unknown kit.
  const board::Kit* kit() const { return kit_; }
  /// The kit's name in our catalogue, or else as the debugger reports it; may be empty.
  std::string_view kit_name() const {
    return kit_ != nullptr ? kit_->name : std::string_view(info_.kit_name);
  }
  board::Version firmware() const;
  /// True if the one-click job can program the debugger's board.
  bool programmable() const;
  const std::optional<base::Error>& error() const { return error_; }
  std::vector<base::Error> warnings() const;
  /// The id of the board that it belongs to; 0 while unknown.
  int board() const { return board_; }
  void belongs_to(int board) { board_ = board; }

  /// Reads the debugger's identity. After an error its status is `failed` or `gone`.
  base::task<void> identify();
  /// Starts a session with the debugger. target() of a programmable kit can be used until close(). Waits
  /// while another session is open.
  base::task<void> open();
  /// Ends the session; never fails. If `failure`, the error of the work, says that the device is lost, the
  /// status becomes `gone`, because not every loss is reported by an event.
  base::task<void> close(std::optional<base::Error> failure = {});
  debugger::TargetProgrammer& target() { return *tool_->target; }

  void gone() { status_ = DeviceStatus::gone; }
  /// Restores the id that the same debugger had when it was attached before.
  void take_id(int id) { id_ = id; }
  /// Waits until nothing uses the debugger.
  base::task<void> settled();

  /// Called after every change.
  std::function<void()> on_change;

 private:
  struct Tool {
    Tool(ports::HidDevice& device, base::Log& log) : debugger(device, log) {}
    debugger::Debugger debugger;
    std::unique_ptr<debugger::TargetProgrammer> target;
  };
  base::task<void> open_patiently();
  base::task<void> ask();
  void set(DeviceStatus status);

  int id_;
  std::unique_ptr<ports::HidDevice> device_;
  World world_;
  Platform platform_;
  base::Mutex turn_;
  std::optional<base::Mutex::Lock> lock_;
  std::unique_ptr<Tool> tool_;

  DeviceStatus status_ = DeviceStatus::identifying;
  debugger::DebuggerInfo info_;
  const board::Kit* kit_ = nullptr;
  std::optional<base::Error> error_;
  int board_ = 0;
};

}  // namespace session
