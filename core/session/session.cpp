#include "session/session.hpp"

#include <algorithm>

#include "ports/errors.hpp"
#include "provision/errors.hpp"
#include "session/errors.hpp"

namespace session {

using namespace std::chrono_literals;

std::string_view name(NextAction action) {
  static constexpr std::string_view names[] = {
      "connect_board", "connect_debugger", "give_keys", "load_provisioning_firmware",
      "plan",          "provision",        "continue",  "load_demo_firmware",
      "set_wifi",      "send_wifi",        "watch",     "wait",
      "none"};
  return names[static_cast<std::size_t>(action)];
}

Session::Session(Platform platform)
    : platform_(platform),
      account_(platform),
      live_(platform),
      first_messages_(platform, live_,
                      [this](FirstMessages::Board board) { return diagnose_silent(std::move(board)); }) {
  account_.on_change = [this] { changed(); };
  live_.on_change = [this] { changed(); };
  live_.on_failure = [this](const base::Error& error) { doubt_keys(error); };
  live_.on_message = [this](const std::string& thing_name) { note_message(thing_name); };
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

BoardSession* Session::find_board(int id) const {
  for (const auto& board : boards_)
    if (board->id() == id) return board.get();
  return nullptr;
}

BoardSession& Session::board(int id) {
  if (BoardSession* found = find_board(id)) return *found;
  throw base::Error(no_board).with("board", id);
}

std::shared_ptr<BoardSession> Session::hold(int id) const {
  for (const auto& board : boards_)
    if (board->id() == id) return board;
  throw base::Error(no_board).with("board", id);
}

const BoardSession* Session::find(int id) const {
  return find_board(id);
}

const BoardSession* Session::selected() const {
  return find(selected_);
}

base::task<int> Session::attach_board(std::unique_ptr<ports::SerialPort> port, World world) {
  const auto board = std::make_shared<BoardSession>(++last_id_, std::move(port), world, platform_);
  boards_.push_back(board);
  board->on_change = [this] { changed(); };
  board->wifi_goes_with_job = [this, seen = board.get()] { return wifi_goes_with_job(*seen); };
  selected_ = board->id();
  changed();
  co_await expect_known(*board);
  try {
    co_await board->identify();
  } catch (const base::Error& error) {
    if (error.is(base::cancelled)) throw;
    platform_.log.error("session", error);  // the error is in the board's state
  }
  co_await pair_all();
  co_return board->id();
}

void Session::board_gone(int id) {
  board(id).gone();
  changed();
}

base::task<void> Session::board_back(int id, std::unique_ptr<ports::SerialPort> port) {
  const auto back = hold(id);
  const std::string before = back->secure_element();
  {
    // Wait until a job that unwinds or a pairing has released the old port.
    const base::Mutex::Lock turn = co_await back->lock();
    if (!is_here(*back)) co_return;
    back->replace_port(std::move(port));
  }
  std::optional<base::Error> failure;
  try {
    co_await back->identify();
  } catch (const base::Error& error) {
    failure = error;
  }
  // The port may now belong to another board.
  if (before.empty() || !back->firmware_hint() || before != back->secure_element()) part(*back);
  co_await pair_all();
  if (failure) throw *failure;
}

base::task<void> Session::identify_again(int id) {
  const auto asked = hold(id);
  co_await asked->identify();
}

base::task<void> Session::forget_board(int id) {
  const auto forgotten = hold(id);
  first_messages_.cancel(id);
  forgotten->gone();
  co_await forgotten->settled();
  part(*forgotten);
  boards_.erase(std::remove(boards_.begin(), boards_.end(), forgotten), boards_.end());
  if (selected_ == id) selected_ = boards_.empty() ? 0 : boards_.back()->id();
  changed();
}

void Session::select_board(int id) {
  selected_ = board(id).id();
  changed();
}

void Session::debuggers_in_reach(bool in_reach) {
  debuggers_in_reach_ = in_reach;
  changed();
}

void Session::go_by_hand(int id, bool by_hand) {
  board(id).go_by_hand(by_hand);
}

base::task<void> Session::sign_in(aws::Credentials credentials, aws::Region region, World world) {
  sign_out();
  std::optional<base::Error> failure;
  try {
    co_await account_.sign_in(std::move(credentials), region, world);
  } catch (const base::Error& error) {
    failure = error;
  }
  // Boards drop the plans and results of another account.
  if (account_.status() == AccountStatus::good) {
    live_.open(account_.hold_client(), account_.account().endpoint);
    for (const auto& board : boards_) {
      board->belongs_to(account_.account());
      const bool is_expected = board->job().endpoint == account_.account().endpoint;
      if (is_expected && board->waits_for_message()) first_messages_.resume(board);
    }
  }
  changed();
  if (failure) throw *failure;
}

base::task<void> Session::check_keys_again(aws::Region region) {
  aws::Credentials keys = account_.kept_keys();
  co_await sign_in(std::move(keys), region, account_.world());
}

void Session::doubt_keys(const base::Error& error) {
  if (account_.doubt(error)) changed();
}

void Session::sign_out() {
  first_messages_.cancel_all();
  live_.close();
  // Jobs sign with these keys, so they must end first.
  for (const auto& board : boards_) board->cancel_signing();
  account_.sign_out();
  changed();
}

SharedAuthorities Session::authorities() {
  if (!authorities_) {
    authorities_ = std::make_shared<const pki::Authorities>(
        pki::create_authorities(pki::AuthorityNames(), account_.client().now(), platform_.random));
  }
  return authorities_;
}

/// A real board cannot reach the simulated cloud, and a virtual board cannot reach the real one.
void Session::require_same_world(const BoardSession& board) const {
  if (board.world() == account_.world()) return;
  throw base::Error(mixed_simulation)
      .with("board", name(board.world()))
      .with("account", name(account_.world()));
}

base::task<void> Session::set_wifi(int id, std::optional<board::WifiNetwork> network) {
  const auto given = hold(id);
  co_await given->set_wifi(std::move(network));
}

bool Session::wifi_goes_with_job(const BoardSession& board) const {
  // The debugger may still be being paired.
  const bool can_program = board.kit() != nullptr || lone_tool(board) != nullptr;
  return can_program && (!is_set_up(board) || is_wanted(board.job()));
}

base::task<void> Session::plan(int id, provision::CertificateChoice choice) {
  const auto planned = hold(id);
  account_.client();
  require_same_world(*planned);
  // The debugger may still be being paired.
  if (planned->firmware() != Firmware::provisioning) co_await find_tool(*planned, PairingClaim::proved);
  co_await signing(planned->make_plan(account_, authorities(), choice));
}

base::task<void> Session::provision(int id, provision::CertificateChoice choice, PairingClaim claim) {
  const auto provisioned = hold(id);
  account_.client();
  require_same_world(*provisioned);
  co_await find_tool(*provisioned, claim);
  std::optional<base::Error> failure;
  try {
    co_await signing(provisioned->provision(account_, authorities(), choice));
  } catch (const base::Error& error) {
    failure = error;
  }
  if (failure) {
    // The program was written, but this port is silent: debugger and port belong to different boards.
    if (failure->is(provision::firmware_silent)) part(*provisioned);
    throw *failure;
  }
  keep_record(*provisioned);
  // Another board's job must not take away the data that the user looks at.
  if (watcher() == nullptr || selected() == provisioned.get()) watch(provisioned->thing_name());
  if (provisioned->firmware() == Firmware::demo) first_messages_.expect(provisioned);
}

void Session::cancel(int id) {
  board(id).cancel();
}

void Session::watch(std::string thing_name) {
  account_.client();  // session.no_account unless the keys are good
  live_.watch(std::move(thing_name));
}

void Session::unwatch() {
  live_.unwatch();
}

/// A message of the thing that is watched shows that its board's Wi-Fi settings work.
void Session::note_message(const std::string& thing_name) {
  for (const auto& board : boards_)
    if (board->thing_name() == thing_name) board->message_came();
}

base::task<void> Session::diagnose_silent(std::shared_ptr<BoardSession> board) {
  if (account_.status() == AccountStatus::good) co_await signing(board->diagnose(account_));
}

base::task<std::vector<std::string>> Session::list_things() {
  // The user may sign out meanwhile.
  const std::shared_ptr<aws::Client> client = account_.hold_client();
  aws::IotClient iot(*client);
  std::vector<std::string> names;
  const std::vector<aws::Thing> things = co_await signing(iot.list_things());
  if (account_.client_if_any() != client.get()) throw base::Error(base::cancelled);
  for (const aws::Thing& thing : things) names.push_back(thing.name);
  co_return names;
}

base::task<void> Session::set_toggle(bool on) {
  return live_.set_toggle(on);
}

telemetry::Columns Session::series() const {
  return watcher() != nullptr ? watcher()->series().columns() : telemetry::Columns();
}

}  // namespace session
