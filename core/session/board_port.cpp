#include "session/board_port.hpp"

#include <utility>

#include "base/sleep.hpp"
#include "ports/errors.hpp"
#include "session/bounded_devices.hpp"

namespace session {

BoardPort::BoardPort(std::unique_ptr<ports::SerialPort> port, base::Log& log)
    : serial_(std::make_unique<BoundedSerialPort>(std::move(port), log)) {}

base::task<void> BoardPort::run(DeviceStatus status, base::task<void> operation) {
  const auto lock = co_await turn_.lock();
  const base::Context context = co_await base::this_context();
  const auto cancellation = std::make_unique<base::Cancellation>(context.cancellation);
  struct Running {
    ~Running() { slot = nullptr; }
    base::Cancellation*& slot;
  };
  running_ = cancellation.get();
  const Running running{running_};
  status_ = status;
  error_.reset();
  changed();
  std::optional<base::Error> failure;
  try {
    co_await std::move(operation).under(cancellation.get());
  } catch (const base::Error& error) {
    failure = error;
  }
  co_await base::shielded(serial_->close());
  const bool is_lost = is_gone() || (failure && failure->is(ports::serial_disconnected));
  const bool not_identified = failure && status == DeviceStatus::identifying;
  status_ = is_lost ? DeviceStatus::gone : not_identified ? DeviceStatus::failed : DeviceStatus::ready;
  if (not_identified) error_ = failure;
  changed();
  if (failure) throw *failure;
}

base::task<void> BoardPort::settled() {
  const auto lock = co_await turn_.lock();
}

void BoardPort::cancel() {
  if (running_ != nullptr) running_->cancel();
}

void BoardPort::gone() {
  status_ = DeviceStatus::gone;
  cancel();
  changed();
}

void BoardPort::set_returning(bool returning) {
  returning_ = returning;
  changed();
}

void BoardPort::take_over(BoardPort& other) {
  serial_ = std::move(other.serial_);
  returning_ = false;
  status_ = other.status_;
  error_ = other.error_;
  changed();
}

}  // namespace session
