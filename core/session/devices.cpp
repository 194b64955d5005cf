#include "session/devices.hpp"

#include <algorithm>
#include <utility>

#include "session/errors.hpp"

namespace session {

namespace {

/// True only if both have said who they are.
bool is_same_board(const BoardSession& a, const BoardSession& b) {
  return !a.facts().secure_element.empty() && a.facts().secure_element == b.facts().secure_element;
}

bool contains(const std::vector<Devices::Board>& boards, const Devices::Board& board) {
  return std::find(boards.begin(), boards.end(), board) != boards.end();
}

}  // namespace

class Devices::Identifying {
 public:
  explicit Identifying(Devices& devices) : devices_(devices) { ++devices_.identifying_; }
  Identifying(const Identifying&) = delete;
  Identifying& operator=(const Identifying&) = delete;
  ~Identifying() {
    if (--devices_.identifying_ > 0) return;
    for (const auto& waiting : std::exchange(devices_.waiting_for_identification_, {})) waiting.resolve();
  }

 private:
  Devices& devices_;
};

base::task<void> Devices::identified() {
  if (identifying_ == 0) co_return;
  const base::Completion<void> done;
  waiting_for_identification_.push_back(done.completer());
  co_await done.wait();
}

BoardSession* Devices::find(int id) const {
  for (const auto& board : boards_)
    if (board->id() == id) return board.get();
  return nullptr;
}

BoardSession& Devices::board(int id) const {
  if (BoardSession* found = find(id)) return *found;
  throw base::Error(no_board).with("board", id);
}

Devices::Board Devices::hold(int id) const {
  for (const auto& board : boards_)
    if (board->id() == id) return board;
  throw base::Error(no_board).with("board", id);
}

bool Devices::has(const DebuggerSession& debugger) const {
  return std::any_of(debuggers_.begin(), debuggers_.end(),
                     [&debugger](const auto& one) { return one.get() == &debugger; });
}

void Devices::join(BoardSession& board, Debugger debugger) {
  debugger->belongs_to(board.id());
  board.belongs_with(std::move(debugger));
  changed();
}

void Devices::part(BoardSession& board) {
  if (board.debugger() == nullptr) return;
  for (const auto& one : debuggers_)
    if (one.get() == board.debugger()) one->belongs_to(0);
  board.belongs_with(nullptr);
  changed();
}

std::vector<Devices::Board> Devices::gone_boards(World world) const {
  std::vector<Board> gone;
  for (const auto& board : boards_)
    if (board->port().is_gone() && board->world() == world) gone.push_back(board);
  return gone;
}

/// The board that a new port most likely is: the only unplugged one. The page keeps showing it while the port
/// is being identified. nullptr unless exactly one board is unplugged and no other port is taken for it.
Devices::Board Devices::presumed(World world) const {
  const std::vector<Board> gone = gone_boards(world);
  return gone.size() == 1 && !gone.front()->port().is_returning() ? gone.front() : nullptr;
}

/// The unplugged board that this new one is; nullptr if it is another board. A port whose firmware does not
/// say which board it is, is taken for the only unplugged board.
Devices::Board Devices::place_of(const BoardSession& added) const {
  const std::vector<Board> gone = gone_boards(added.world());
  for (const auto& board : gone)
    if (is_same_board(*board, added)) return board;
  if (gone.size() != 1) return nullptr;
  const bool is_known =
      !added.facts().secure_element.empty() && !gone.front()->facts().secure_element.empty();
  return is_known ? nullptr : gone.front();
}

/// Gives the old board the new one's port, once a job that unwinds or a pairing has released the old port.
base::task<Devices::Board> Devices::continue_on(Board old, Board added) {
  const base::Mutex::Lock turn = co_await old->port().lock();
  if (!has(*old) || !old->port().is_gone()) co_return added;
  // A debugger belongs to a board, not to a port: without proof which board this is, the pair ends.
  if (!is_same_board(*old, *added)) part(*old);
  pairing_.forget(old->id());
  old->continue_on(*added);
  boards_.erase(std::remove(boards_.begin(), boards_.end(), added), boards_.end());
  changed();
  co_return old;
}

/// A board is on one port. If it answers on a new one, the earlier port was lost without an event.
void Devices::lose_earlier_port(const BoardSession& added) {
  if (added.port().is_gone()) return;
  for (const auto& board : boards_) {
    const bool is_here = board.get() != &added && board->world() == added.world();
    if (is_here && is_same_board(*board, added) && !board->port().is_gone()) board->port().gone();
  }
}

void Devices::list(Board added) {
  boards_.push_back(std::move(added));
  if (on_new_board) on_new_board(*boards_.back());
  changed();
}

/// Errors are in the board's state.
base::task<void> Devices::identify(BoardSession& board) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    const int resets = pairing_.resets();
    const base::Outcome<void> outcome = co_await base::settled(board.identify());
    if (outcome.ok()) co_return;
    platform_.log.error("session", outcome.error());
    if (!outcome.error().is(unknown_firmware) || pairing_.resets() == resets) co_return;
  }
}

base::task<int> Devices::attach_board(std::unique_ptr<ports::SerialPort> port, World world) {
  const auto added = std::make_shared<BoardSession>(++last_id_, std::move(port), world, platform_);
  added->on_change = [this] { changed(); };
  const Board presumed = this->presumed(world);
  const std::vector<Board> gone_before = gone_boards(world);
  if (presumed) {
    presumed->port().set_returning(true);
  } else {
    list(added);
  }
  Board board = added;
  {
    const Identifying identifying(*this);
    // The system may give the same port again, which a job that unwinds or a pairing must release first.
    if (presumed) co_await presumed->port().settled();
    co_await pairing_.expect_known(*added);
    co_await identify(*added);
    if (presumed) presumed->port().set_returning(false);
    lose_earlier_port(*added);
    const Board old = added->port().is_gone() ? nullptr : place_of(*added);
    // A board that was unplugged after this port came is not on it.
    if (old && (is_same_board(*old, *added) || contains(gone_before, old)))
      board = co_await continue_on(old, added);
    if (presumed && board == added) list(added);
  }
  if (board != added) {
    const base::Outcome<void> sent = co_await base::settled(board->send_waiting_wifi());
    if (!sent.ok()) platform_.log.error("session", sent.error());  // the board's state has it, too
  }
  co_await pairing_.pair_all();
  attached(board->id());
  co_return board->id();
}

void Devices::board_gone(int id) {
  board(id).port().gone();
  if (on_gone) on_gone(id);
  changed();
}

base::task<void> Devices::forget_board(int id) {
  const Board forgotten = hold(id);
  if (on_forget) on_forget(id);
  forgotten->port().gone();
  co_await forgotten->port().settled();
  part(*forgotten);
  boards_.erase(std::remove(boards_.begin(), boards_.end(), forgotten), boards_.end());
  changed();
}

base::task<int> Devices::attach_debugger(std::unique_ptr<ports::HidDevice> device, World world) {
  const auto added = std::make_shared<DebuggerSession>(++last_id_, std::move(device), world, platform_);
  debuggers_.push_back(added);
  added->on_change = [this] { changed(); };
  changed();
  try {
    const Identifying identifying(*this);
    co_await added->identify();
  } catch (const base::Error& error) {
    if (error.is(base::cancelled)) throw;
    platform_.log.error("session", error);  // the error is in its state
    co_return added->id();
  }
  co_await take_old_place(added);
  co_await pairing_.pair_all();
  attached(added->board());
  co_return added->id();
}

/// The earlier session of the same debugger; nullptr if it was never attached.
Devices::Debugger Devices::older(const DebuggerSession& added) const {
  if (added.info().serial_number.empty()) return nullptr;
  for (const auto& one : debuggers_) {
    const bool same = one.get() != &added && one->world() == added.world() &&
                      one->info().serial_number == added.info().serial_number;
    if (same) return one;
  }
  return nullptr;
}

/// A debugger that was attached before keeps its id. It is paired again, because the ports may have changed
/// meanwhile. Waits until a job on its earlier session has ended.
base::task<void> Devices::take_old_place(Debugger added) {
  const Debugger used = older(*added);
  if (used && used->status() == DeviceStatus::busy) {
    co_await used->settled();
    if (find(used->board()) != nullptr) co_await hold(used->board())->port().settled();
  }
  const Debugger old = older(*added);
  if (!old || !has(*added)) co_return;
  if (find(old->board()) != nullptr) {
    const Board board = hold(old->board());
    part(*board);
    // Debugger and port are one USB device, and the loss of the port may not have been reported, either.
    co_await base::settled(board->check_port());
    if (!has(*old) || !has(*added)) co_return;
  }
  pairing_.forget(old->id());
  added->take_id(old->id());
  debuggers_.erase(std::remove(debuggers_.begin(), debuggers_.end(), old), debuggers_.end());
  changed();
}

void Devices::debugger_gone(int id) {
  for (const auto& one : debuggers_) {
    if (one->id() != id) continue;
    one->gone();
    changed();
    return;
  }
  throw base::Error(no_board).with("board", id);
}

base::task<void> Devices::forget_debugger(int id) {
  const auto place =
      std::find_if(debuggers_.begin(), debuggers_.end(), [id](const auto& one) { return one->id() == id; });
  if (place == debuggers_.end()) throw base::Error(no_board).with("board", id);
  const Debugger forgotten = *place;
  forgotten->gone();
  if (find(forgotten->board()) != nullptr) {
    const Board board = hold(forgotten->board());
    board->port().cancel();
    co_await board->port().settled();
    part(*board);
  }
  co_await forgotten->settled();
  debuggers_.erase(std::remove(debuggers_.begin(), debuggers_.end(), forgotten), debuggers_.end());
  changed();
}

}  // namespace session
