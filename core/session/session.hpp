// Everything behind the page: one account, the boards, what is watched, and the one thing to do next. The
// page asks for the state and draws it, and hands over what people do; no decision is the page's. The state
// leaves as JSON (wasm/provisioner.d.ts, State).
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/spawn.hpp"
#include "session/account_session.hpp"
#include "session/board_session.hpp"
#include "telemetry/watcher.hpp"

namespace session {

enum class NextAction : std::uint8_t {
  connect_board,
  connect_debugger,
  give_keys,
  load_provisioning_firmware,
  plan,
  provision,
  proceed,  // "continue"
  load_demo_firmware,
  set_wifi,
  send_wifi,
  watch,
  wait,
  none,
};
std::string_view name(NextAction action);

/// Whether debugger and port are one board: proved, or the user says so where nothing can be proved.
enum class PairingClaim : std::uint8_t { proved, asserted };

class Session {
 public:
  explicit Session(Platform platform);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  /// Takes the port and finds out what answers; the board's id, also when nothing does (the state says so).
  base::task<int> attach_board(std::unique_ptr<ports::SerialPort> port, World world);
  /// What attach_board() will give next.
  int next_board_id() const { return last_id_ + 1; }
  void board_gone(int id);
  base::task<void> board_back(int id, std::unique_ptr<ports::SerialPort> port);
  base::task<void> identify_again(int id);
  base::task<void> forget_board(int id);
  void select_board(int id);
  /// Whether the browser lets the page have debuggers at all; it does unless said otherwise.
  void debuggers_in_reach(bool in_reach);
  /// Without the debugger of this board, though it could be had; or with it again.
  void go_by_hand(int id, bool by_hand);

  /// Asks the debugger who it is and pairs it with its port; the debugger's id.
  base::task<int> attach_debugger(std::unique_ptr<ports::HidDevice> device, World world);
  void debugger_gone(int id);
  base::task<void> forget_debugger(int id);

  base::task<void> sign_in(aws::Credentials credentials, aws::Region region, World world);
  /// Signs in with the keys that are there, of a good account or after a refusal that was not their fault:
  /// session.no_account without them.
  base::task<void> check_keys_again(aws::Region region);
  void sign_out();

  base::task<void> set_wifi(int id, std::optional<board::WifiNetwork> network);
  base::task<void> plan(int id, provision::CertificateChoice choice);
  base::task<void> provision(int id, provision::CertificateChoice choice,
                             PairingClaim claim = PairingClaim::proved);
  void cancel(int id);
  void use_image(int id, board::FirmwareRole role, std::optional<provision::OwnImage> image);
  base::task<void> restore(int id);
  base::task<void> inspect(int id);
  base::task<void> check_roots(int id);
  base::task<void> repair_roots(int id);
  base::task<void> write_roots(int id, base::Bytes backup);
  /// The root store's region as last read; session.nothing_read.
  const base::Bytes& roots_backup(int id);
  base::task<void> diagnose(int id);

  /// The vendor's image for the kits whose names begin with `family`, as a file for the drive:
  /// provision.image_differs unless it is the one that a job would program, provision.unknown_kit.
  base::task<base::Bytes> vendor_image(std::string family, board::FirmwareRole role);

  /// The authority that boards are certified by, and what it issued here, as the files of a .microchip-iot
  /// folder; made now where no board needed it yet. Private keys are in it: pki::wipe() after use.
  /// session.no_account.
  pki::Files authority_files();
  /// Takes the user's own in its place, and the boards that come with it. pki.missing_file and what
  /// pki::load() finds; session.board_busy.
  void use_authority(const pki::Files& files);

  void watch(std::string thing_name);
  void unwatch();
  base::task<std::vector<std::string>> list_things();
  base::task<void> set_toggle(bool on);
  telemetry::Columns series() const;

  const AccountSession& account() const { return account_; }
  const std::vector<std::shared_ptr<BoardSession>>& boards() const { return boards_; }
  const std::vector<std::shared_ptr<DebuggerSession>>& debuggers() const { return debuggers_; }
  const BoardSession* selected() const;
  const BoardSession* find(int id) const;
  /// The debugger at hand, where it says that this board is a kit which cannot be provisioned; else nullptr.
  const DebuggerSession* foreign_tool(const BoardSession& board) const;
  const telemetry::Watcher* watcher() const { return watch_ ? &watch_->watcher : nullptr; }
  NextAction next() const;

  /// At most once in 40 ms, after changes.
  std::function<void()> on_change;

 private:
  /// A watcher and the task that runs it. One that is given up closes its connection before it goes.
  struct Watch {
    std::shared_ptr<aws::Client> client;
    telemetry::Watcher watcher;
    base::Spawned run;
    bool over = false;
  };
  base::task<void> run(telemetry::Watcher& watcher);
  /// Of work that signs: its end may say that the keys are none any more.
  template <class T>
  base::task<T> signing(base::task<T> work) {
    std::optional<base::Error> failure;
    try {
      co_return co_await std::move(work);
    } catch (const base::Error& error) {
      failure = error;
    }
    doubt_keys(*failure);
    throw base::Error(*failure);
  }
  void doubt_keys(const base::Error& error);

  /// For plain calls. A task holds the board, which may be forgotten while it waits.
  BoardSession& board(int id);
  BoardSession* find_board(int id) const;
  std::shared_ptr<BoardSession> hold(int id) const;
  bool is_here(const BoardSession& board) const;
  bool is_here(const DebuggerSession& tool) const;
  DebuggerSession& debugger(int id);
  const DebuggerSession* lone_tool(const BoardSession& board) const;
  bool wifi_goes_with_job(const BoardSession& board) const;
  static bool is_free(const DebuggerSession& tool, const BoardSession& board);
  static bool awaits_tool(const BoardSession& board);
  void join(BoardSession& board, std::shared_ptr<DebuggerSession> tool);
  void part(BoardSession& board);
  std::shared_ptr<DebuggerSession> older(const DebuggerSession& added) const;
  base::task<void> take_old_place(std::shared_ptr<DebuggerSession> added);
  base::task<void> pair(std::shared_ptr<DebuggerSession> tool);
  base::task<void> pair_all();
  base::task<void> expect_known(BoardSession& board);
  base::task<provision::Proof> hear_reset(std::shared_ptr<DebuggerSession> tool,
                                          std::vector<std::shared_ptr<BoardSession>> boards);
  base::task<void> find_tool(BoardSession& board, PairingClaim claim);
  base::task<bool> nothing_to_lose(std::shared_ptr<DebuggerSession> tool, provision::OwnImages own);
  void wait_for_message(BoardSession& board);
  void hear_message();
  base::task<void> follow_up_silence(int id);
  static bool is_wanted(const Job& job);
  bool is_watched(const BoardSession& board) const;
  bool is_set_up(const BoardSession& board) const;
  NextAction next_with_tool(const BoardSession& board) const;
  SharedAuthorities authorities();
  void keep_record(const BoardSession& board);
  NextAction next_for(const BoardSession& board) const;
  NextAction next_without_tool(const BoardSession& board) const;
  void require_same_world(const BoardSession& board) const;
  void changed();

  Platform platform_;
  AccountSession account_;
  std::vector<std::shared_ptr<DebuggerSession>> debuggers_;
  std::vector<std::shared_ptr<BoardSession>> boards_;
  int selected_ = 0;
  int last_id_ = 0;
  bool debuggers_in_reach_ = true;
  SharedAuthorities authorities_;
  std::map<std::string, pki::BoardRecord> records_;  // as in pki::Store; boards that are forgotten stay
  base::Mutex connection_;                           // the platform has one MQTT connection
  std::unique_ptr<Watch> watch_;
  std::vector<std::unique_ptr<Watch>> ending_;
  std::optional<base::Executor::TimerId> change_timer_;
  /// The wait for a board's first message; ends in a diagnosis when none comes.
  struct Patience {
    int board;
    base::Spawned run;
    bool over = false;
  };
  std::list<Patience> patience_;
};

/// The state as JSON text (wasm/provisioner.d.ts, State).
std::string snapshot(const Session& session);
/// A plan, a result, an error as JSON text, as in the same file.
std::string to_json(const provision::Plan& plan);
std::string to_json(const provision::MarResult& result, const Session& session, const BoardSession& board);
std::string to_json(const base::Error& error);
/// Of a board after its job: inspection, roots, diagnosis; `null` before.
enum class BoardPart : std::uint8_t { inspection, roots, diagnosis };
std::string to_json(const BoardSession& board, BoardPart part);

}  // namespace session
