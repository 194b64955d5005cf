#include "session/bounded_devices.hpp"

#include "base/sleep.hpp"
#include "ports/errors.hpp"

namespace session {

namespace {

/// Runs the work; throws `unanswered` if it takes longer than `patience`.
base::task<void> bounded(base::Duration patience, base::task<void> work, base::ErrorCode unanswered) {
  try {
    co_await base::with_timeout(patience, std::move(work));
  } catch (const base::Error& error) {
    if (!error.is(base::timed_out)) throw;
    throw base::Error(unanswered).because(error.describe());
  }
}

/// A device that cannot be closed counts as closed; the next attempt to open it fails if it is not.
base::task<void> close_within(base::Duration patience, base::task<void> close, base::Log& log,
                              std::string_view device) {
  try {
    co_await base::with_timeout(patience, std::move(close));
  } catch (const base::Error& error) {
    if (!error.is(base::timed_out)) throw;
    log.warning("session", "closing the " + std::string(device) + " has no end: going on without");
  }
}

}  // namespace

base::task<void> BoundedSerialPort::open(ports::BaudRate rate) {
  return bounded(open_patience, port_->open(rate), ports::serial_unresponsive);
}

base::task<void> BoundedSerialPort::write(base::ByteView bytes) {
  return bounded(write_patience, port_->write(bytes), ports::serial_write_failed);
}

base::task<void> BoundedSerialPort::close() {
  return close_within(close_patience, port_->close(), log_, "port");
}

base::task<void> BoundedHidDevice::open() {
  return bounded(open_patience, device_->open(), ports::hid_unresponsive);
}

base::task<void> BoundedHidDevice::send(const ports::HidReport& report) {
  return bounded(send_patience, device_->send(report), ports::hid_unresponsive);
}

base::task<void> BoundedHidDevice::close() {
  return close_within(close_patience, device_->close(), log_, "debugger");
}

}  // namespace session
