// Carries HID reports of 64 bytes between the host and the debugger: one report in each direction per USB
// frame, and one exchange at a time. The debugger receives the next report when the answer to the previous
// one has left. Applies the faults of the plan. Knows nothing of what the reports mean.
#pragma once

#include <deque>
#include <functional>
#include <optional>

#include "ports/hid_device.hpp"
#include "simulation/fault_plan.hpp"
#include "simulation/timeline.hpp"

namespace simulation {

class HidLine {
 public:
  HidLine(Timeline& timeline, FaultInjector& faults) : faults_(faults), next_(timeline) {}

  // The host's end.
  void host_opens() { open_ = true; }
  /// Reports that arrive at the host while it does not have the device open are lost.
  void host_closes() { open_ = false; }
  bool is_open() const { return open_; }
  void host_sends(const ports::HidReport& report);
  std::function<void(const ports::HidReport&)> on_host_receives;

  /// Call when the cable is pulled or the debugger restarts. Discards all reports in transit.
  void cut();

  // The debugger's end.
  /// Answers a report. With a `status`, the report's command must fail with that status.
  std::function<ports::HidReport(const ports::HidReport&, std::optional<std::uint8_t> status)>
      on_debugger_receives;
  /// Called at a fault of the kind unplug.
  std::function<void(const Fault&)> on_fault;

 private:
  /// What the faults of the plan do to a report.
  struct Outcome {
    enum class Delivery : std::uint8_t { arrives, lost, unplugged };
    Delivery delivery = Delivery::arrives;
    std::optional<std::uint8_t> status;
  };

  void send_next();
  void deliver_to_debugger();
  void deliver_to_host(const ports::HidReport& answer);
  Outcome apply_faults(FaultPlace place, ports::HidReport& report);

  FaultInjector& faults_;
  std::deque<ports::HidReport> to_debugger_;
  Alarm next_;  // fires when the report in transit arrives, in either direction
  bool open_ = false;
};

}  // namespace simulation
