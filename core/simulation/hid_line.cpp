#include "simulation/hid_line.hpp"

#include "simulation/time_model.hpp"

namespace simulation {

void HidLine::host_sends(const ports::HidReport& report) {
  to_debugger_.push_back(report);
  send_next();
}

void HidLine::cut() {
  open_ = false;
  to_debugger_.clear();
  next_.stop();
}

void HidLine::send_next() {
  if (to_debugger_.empty() || next_.is_set()) return;
  next_.set(time_model::hid_report, [this] { deliver_to_debugger(); });
}

void HidLine::deliver_to_debugger() {
  ports::HidReport report = to_debugger_.front();
  to_debugger_.pop_front();
  const Outcome outcome = apply_faults(FaultPlace::out, report);
  if (outcome.delivery == Outcome::Delivery::unplugged) return;
  if (outcome.delivery == Outcome::Delivery::lost || !on_debugger_receives) return send_next();
  next_.set(time_model::hid_report,
            [this, answer = on_debugger_receives(report, outcome.status)] { deliver_to_host(answer); });
}

void HidLine::deliver_to_host(const ports::HidReport& answer) {
  ports::HidReport report = answer;
  const Outcome outcome = apply_faults(FaultPlace::in, report);
  if (outcome.delivery == Outcome::Delivery::unplugged) return;
  send_next();
  if (outcome.delivery == Outcome::Delivery::arrives && open_ && on_host_receives) on_host_receives(report);
}

HidLine::Outcome HidLine::apply_faults(FaultPlace place, ports::HidReport& report) {
  Outcome outcome;
  for (const Fault& fault : faults_.next(place)) {
    if (fault.kind == FaultKind::drop) outcome.delivery = Outcome::Delivery::lost;
    if (fault.kind == FaultKind::garbage) report.fill(std::byte{0xA5});
    if (fault.kind == FaultKind::status) outcome.status = static_cast<std::uint8_t>(fault.amount);
    if (fault.kind == FaultKind::unplug) {
      outcome.delivery = Outcome::Delivery::unplugged;
      if (on_fault) on_fault(fault);
      return outcome;
    }
  }
  return outcome;
}

}  // namespace simulation
