#include "session/session.hpp"

#include <algorithm>

#include "ports/errors.hpp"
#include "session/errors.hpp"

namespace session {

using namespace std::chrono_literals;

std::string_view name(NextAction action) {
  switch (action) {
    case NextAction::connect_board:
      return "connect_board";
    case NextAction::give_keys:
      return "give_keys";
    case NextAction::load_provisioning_firmware:
      return "load_provisioning_firmware";
    case NextAction::plan:
      return "plan";
    case NextAction::provision:
      return "provision";
    case NextAction::proceed:
      return "continue";
    case NextAction::load_demo_firmware:
      return "load_demo_firmware";
    case NextAction::set_wifi:
      return "set_wifi";
    case NextAction::send_wifi:
      return "send_wifi";
    case NextAction::watch:
      return "watch";
    case NextAction::wait:
      return "wait";
    case NextAction::none:
      return "none";
  }
  return "";
}

Session::Session(Platform platform) : platform_(platform), account_(platform) {
  account_.on_change = [this] { changed(); };
}

Session::~Session() {
  if (change_timer_) platform_.executor.cancel_timer(*change_timer_);
}

void Session::changed() {
  if (change_timer_) return;
  change_timer_ = platform_.executor.call_at(platform_.executor.now() + 40ms, [this] {
    change_timer_.reset();
    if (on_change) on_change();
  });
}

BoardSession& Session::board(int id) {
  for (const auto& board : boards_) {
    if (board->id() == id) return *board;
  }
  throw base::Error(no_board).with("board", id);
}

const BoardSession* Session::find(int id) const {
  for (const auto& board : boards_) {
    if (board->id() == id) return board.get();
  }
  return nullptr;
}

const BoardSession* Session::selected() const {
  return find(selected_);
}

base::task<int> Session::attach_board(std::unique_ptr<ports::SerialPort> port, bool simulated) {
  boards_.push_back(std::make_unique<BoardSession>(++last_id_, std::move(port), simulated, platform_));
  BoardSession& board = *boards_.back();
  board.on_change = [this] { changed(); };
  selected_ = board.id();
  changed();
  try {
    co_await board.identify();
  } catch (const base::Error& error) {
    if (error.is(base::cancelled)) throw;
    platform_.log.error("session", error);  // the board's state says it
  }
  co_return board.id();
}

void Session::board_gone(int id) {
  board(id).gone();
  changed();
}

base::task<void> Session::board_back(int id, std::unique_ptr<ports::SerialPort> port) {
  BoardSession& back = board(id);
  back.replace_port(std::move(port));
  co_await back.identify();
}

base::task<void> Session::identify_again(int id) {
  co_await board(id).identify();
}

base::task<void> Session::forget_board(int id) {
  board(id).gone();
  co_await board(id).settled();
  boards_.erase(
      std::remove_if(boards_.begin(), boards_.end(), [id](const auto& one) { return one->id() == id; }),
      boards_.end());
  if (selected_ == id) selected_ = boards_.empty() ? 0 : boards_.back()->id();
  changed();
}

void Session::select_board(int id) {
  selected_ = board(id).id();
  changed();
}

base::task<void> Session::sign_in(aws::Credentials credentials, aws::Region region, bool simulated) {
  sign_out();
  changed();
  std::optional<base::Error> failure;
  try {
    co_await account_.sign_in(std::move(credentials), region, simulated);
  } catch (const base::Error& error) {
    failure = error;
  }
  changed();
  if (failure) throw *failure;
}

void Session::sign_out() {
  unwatch();
  // Jobs sign by these keys: they end first.
  for (const auto& board : boards_) board->cancel();
  account_.sign_out();
  changed();
}

const pki::Authorities& Session::authorities() {
  if (!authorities_) {
    authorities_ = pki::create_authorities(pki::AuthorityNames(), account_.client().now(), platform_.random);
  }
  return *authorities_;
}

/// A real board cannot reach the simulated cloud, nor a simulated one the real.
void Session::require_same_world(const BoardSession& board) const {
  if (board.simulated() == account_.simulated()) return;
  const auto world = [](bool simulated) { return simulated ? "simulated" : "real"; };
  throw base::Error(mixed_simulation)
      .with("board", world(board.simulated()))
      .with("account", world(account_.simulated()));
}

base::task<void> Session::set_wifi(int id, std::optional<board::WifiNetwork> network) {
  co_await board(id).set_wifi(std::move(network));
}

base::task<void> Session::plan(int id, provision::CertificateChoice choice) {
  BoardSession& planned = board(id);
  account_.client();
  require_same_world(planned);
  co_await planned.make_plan(account_, authorities(), choice);
}

base::task<void> Session::provision(int id, provision::CertificateChoice choice) {
  BoardSession& provisioned = board(id);
  account_.client();
  require_same_world(provisioned);
  co_await provisioned.provision(account_, authorities(), choice);
  // From here on the board's first message is what counts.
  watch(provisioned.thing_name());
}

void Session::cancel(int id) {
  board(id).cancel();
}

void Session::watch(std::string thing_name) {
  aws::Client& client = account_.client();
  if (watch_ && watch_->watcher.topics().thing_name == thing_name) return;
  unwatch();
  const telemetry::Watcher::Edges edges{platform_.mqtt, platform_.random, platform_.log};
  // Topics checks the name before anything is started.
  watch_ = std::unique_ptr<Watch>(
      new Watch{telemetry::Watcher(edges, client, account_.account().endpoint, thing_name), base::Spawned()});
  watch_->watcher.on_change = [this] { changed(); };
  watch_->run = base::spawn<void>(platform_.executor, run(watch_->watcher),
                                  [watch = watch_.get()](base::Outcome<void>) { watch->over = true; });
  changed();
}

base::task<void> Session::run(telemetry::Watcher& watcher) {
  // Who was watched before closes the connection first.
  const base::Mutex::Lock turn = co_await connection_.lock();
  co_await watcher.run();
}

void Session::unwatch() {
  if (!watch_) return;
  ending_.erase(std::remove_if(ending_.begin(), ending_.end(), [](const auto& watch) { return watch->over; }),
                ending_.end());
  watch_->run.cancel();
  ending_.push_back(std::move(watch_));
  changed();
}

base::task<std::vector<std::string>> Session::list_things() {
  aws::IotClient iot(account_.client());
  std::vector<std::string> names;
  const std::vector<aws::Thing> things = co_await iot.list_things();
  for (const aws::Thing& thing : things) names.push_back(thing.name);
  co_return names;
}

base::task<void> Session::set_toggle(bool on) {
  if (!watch_) throw base::Error(not_watching);
  co_await watch_->watcher.set_toggle(on);
}

telemetry::Columns Session::series() const {
  return watch_ ? watch_->watcher.series().columns() : telemetry::Columns();
}

NextAction Session::next() const {
  const BoardSession* board = selected();
  if (watch_ && watch_->watcher.state().status == telemetry::WatchStatus::live) return NextAction::none;
  if (board == nullptr || board->status() == BoardStatus::gone) return NextAction::connect_board;
  if (board->status() == BoardStatus::identifying || board->status() == BoardStatus::busy)
    return NextAction::wait;
  if (board->status() == BoardStatus::failed) return NextAction::connect_board;
  if (account_.status() == AccountStatus::checking) return NextAction::wait;
  if (account_.status() != AccountStatus::good) return NextAction::give_keys;
  return next_for(*board);
}

NextAction Session::next_for(const BoardSession& board) const {
  const Job& job = board.job();
  const bool provisioned = job.status == JobStatus::done || (job.plan && job.plan->complete());
  const bool watched = watch_ && watch_->watcher.topics().thing_name == board.thing_name();
  if (board.firmware() == Firmware::provisioning) {
    switch (job.status) {
      case JobStatus::none:
        return NextAction::plan;
      case JobStatus::planned:
        return job.plan->complete() ? NextAction::load_demo_firmware : NextAction::provision;
      case JobStatus::done:
        return NextAction::load_demo_firmware;
      case JobStatus::failed:
      case JobStatus::cancelled:
        return job.plan ? NextAction::proceed : NextAction::plan;
      default:
        return NextAction::wait;
    }
  }
  if (board.firmware() != Firmware::demo) return NextAction::connect_board;
  if (!provisioned && !watched) return NextAction::load_provisioning_firmware;
  if (!board.wifi_decided()) return NextAction::set_wifi;
  if (board.wifi_status() == WifiStatus::set || board.wifi_status() == WifiStatus::failed)
    return NextAction::send_wifi;
  return watched ? NextAction::wait : NextAction::watch;
}

}  // namespace session
