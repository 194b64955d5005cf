#include "simulation/hid_line.hpp"

#include "simulation/time_model.hpp"

namespace simulation {

void HidLine::host_sends(const ports::HidReport& report) {
  to_debugger_.push_back(report);
  run();
}

void HidLine::cut() {
  open_ = false;
  to_debugger_.clear();
  next_.stop();
}

void HidLine::run() {
  if (to_debugger_.empty() || next_.is_set()) return;
  next_.set(time_model::hid_report, [this] { reach_debugger(); });
}

void HidLine::reach_debugger() {
  ports::HidReport report = to_debugger_.front();
  to_debugger_.pop_front();
  const Verdict verdict = strike(FaultPlace::out, report);
  if (verdict.fate == Verdict::Fate::cut) return;
  if (verdict.fate == Verdict::Fate::lost || !on_debugger_receives) return run();
  next_.set(time_model::hid_report,
            [this, answer = on_debugger_receives(report, verdict.status)] { reach_host(answer); });
}

void HidLine::reach_host(const ports::HidReport& answer) {
  ports::HidReport report = answer;
  const Verdict verdict = strike(FaultPlace::in, report);
  if (verdict.fate == Verdict::Fate::cut) return;
  run();
  if (verdict.fate == Verdict::Fate::arrives && open_ && on_host_receives) on_host_receives(report);
}

HidLine::Verdict HidLine::strike(FaultPlace place, ports::HidReport& report) {
  Verdict verdict;
  for (const Fault& fault : faults_.next(place)) {
    if (fault.kind == FaultKind::drop) verdict.fate = Verdict::Fate::lost;
    if (fault.kind == FaultKind::garbage) report.fill(std::byte{0xA5});
    if (fault.kind == FaultKind::status) verdict.status = static_cast<std::uint8_t>(fault.amount);
    if (fault.kind == FaultKind::unplug) {
      verdict.fate = Verdict::Fate::cut;
      if (on_fault) on_fault(fault);
      return verdict;
    }
  }
  return verdict;
}

}  // namespace simulation
