// The way of the reports between the host and the debugger: 64 octets each, one report a USB frame and
// direction, one exchange at a time: the debugger takes the next report when the answer to the one before has
// left. The fault plan has its say. Knows nothing of what the reports mean.
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
  /// What is on its way to the host is lost, as is all that comes while nobody has the device open.
  void host_closes() { open_ = false; }
  bool is_open() const { return open_; }
  void host_sends(const ports::HidReport& report);
  std::function<void(const ports::HidReport&)> on_host_receives;

  /// The cable is out, or the debugger restarts: nothing on its way arrives.
  void cut();

  // The debugger's end.
  /// Answers a report. `status`: that of a fault, with which the report's command is to fail.
  std::function<ports::HidReport(const ports::HidReport&, std::optional<std::uint8_t> status)>
      on_debugger_receives;
  /// A fault of kind unplug.
  std::function<void(const Fault&)> on_fault;

 private:
  struct Verdict {
    enum class Fate : std::uint8_t { arrives, lost, cut };
    Fate fate = Fate::arrives;
    std::optional<std::uint8_t> status;
  };

  void run();
  void reach_debugger();
  void reach_host(const ports::HidReport& answer);
  Verdict strike(FaultPlace place, ports::HidReport& report);

  FaultInjector& faults_;
  std::deque<ports::HidReport> to_debugger_;
  Alarm next_;  // a report is on its way, in either direction
  bool open_ = false;
};

}  // namespace simulation
