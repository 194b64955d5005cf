#include "simulation/virtual_hid_device.hpp"

#include <utility>

#include "ports/errors.hpp"

namespace simulation {

base::task<void> VirtualHidDevice::open() {
  if (!present_()) throw base::Error(ports::hid_disconnected);
  if (!open_ && line_.is_open()) throw base::Error(ports::hid_open_failed);
  open_ = true;
  received_.clear();
  line_.on_host_receives = [this](const ports::HidReport& report) {
    received_.push_back(report);
    if (reader_) std::exchange(reader_, std::nullopt)->resolve();
  };
  line_.host_opens();
  co_return;
}

void VirtualHidDevice::require_open() const {
  if (!open_) throw base::Error(ports::hid_disconnected);
}

base::task<void> VirtualHidDevice::send(const ports::HidReport& report) {
  require_open();
  line_.host_sends(report);
  co_return;
}

base::task<ports::HidReport> VirtualHidDevice::receive() {
  while (received_.empty()) {
    require_open();
    const base::Completion<void> arrival;
    reader_ = arrival.completer();
    co_await arrival.wait();
  }
  const ports::HidReport report = received_.front();
  received_.pop_front();
  co_return report;
}

base::task<void> VirtualHidDevice::close() {
  if (open_) {
    line_.host_closes();
    disconnect();
  }
  received_.clear();
  co_return;
}

void VirtualHidDevice::disconnect() {
  if (!std::exchange(open_, false)) return;
  line_.on_host_receives = nullptr;
  if (reader_) std::exchange(reader_, std::nullopt)->reject(base::Error(ports::hid_disconnected));
}

}  // namespace simulation
