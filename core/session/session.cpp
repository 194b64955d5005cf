#include "session/session.hpp"

#include <algorithm>

#include "ports/errors.hpp"
#include "provision/errors.hpp"
#include "session/errors.hpp"

namespace session {

using namespace std::chrono_literals;

Session::Session(Platform platform)
    : platform_(platform),
      account_(platform),
      devices_(platform),
      live_(platform),
      first_messages_(platform, live_,
                      [this](FirstMessages::Board board) { return diagnose_silent(std::move(board)); }) {
  account_.on_change = [this] { changed(); };
  devices_.on_change = [this] { changed(); };
  devices_.on_new_board = [this](BoardSession& board) {
    board.wifi_goes_with_job = [this, &board] { return wifi_goes_with_job(board); };
    selected_ = board.id();
  };
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

base::task<void> Session::identify_again(int id) {
  const auto asked = devices_.hold(id);
  co_await asked->identify();
}

base::task<void> Session::forget_board(int id) {
  first_messages_.cancel(id);
  co_await devices_.forget_board(id);
  if (selected_ == id) selected_ = boards().empty() ? 0 : boards().back()->id();
  changed();
}

void Session::select_board(int id) {
  selected_ = devices_.board(id).id();
  changed();
}

void Session::debuggers_in_reach(bool in_reach) {
  debuggers_in_reach_ = in_reach;
  changed();
}

void Session::go_by_hand(int id, bool by_hand) {
  devices_.board(id).go_by_hand(by_hand);
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
    for (const auto& board : boards()) {
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
  for (const auto& board : boards()) board->cancel_signing();
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
  const auto given = devices_.hold(id);
  co_await given->set_wifi(std::move(network));
}

bool Session::wifi_goes_with_job(const BoardSession& board) const {
  // The debugger may still be being paired.
  const bool can_program = board.kit() != nullptr || devices_.pairing().lone_debugger(board) != nullptr;
  return can_program && (!is_set_up(board) || is_wanted(board.job()));
}

base::task<void> Session::plan(int id, provision::CertificateChoice choice) {
  const auto planned = devices_.hold(id);
  account_.client();
  require_same_world(*planned);
  // The debugger may still be being paired.
  if (planned->firmware() != Firmware::provisioning)
    co_await devices_.pairing().find_debugger(planned, PairingClaim::proved);
  co_await signing(planned->make_plan(account_, authorities(), choice));
}

base::task<void> Session::provision(int id, provision::CertificateChoice choice, PairingClaim claim) {
  const auto provisioned = devices_.hold(id);
  account_.client();
  require_same_world(*provisioned);
  co_await devices_.pairing().find_debugger(provisioned, claim);
  std::optional<base::Error> failure;
  try {
    co_await signing(provisioned->provision(account_, authorities(), choice));
  } catch (const base::Error& error) {
    failure = error;
  }
  if (failure) {
    // The program was written, but this port is silent: debugger and port belong to different boards.
    if (failure->is(provision::firmware_silent)) devices_.part(*provisioned);
    throw *failure;
  }
  keep_record(*provisioned);
  // Another board's job must not take away the data that the user looks at.
  if (watcher() == nullptr || selected() == provisioned.get()) watch(provisioned->thing_name());
  if (provisioned->firmware() == Firmware::demo) first_messages_.expect(provisioned);
}

void Session::cancel(int id) {
  devices_.board(id).cancel();
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
  for (const auto& board : boards())
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
