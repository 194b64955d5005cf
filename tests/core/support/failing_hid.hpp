// Makes one report of a HID conversation go wrong, and helps to do so with every report in turn.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/completion.hpp"
#include "ports/errors.hpp"
#include "ports/hid_device.hpp"

namespace support {

enum class HidFault : std::uint8_t {
  unplugged,   // this report and all after it
  lost,        // a report reaches nobody
  wrong_echo,  // a report's first byte is changed
  noise,       // a byte behind it is changed
  twice,       // an answer comes twice
};

inline std::string_view name(HidFault fault) {
  switch (fault) {
    case HidFault::unplugged:
      return "unplugged";
    case HidFault::lost:
      return "lost";
    case HidFault::wrong_echo:
      return "wrong echo";
    case HidFault::noise:
      return "noise";
    case HidFault::twice:
      return "twice";
  }
  return {};
}

/// Counts reports, both ways, from 0; the one of number `at` goes wrong.
class FailingHid final : public ports::HidDevice {
 public:
  FailingHid(ports::HidDevice& device, HidFault fault, int at) : device_(device), fault_(fault), at_(at) {}

  base::task<void> open() override { return device_.open(); }
  base::task<void> close() override { return device_.close(); }
  base::task<void> send(const ports::HidReport& report) override {
    ports::HidReport sent = report;
    if (fault_now()) {
      if (fault_ == HidFault::lost) co_return;
      spoil(sent);
    }
    check_plugged();
    co_await device_.send(sent);
  }
  base::task<ports::HidReport> receive() override {
    if (repeat_) co_return take_repeat();
    ports::HidReport report = co_await device_.receive();
    if (fault_now()) {
      if (fault_ == HidFault::lost) report = co_await device_.receive();
      if (fault_ == HidFault::twice) repeat_ = report;
      spoil(report);
    }
    check_plugged();
    co_return report;
  }

  bool happened() const { return step_ > at_; }

 private:
  bool fault_now() {
    const bool now = step_++ == at_;
    unplugged_ = unplugged_ || (now && fault_ == HidFault::unplugged);
    return now;
  }
  void check_plugged() const {
    if (unplugged_) throw base::Error(ports::hid_disconnected);
  }
  void spoil(ports::HidReport& report) const {
    if (fault_ == HidFault::wrong_echo) report[0] ^= std::byte{0x40};
    if (fault_ == HidFault::noise) report[1] ^= std::byte{0x40};
  }
  ports::HidReport take_repeat() {
    const ports::HidReport report = *repeat_;
    repeat_.reset();
    return report;
  }

  ports::HidDevice& device_;
  HidFault fault_;
  int at_;
  int step_ = 0;
  bool unplugged_ = false;
  std::optional<ports::HidReport> repeat_;
};

/// Calls `run(fault, at)` for each fault at report 0, 1, 2, … until it returns that the fault did not happen
/// any more.
template <class Run>
void for_each_hid_failure(Run run) {
  for (const HidFault fault :
       {HidFault::unplugged, HidFault::lost, HidFault::wrong_echo, HidFault::noise, HidFault::twice}) {
    for (int at = 0; run(fault, at); ++at) continue;
  }
}

}  // namespace support
