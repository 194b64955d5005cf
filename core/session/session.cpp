#include "session/session.hpp"

#include <utility>

#include "aws/iot.hpp"
#include "provision/errors.hpp"
#include "provision/firmware_image.hpp"
#include "provision/known_boards.hpp"
#include "session/errors.hpp"

namespace session {

using namespace std::chrono_literals;

Session::Session(Platform platform)
    : platform_(platform),
      account_(platform),
      account_jobs_(platform, account_),
      devices_(platform),
      authority_(platform, account_, devices_),
      jobs_(account_, account_jobs_, devices_, authority_),
      live_(platform),
      first_messages_(
          platform, live_, [this](FirstMessages::Board board) { return diagnose_silent(std::move(board)); },
          [this](FirstMessages::Board board) { return follow_registration(std::move(board)); }) {
  account_.on_change = [this] { changed(); };
  account_jobs_.own_authorities = [this] { return authority_.signer_ids(); };
  account_jobs_.delete_shadow = [this](std::string thing) { return live_.delete_shadow(std::move(thing)); };
  account_jobs_.on_change = [this] { changed(); };
  devices_.on_change = [this] { changed(); };
  devices_.on_new_board = [this](BoardSession& board) { take_board(board); };
  devices_.on_attached = [this](int board) {
    if (devices_.find(board) != nullptr) resume_wait(devices_.hold(board));
    if (tray_) tray_->attached(board);
  };
  devices_.on_gone = [this](int board) {
    if (tray_) tray_->unplugged(board);
  };
  devices_.on_forget = [this](int id) { leave_board(id); };
  jobs_.on_provisioned = [this](Devices::Board board) { start_watching(std::move(board)); };
  live_.on_change = [this] { changed(); };
  live_.on_failure = [this](const base::Error& error) { account_.doubt(error); };
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

void Session::take_board(BoardSession& board) {
  board.wifi_goes_with_job = [this, &board] { return wifi_goes_with_job(board); };
  selected_ = board.id();
}

void Session::leave_board(int id) {
  first_messages_.cancel(id);
  if (tray_) tray_->forget(id);
  if (selected_ != id) return;
  selected_ = 0;
  for (const auto& board : devices_.boards())
    if (board->id() != id) selected_ = board->id();
}

void Session::select_board(int id) {
  selected_ = devices_.board(id).id();
  changed();
}

void Session::debuggers_in_reach(bool in_reach) {
  debuggers_in_reach_ = in_reach;
  changed();
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
    account_jobs_.check_early();
    live_.open(account_.hold_client(), account_.account().endpoint);
    for (const auto& board : devices_.boards()) {
      board->jobs().belongs_to(account_.account());
      resume_wait(board);
    }
  }
  changed();
  if (failure) throw *failure;
}

base::task<void> Session::check_keys_again(aws::Region region) {
  aws::Credentials keys = account_.kept_keys();
  co_await sign_in(std::move(keys), region, account_.world());
}

base::task<void> Session::use_new_user(std::string boundary) {
  for (const auto& board : devices_.boards())
    if (board->status() == DeviceStatus::busy) throw base::Error(board_busy).with("board", board->id());
  const World world = account_.world();
  const aws::Region region = account_.client().region();
  std::optional<aws::Credentials> keys = co_await account_jobs_.create_user(std::move(boundary));
  if (keys) co_await sign_in(*std::move(keys), region, world);
}

base::task<void> Session::share_authority() {
  SharedAuthorities authorities = co_await authority_.get();
  co_await account_jobs_.share_authority(std::move(authorities));
}

void Session::sign_out() {
  first_messages_.cancel_all();
  if (tray_ && account_.status() != AccountStatus::empty) tray_->reset();
  live_.close();
  // Jobs sign with these keys, so they must end first.
  for (const auto& board : devices_.boards()) board->jobs().cancel_signing();
  account_.sign_out();
  account_jobs_.reset();
  things_.reset();
  changed();
}

void Session::start_watching(Devices::Board board) {
  // Another board's job must not take away the data that the user looks at.
  if (live_.watcher() == nullptr || selected() == board.get()) watch(board->facts().thing_name);
  first_messages_.expect(std::move(board));
}

/// Waits again for the first message of a board, which may have lost its Wi-Fi settings while nobody waited.
void Session::resume_wait(Devices::Board board) {
  const bool is_expected = account_.status() == AccountStatus::good &&
                           board->jobs().current().endpoint == account_.account().endpoint;
  if (is_expected) first_messages_.resume(std::move(board));
}

void Session::watch(std::string thing_name) {
  account_.client();
  live_.watch(std::move(thing_name));
}

/// A message of the thing that is watched shows that its board's Wi-Fi settings work.
void Session::note_message(const std::string& thing_name) {
  for (const auto& board : devices_.boards())
    if (board->facts().thing_name == thing_name) board->jobs().message_came();
}

base::task<void> Session::diagnose_silent(Devices::Board board) {
  if (account_.status() == AccountStatus::good) co_await account_.signing(board->jobs().diagnose(account_));
}

base::task<void> Session::follow_registration(Devices::Board board) {
  co_await account_.signing(board->jobs().follow_registration(account_));
}

base::task<void> Session::list_things() {
  // The user may sign out meanwhile.
  const std::shared_ptr<aws::Client> client = account_.hold_client();
  aws::IotClient iot(*client);
  std::vector<std::string> names;
  const std::vector<aws::Thing> things = co_await account_.signing(iot.list_things());
  if (account_.client_if_any() != client.get()) throw base::Error(base::cancelled);
  for (const aws::Thing& thing : things) names.push_back(thing.name);
  things_ = std::move(names);
  changed();
}

base::task<void> Session::watch_all(int connections) {
  const std::shared_ptr<aws::Client> client = account_.hold_client();
  provision::KnownBoards known(platform_.store);
  const std::set<std::string> own =
      co_await known.things_in(account_.account().identity.account, std::string(client->region().name()));
  // The user may sign out meanwhile.
  if (account_.client_if_any() != client.get()) throw base::Error(base::cancelled);
  live_.watch_all({own.begin(), own.end()}, connections);
  co_await list_things();
  live_.watch_all(*things_, connections);
}

Tray& Session::tray() {
  if (tray_) return *tray_;
  const auto next = [this](const BoardSession& board, bool wifi_decided) {
    Situation::Board situation = situation_of(board);
    situation.wifi_decided = situation.wifi_decided || wifi_decided;
    return next_of(situation);
  };
  tray_ = std::make_unique<Tray>(platform_, account_, devices_, jobs_, next);
  tray_->on_change = [this] { changed(); };
  return *tray_;
}

Situation::Board Session::situation_of(const BoardSession& board) const {
  const Pairing& pairing = devices_.pairing();
  const Job& job = board.jobs().current();
  Situation::Board result;
  result.status = board.status();
  result.firmware = board.facts().firmware;
  // The debugger may still be being paired. A board that is back may miss its debugger, which did not open.
  result.has_debugger = board.debugger() != nullptr ? board.debugger()->status() != DeviceStatus::gone
                                                    : pairing.lone_debugger(board) != nullptr;
  result.has_foreign_debugger = pairing.foreign_debugger(board) != nullptr;
  result.debuggers_in_reach = debuggers_in_reach_ || board.world() == World::simulated;
  result.by_hand = board.by_hand();
  result.job = job.kind;
  result.job_status = job.status;
  result.has_plan = job.plan.has_value();
  result.plan_is_complete = job.plan && job.plan->complete();
  result.wifi_decided = board.wifi().is_decided();
  result.wifi_unsent =
      board.wifi().status() == WifiStatus::set || board.wifi().status() == WifiStatus::failed;
  // A restored board sends nothing more, although its thing may still be watched.
  const bool is_restored = job.kind == JobKind::restore && job.status == JobStatus::done;
  result.is_watched = !is_restored && live_.is_watching(board.facts().thing_name);
  return result;
}

bool Session::wifi_goes_with_job(const BoardSession& board) const {
  const Situation::Board situation = situation_of(board);
  const bool can_program = board.kit() != nullptr || devices_.pairing().lone_debugger(board) != nullptr;
  return can_program && (!is_set_up(situation) || is_wanted(situation));
}

NextAction Session::next() const {
  const BoardSession* board = selected();
  return next_of(board == nullptr ? std::nullopt : std::optional(situation_of(*board)));
}

NextAction Session::next_of(std::optional<Situation::Board> board) const {
  Situation situation;
  situation.board = board;
  situation.account = account_.status();
  situation.is_receiving = live_.watcher() != nullptr && live_.watcher()->state().is_receiving();
  return next_action(situation);
}

base::task<base::Bytes> vendor_image(ports::VendorFiles& files, std::string family,
                                     board::FirmwareRole role) {
  for (const board::Kit& kit : board::kits()) {
    if (kit.images != nullptr && kit.name.starts_with(family))
      co_return co_await provision::read_vendor_image(files, kit, role);
  }
  throw base::Error(provision::unknown_kit).with("kit", family);
}

}  // namespace session
