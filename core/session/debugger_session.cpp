#include "session/debugger_session.hpp"

#include "base/sleep.hpp"
#include "ports/errors.hpp"
#include "ports/first_open.hpp"
#include "provision/errors.hpp"
#include "provision/target.hpp"

namespace session {

board::Version DebuggerSession::firmware() const {
  const debugger::housekeeping::Version told = info_.firmware.value_or(debugger::housekeeping::Version{});
  return {told.major, told.minor, told.build};
}

bool DebuggerSession::programmable() const {
  return provision::is_programmable(kit_);
}

std::vector<base::Error> DebuggerSession::warnings() const {
  std::vector<base::Error> warnings;
  if (info_.firmware && board::is_old(firmware(), board::required_debugger_firmware)) {
    warnings.push_back(base::Error(provision::old_debugger_firmware)
                           .with("found", firmware().text())
                           .with("required", board::required_debugger_firmware.text()));
  }
  return warnings;
}

void DebuggerSession::set(DeviceStatus status) {
  status_ = status;
  if (on_change) on_change();
}

base::task<void> DebuggerSession::identify() {
  std::optional<base::Error> failure;
  try {
    co_await open_patiently();
  } catch (const base::Error& error) {
    failure = error;
  }
  if (!failure) {
    set(DeviceStatus::identifying);
    try {
      co_await ask();
    } catch (const base::Error& error) {
      failure = error;
    }
    co_await base::shielded(close());
  }
  if (!failure) co_return;
  error_ = failure;
  set(failure->is(ports::hid_disconnected) ? DeviceStatus::gone : DeviceStatus::failed);
  throw *failure;
}

base::task<void> DebuggerSession::open_patiently() {
  const ports::OpenAttempt attempt = [this] { return open(); };
  co_await ports::first_open(attempt, platform_.log);
}

base::task<void> DebuggerSession::ask() {
  info_ = co_await tool_->debugger.identify();
  kit_ = board::find_kit(info_.kit_name);
  if (kit_ == nullptr) kit_ = board::find_kit(info_.serial_number, info_.device_name);
}

base::task<void> DebuggerSession::open() {
  lock_.emplace(co_await turn_.lock());
  tool_ = std::make_unique<Tool>(*device_, platform_.log);
  if (programmable()) tool_->target = provision::make_programmer(kit_->mcu, tool_->debugger);
  error_.reset();
  std::optional<base::Error> failure;
  try {
    co_await tool_->debugger.open();
  } catch (const base::Error& error) {
    failure = error;
  }
  if (!failure) {
    set(DeviceStatus::busy);
    co_return;
  }
  tool_.reset();
  lock_.reset();
  if (failure->is(ports::hid_disconnected)) set(DeviceStatus::gone);
  throw *failure;
}

base::task<void> DebuggerSession::close(std::optional<base::Error> failure) {
  if (!tool_) co_return;
  if (failure && failure->is(ports::hid_disconnected)) gone();
  co_await tool_->debugger.close();
  tool_.reset();
  lock_.reset();
  if (status_ != DeviceStatus::gone) set(DeviceStatus::ready);
}

base::task<void> DebuggerSession::settled() {
  const base::Mutex::Lock turn = co_await turn_.lock();
}

}  // namespace session
