#include "computer.hpp"

#include <algorithm>

#include "session/snapshot.hpp"
#include "state/json.hpp"

namespace chaos {

Computer::Computer(const Surroundings& surroundings, std::uint64_t seed)
    : clock(surroundings.clock),
      http(surroundings.cloud.http()),
      mqtt(surroundings.cloud.make_mqtt()),
      surroundings_(surroundings),
      random_(seed),
      log_(surroundings.executor) {
  store.on_put = [this](std::string_view value) { surroundings_.check_text("the storage", value); };
  log_.on_line = [this](const base::LogLine& line) {
    surroundings_.check_text("the log", line.text);
    if (on_line) on_line(line);
  };
  open_page();
}

Computer::~Computer() {
  close_page();
}

void Computer::open_page() {
  tasks_ = std::make_unique<base::TaskScope>(surroundings_.executor);
  session_ = std::make_unique<session::Session>(
      session::Platform{surroundings_.executor, clock, http, mqtt, store, images_, random_, log_});
}

void Computer::close_page() {
  tasks_.reset();
  calls_.clear();
  attached_.clear();
  session_.reset();
  mqtt.cut();  // the browser closes what the page has left open
}

void Computer::reload() {
  close_page();
  open_page();
}

void Computer::call(std::string what, std::size_t board, base::task<void> work) {
  if (on_line) on_line({surroundings_.executor.now(), base::LogLevel::info, "page", what});
  const auto call = calls_.insert(calls_.end(), Call{std::move(what), board, surroundings_.executor.now()});
  tasks_->spawn<void>(std::move(work), [this, call](base::Outcome<void> outcome) { settle(call, outcome); });
}

void Computer::settle(std::list<Call>::iterator call, const base::Outcome<void>& outcome) {
  const std::string what = call->what;
  calls_.erase(call);
  if (on_line)
    on_line({surroundings_.executor.now(), base::LogLevel::info, "page",
             what + (outcome.ok() ? ": done" : ": " + outcome.error().describe())});
  if (!outcome.ok()) check_error(what, outcome.error());
}

void Computer::check_error(const std::string& what, const base::Error& error) {
  surroundings_.check_text("an error", error.describe());
  const bool is_named = !error.code().name().starts_with("base.") || error.is(base::cancelled);
  if (!is_named)
    surroundings_.violate(what + " ends with " + std::string(error.code().name()), error.describe());
}

bool Computer::is_calling(std::size_t board) const {
  return std::any_of(calls_.begin(), calls_.end(), [board](const Call& call) { return call.board == board; });
}

void Computer::check_calls() {
  for (Call& call : calls_) {
    if (surroundings_.executor.now() - call.begun < longest_call) continue;
    surroundings_.violate(call.what + " does not end", {});
    call.begun = surroundings_.executor.now();
  }
}

void Computer::sign_in() {
  call("sign in", 0,
       session_->sign_in(
           {simulation::Cloud::access_key_id(), simulation::Cloud::secret_access_key(), base::Secret()},
           aws::Region::parse("us-east-2"), session::World::simulated));
}

base::task<void> Computer::attach_port(SharedAttached attached, std::unique_ptr<ports::SerialPort> port) {
  attached->port.id = co_await session_->devices().attach_board(std::move(port), session::World::simulated);
  if (attached->port.is_lost) report_lost_port(attached->port);
}
base::task<void> Computer::attach_debugger(SharedAttached attached,
                                           std::unique_ptr<ports::HidDevice> debugger) {
  attached->debugger.id =
      co_await session_->devices().attach_debugger(std::move(debugger), session::World::simulated);
  if (attached->debugger.is_lost) report_lost_debugger(attached->debugger);
}

void Computer::attach(std::size_t board, Cable& cable) {
  const auto attached = std::make_shared<Attached>();
  attached_[board] = attached;
  call("attach the port", board, attach_port(attached, cable.make_port()));
  call("attach the debugger", board, attach_debugger(attached, cable.make_debugger()));
}

void Computer::detach(std::size_t board) {
  if (std::exchange(is_deaf, false)) return;
  const auto found = attached_.find(board);
  if (found == attached_.end()) return;
  const SharedAttached attached = found->second;
  attached->port.is_lost = attached->debugger.is_lost = true;
  report_lost_port(attached->port);
  report_lost_debugger(attached->debugger);
}

/// A device that is still being attached is reported later.
void Computer::report_lost_port(const Device& port) {
  if (session_->devices().find(port.id) != nullptr) session_->devices().board_gone(port.id);
}
void Computer::report_lost_debugger(const Device& debugger) {
  const auto& debuggers = session_->devices().debuggers();
  const bool is_known = std::any_of(debuggers.begin(), debuggers.end(),
                                    [&](const auto& one) { return one->id() == debugger.id; });
  if (is_known) session_->devices().debugger_gone(debugger.id);
}

int Computer::id_of(std::size_t board) const {
  const auto found = attached_.find(board);
  return found == attached_.end() ? 0 : found->second->port.id;
}

session::BoardSession* Computer::session_of(std::size_t board) {
  return session_->devices().find(id_of(board));
}

void Computer::check_state() {
  surroundings_.check_text("the state", state::json_text(session::snapshot(*session_)));
}

}  // namespace chaos
