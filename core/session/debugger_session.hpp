// One debugger that is, or was, plugged in: who it says it is, which board it was proved to sit on. Its HID
// device is open only while something runs, so that another program finds it free in between. Decides
// nothing about pairing: the session does.
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

namespace session {

enum class DeviceStatus : std::uint8_t { identifying, ready, busy, gone, failed };
std::string_view name(DeviceStatus status);

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
  /// By its name, else by its serial number; nullptr for a kit that we do not know.
  const board::Kit* kit() const { return kit_; }
  /// As we call it, or as it calls itself; may be empty.
  std::string_view kit_name() const {
    return kit_ != nullptr ? kit_->name : std::string_view(info_.kit_name);
  }
  board::Version firmware() const;
  /// Whether the flow can program what it sits on.
  bool programmable() const;
  const std::optional<base::Error>& error() const { return error_; }
  std::vector<base::Error> warnings() const;
  /// The board whose port belongs to it; 0 for none yet.
  int board() const { return board_; }
  void belongs_to(int board) { board_ = board; }

  /// Asks who it is; on an error it is `failed`, or `gone`.
  base::task<void> identify();
  /// Starts a session with the debugger: target(), of a programmable kit, can be used until close(). One at a
  /// time: a second waits.
  base::task<void> open();
  /// Never fails. A `failure` of the work that used it which says that the device is lost makes it `gone`:
  /// not every loss comes with an event.
  base::task<void> close(std::optional<base::Error> failure = {});
  debugger::TargetProgrammer& target() { return *tool_->target; }

  void gone() { status_ = DeviceStatus::gone; }
  /// The id of the same debugger when it was here before.
  void take_id(int id) { id_ = id; }
  /// When nothing uses it any more.
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
