// The debugger's HID interface of a virtual board, as a browser or an operating system offers it.
#pragma once

#include <deque>
#include <functional>
#include <optional>

#include "base/completion.hpp"
#include "ports/hid_device.hpp"
#include "simulation/hid_line.hpp"

namespace simulation {

class VirtualHidDevice final : public ports::HidDevice {
 public:
  /// `present` returns true while the debugger is on USB.
  VirtualHidDevice(HidLine& line, std::function<bool()> present)
      : line_(line), present_(std::move(present)) {}

  base::task<void> open() override;
  base::task<void> send(const ports::HidReport& report) override;
  base::task<ports::HidReport> receive() override;
  base::task<void> close() override;

  /// The debugger has left USB: fails a waiting receive().
  void disconnect();

 private:
  void require_open() const;

  HidLine& line_;
  std::function<bool()> present_;
  bool open_ = false;
  std::deque<ports::HidReport> received_;
  std::optional<base::Completer<void>> reader_;
};

}  // namespace simulation
