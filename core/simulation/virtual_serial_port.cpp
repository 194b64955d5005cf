#include "simulation/virtual_serial_port.hpp"

#include <utility>

#include "ports/errors.hpp"

namespace simulation {

base::task<void> VirtualSerialPort::open(ports::BaudRate rate) {
  if (!plugged_()) throw base::Error(ports::serial_disconnected);
  if (!open_ && line_.is_open()) throw base::Error(ports::serial_port_busy);
  open_ = true;
  lost_ = false;
  received_.clear();
  line_.on_host_receives = [this](base::ByteView bytes) {
    base::append(received_, bytes);
    if (reader_) std::exchange(reader_, std::nullopt)->resolve();
  };
  line_.host_opens(static_cast<std::uint32_t>(rate));
  co_return;
}

void VirtualSerialPort::require_open() const {
  if (lost_) throw base::Error(ports::serial_disconnected);
  if (!open_) throw base::Error(ports::serial_not_open);
}

base::task<base::Bytes> VirtualSerialPort::read() {
  while (received_.empty()) {
    require_open();
    const base::Completion<void> arrival;
    reader_ = arrival.completer();
    co_await arrival.wait();
  }
  co_return std::exchange(received_, {});
}

base::task<void> VirtualSerialPort::write(base::ByteView bytes) {
  require_open();
  line_.host_sends(bytes);
  co_return;
}

base::task<void> VirtualSerialPort::close() {
  if (open_) {
    line_.host_closes();
    line_.on_host_receives = nullptr;
  }
  open_ = lost_ = false;
  received_.clear();
  if (reader_) std::exchange(reader_, std::nullopt)->reject(base::Error(ports::serial_not_open));
  co_return;
}

void VirtualSerialPort::disconnect() {
  if (!open_) return;
  open_ = false;
  lost_ = true;
  line_.on_host_receives = nullptr;
  if (reader_) std::exchange(reader_, std::nullopt)->reject(base::Error(ports::serial_disconnected));
}

}  // namespace simulation
