// A HID device in front of another one that makes one report fail, or each report in turn.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/completion.hpp"
#include "ports/errors.hpp"
#include "ports/hid_device.hpp"
#include "support/sabotage.hpp"
#include "support/stride.hpp"

namespace support {

enum class HidFault : std::uint8_t {
  unplugged,   // this report and all after it
  lost,        // a report is dropped
  wrong_echo,  // a report's first byte is changed
  noise,       // a later byte is changed
  twice,       // an answer comes twice
  not_opened,  // the device cannot be opened
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
    case HidFault::not_opened:
      return "not opened";
  }
  return {};
}

/// Opening the device is a step, and so is each report in either direction. Only `unplugged` and `not_opened`
/// have an effect on opening.
using HidSabotage = Sabotage<HidFault>;

class FailingHid final : public ports::HidDevice {
 public:
  /// Both must outlive this device.
  FailingHid(ports::HidDevice& device, HidSabotage& sabotage) : device_(device), sabotage_(sabotage) {}

  base::task<void> open() override {
    if (fails(Direction::out, {}) && sabotage_.fault == HidFault::not_opened)
      throw base::Error(ports::hid_open_failed);
    check_plugged();
    co_await device_.open();
  }
  base::task<void> close() override { return device_.close(); }
  base::task<void> send(const ports::HidReport& report) override {
    ports::HidReport sent = report;
    if (fails(Direction::out, sent)) {
      if (sabotage_.fault == HidFault::lost) co_return;
      spoil(sent);
    }
    check_plugged();
    co_await device_.send(sent);
  }
  base::task<ports::HidReport> receive() override {
    if (repeat_) co_return take_repeat();
    ports::HidReport report = co_await device_.receive();
    if (fails(Direction::in, report)) {
      if (sabotage_.fault == HidFault::lost) report = co_await device_.receive();
      if (sabotage_.fault == HidFault::twice) repeat_ = report;
      spoil(report);
    }
    check_plugged();
    co_return report;
  }

 private:
  bool fails(Direction direction, std::span<std::byte> report) {
    const bool now = sabotage_.strikes(direction, report);
    unplugged_ = unplugged_ || (now && sabotage_.fault == HidFault::unplugged);
    return now;
  }
  void check_plugged() const {
    if (unplugged_) throw base::Error(ports::hid_disconnected);
  }
  void spoil(ports::HidReport& report) const {
    if (sabotage_.fault == HidFault::wrong_echo) report[0] ^= std::byte{0x40};
    if (sabotage_.fault == HidFault::noise) report[1] ^= std::byte{0x40};
  }
  ports::HidReport take_repeat() {
    const ports::HidReport report = *repeat_;
    repeat_.reset();
    return report;
  }

  ports::HidDevice& device_;
  HidSabotage& sabotage_;
  bool unplugged_ = false;
  std::optional<ports::HidReport> repeat_;
};

/// Calls `run(fault, at)` for each fault at step 0, 1, 2, … (or every layer_stride-th step) until `run`
/// returns false: the conversation was over before that step.
template <class Run>
void for_each_hid_failure(Run run) {
  for (const HidFault fault :
       {HidFault::unplugged, HidFault::lost, HidFault::wrong_echo, HidFault::noise, HidFault::twice}) {
    for (int at = 0; run(fault, at); at += layer_stride) continue;
  }
}

}  // namespace support
